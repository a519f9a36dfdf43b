#!/usr/bin/env node
// A stand-up in silence, by five browsers: one phone loses the network, the server is killed in every step, the laptop is
// closed: nothing that was typed is lost, the clock is right, and the minutes are complete.
import { accessible, at, base, kill, minutesSay, next, press, readFromAfar, sameClock, says, serve, source, step, walk, whileDead, write } from "./kit.mjs";

await walk(async ({ ada, karim, lea, noor, screen }) => {
  let room;
  await step("everybody comes in, and the room goes silent by one key", async () => {
    await ada.goto(`${base}/standups`);
    await ada.getByRole("button", { name: "Start the stand-up" }).first().click();
    await ada.waitForURL(/standups\/U-1/);
    room = ada.url();
    for (const page of [karim, lea, noor]) {
      await page.goto(room);
      await press(page, "I am here");
      await page.getByRole("button", { name: "I am here" }).waitFor({ state: "detached" });
    }
    await screen.goto(`${room}?face=screen`);
    await whileDead(ada, () => ada.keyboard.press("s"));
    await says(ada, "Ideas are written in silence");
    await next(ada, "News round");
    await at(screen, "News round");
    await readFromAfar(screen, "news-screen");
    await accessible(ada, "news");
    await accessible(lea, "news-phone");
    await whileDead(ada, () => press(ada, "Full round today"));
    await says(ada, "Full round today, after the news");
    await next(ada, "Card 2");
    await next(ada, "Facts");
    await next(ada, "Is there a standard?");
    await next(ada, "Silence");
  });
  await step("a phone without network and a server that is killed lose nothing that was typed", async () => {
    for (const page of [karim, lea, noor]) await page.locator("[name=idea]").waitFor();
    await accessible(karim, "silence-phone");
    await karim.context().setOffline(true);
    await write(karim, "Written in the lift", "cause");
    await says(karim, "Not sent yet");
    await whileDead(lea, () => write(lea, "While the server was away", "countermeasure"));
    await karim.context().setOffline(false);
    await says(karim, "Written in the lift");
    await says(lea, "While the server was away");
    await says(ada, /2 ideas by 2 of 4/);
    await at(screen, "Silence");
    await readFromAfar(screen, "silence-screen");
    await press(noor, "I have nothing to add");
    await says(ada, "1 of 4 has nothing to add.");
  });
  await step("nobody sees what another wrote, and every clock shows the same second", async () => {
    for (const page of [ada, lea, noor, screen]) {
      if ((await source(page)).includes("Written in the lift")) throw new Error("an idea is seen before it is shown");
    }
    await sameClock(ada, karim);
  });
  await step("all ideas are shown together, and each has the floor", async () => {
    await next(ada, "Round");
    for (const page of [ada, karim, lea, noor, screen]) {
      await says(page, "Written in the lift");
      await says(page, "While the server was away");
    }
    await readFromAfar(screen, "round-screen");
    await accessible(ada, "round");
    await accessible(noor, "round-phone");
    for (let turns = 1; turns <= 4; turns += 1) {
      if (turns === 2) await whileDead(ada, () => press(ada, "Has spoken"));
      else await press(ada, "Has spoken");
      await ada.locator(`.room-head section > .steps > .over >> nth=${turns - 1}`).waitFor();
    }
    await says(ada, "Everybody has had the floor");
  });
  await step("dots are given by phone, through a killed server, and counted together", async () => {
    await next(ada, "Dots");
    for (const page of [karim, lea, noor]) await page.locator(".dot-choice").first().waitFor();
    await accessible(lea, "dots-phone");
    await at(screen, "Dots");
    await readFromAfar(screen, "dots-screen");
    await karim.locator(".dot-choice button[value='3']").first().click();
    await says(karim, "You have given all three.");
    if (await lea.locator(".ideas .dots").count()) throw new Error("a dot is seen before the count");
    await whileDead(lea, () => lea.locator(".dot-choice button[value='3']").last().click());
    for (const page of [lea, noor]) {
      if (page === noor) await noor.locator(".dot-choice button[value='3']").last().click();
      await says(page, "You have given all three.");
    }
    await ada.locator(".dot-choice button[value='3']").first().click();
    for (const page of [ada, karim, screen]) await says(page, "6 dots");
  });
  await step("the laptop is closed, somebody else takes over and decides", async () => {
    await next(ada, "Decision");
    await accessible(ada, "decision");
    await at(screen, "Decision");
    await readFromAfar(screen, "decision-screen");
    await kill();
    await serve();
    await ada.close();
    await karim.getByRole("button", { name: "Take over the lead" }).click({ timeout: 40_000 });
    await karim.fill("#f-text", "Lock in batches");
    await karim.selectOption("#f-owner", { label: "Noor" });
    await whileDead(karim, () => karim.locator("form:has(#f-text) button").last().click());
    await karim.locator(".rows", { hasText: "Lock in batches" }).first().waitFor();
  });
  await step("the minutes are complete, and stand in everybody's browser", async () => {
    await whileDead(karim, () => press(karim, "End the stand-up here"));
    for (const page of [karim, lea, noor]) await says(page, "Copy the minutes");
    await accessible(lea, "minutes-phone");
    await minutesSay(karim, room, ["Written in the lift", "While the server was away", "6 dots", "Lock in batches (Noor", "Karim", "Lea", "P-2"]);
  });
});
