#!/usr/bin/env node
// A stand-up in silence, by five browsers: one phone loses the network for a minute, the server is killed in every step, the
// laptop is closed: nothing that was typed is lost, the clock is right, and the minutes are complete.
import {
  accessible, at, base, caughtUp, cut, inFrench, kill, minutesSay, next, press, readFromAfar, sameClock, says, serve, source, step, walk, whileDead, write,
} from "./kit.mjs";

await walk(async ({ ada, karim, lea, noor, screen }) => {
  let room, back;
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
    await inFrench(room, "gathering");
    await next(ada, "News round");
    await at(screen, "News round");
    await readFromAfar(screen, "news-screen");
    await accessible(ada, "news");
    await accessible(lea, "news-phone");
    await inFrench(room, "news");
    await whileDead(ada, () => press(ada, "Full round today"));
    await says(ada, "Full round today, after the news");
    await next(ada, "Card 2");
  });
  await step("the facts, and whether there is a standard, outlive a killed server", async () => {
    await next(ada, "Facts");
    await at(screen, "Facts");
    await inFrench(room, "facts");
    await ada.fill("#f-should_be", "The export is there at eight");
    await whileDead(ada, () => press(ada, "Keep the facts"));
    for (const page of [karim, lea, noor, screen]) await says(page, "The export is there at eight");
    await sameClock(ada, screen);
    await ada.keyboard.press("Escape");
    await next(ada, "Is there a standard?");
    await at(screen, "Is there a standard?");
    await inFrench(room, "covered");
    await ada.getByText("There is none").click();
    await whileDead(ada, () => press(ada, "Keep the answer"));
    await ada.locator("[name=answer][value=none][checked]").waitFor();
    await next(ada, "Silence");
  });
  await step("a phone without network and a server that is killed lose nothing that was typed", async () => {
    for (const page of [karim, lea, noor]) await page.locator("[name=idea]").waitFor();
    await accessible(karim, "silence-phone");
    back = await cut(karim);
    await write(karim, "Written in the lift", "cause");
    await says(karim, "Not sent yet");
    await whileDead(lea, () => write(lea, "While the server was away", "countermeasure"));
    await says(lea, "While the server was away");
    await says(ada, /One idea by 1 of 4/);
    await inFrench(room, "silence");
    await at(screen, "Silence");
    await readFromAfar(screen, "silence-screen");
    await press(noor, "I have nothing to add");
    await says(ada, "1 of 4 has nothing to add.");
    await sameClock(ada, lea);
    await back();
    await says(ada, /2 ideas by 2 of 4/);
    await says(karim, "Written in the lift");
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
    await caughtUp(karim, lea);
    await inFrench(room, "round");
    for (let turns = 1; turns <= 4; turns += 1) {
      if (turns === 2) await whileDead(ada, () => press(ada, "Has spoken"));
      else await press(ada, "Has spoken");
      await ada.locator(`.room-head section > .steps > .over >> nth=${turns - 1}`).waitFor();
    }
    await says(ada, "Everybody has had the floor");
  });
  await step("dots are given by phone, through a killed server, and counted together", async () => {
    await noor.fill("[name=idea]", "Half a sentence");
    await next(ada, "Dots");
    await says(noor, "This was typed and not sent");
    await says(noor, "Half a sentence");
    await press(noor, "Put it away");
    for (const page of [karim, lea, noor]) await page.locator(".dot-choice").first().waitFor();
    await accessible(lea, "dots-phone");
    await inFrench(room, "dots");
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
    await inFrench(room, "decision");
    await kill();
    await serve();
    await ada.close();
    await karim.getByRole("button", { name: "Take over the lead" }).click({ timeout: 40_000 });
    await sameClock(karim, screen);
    await karim.fill("#f-text", "Lock in batches");
    await karim.selectOption("#f-owner", { label: "Noor" });
    await whileDead(karim, () => karim.locator("form:has(#f-text) button").last().click());
    await karim.locator(".rows", { hasText: "Lock in batches" }).first().waitFor();
  });
  await step("ideas get their fate by phone, the minutes are complete, and stand in everybody's browser", async () => {
    await next(karim, "Write-up");
    await at(screen, "Write-up");
    await accessible(karim, "writeup-phone");
    await inFrench(room, "writeup");
    await karim.locator("[name^=fate-]").first().fill("we look at it in a month");
    await whileDead(karim, () => press(karim, "Keep the fates"));
    await karim.locator("[name^=fate-][value='we look at it in a month']").waitFor();
    await whileDead(karim, () => next(karim));
    for (const page of [karim, lea, noor]) await says(page, "Copy the minutes");
    await screen.locator(".minutes").waitFor();
    await readFromAfar(screen, "minutes-screen");
    await accessible(lea, "minutes-phone");
    await inFrench(room, "minutes");
    await minutesSay(karim, room, [
      "The export is there at eight", "No standard covered it", "Written in the lift", "While the server was away", "6 dots",
      "Lock in batches (Noor", "we look at it in a month", "Karim", "Lea", "P-2",
    ]);
  });
});
