#!/usr/bin/env node
// A stand-up over the day: each acts in their own time and on their own device, steps end once everybody has done their part,
// and the server is killed under every one of them.
import { accessible, at, base, kill, minutesSay, next, press, says, serve, source, step, walk, whileDead, write } from "./kit.mjs";

await walk(async ({ ada, karim, lea, noor, screen }) => {
  let room;
  const everybody = [ada, karim, lea, noor];
  await step("it is started for the whole team, with a deadline for each step", async () => {
    await ada.goto(`${base}/standups`);
    await ada.getByText("Another way").click();
    await ada.check("[name=mode][value=async]");
    await ada.fill("[name=hours]", "8");
    await accessible(ada, "apart-start");
    await ada.locator("form.start-otherwise button").click();
    await ada.waitForURL(/standups\/U-1/);
    room = ada.url();
    for (const page of [karim, lea, noor, screen]) await page.goto(room);
    await says(ada, "over the day, 8 hours a step");
    for (const name of ["Ada", "Karim", "Lea", "Noor"]) await ada.locator(".present li", { hasText: name }).waitFor();
    await next(ada, "News round");
    await whileDead(ada, () => press(ada, "Full round today"));
    await says(ada, "Full round today, after the news");
    for (const there of ["Card 2", "Facts", "Is there a standard?", "Silence"]) await next(ada, there);
    await accessible(karim, "apart-silence-phone");
  });
  await step("what is written stays sealed until the last one has said something", async () => {
    await whileDead(karim, () => write(karim, "Written on the train", "cause"));
    await says(karim, "Written on the train");
    await kill();
    await serve();
    await write(lea, "Written after lunch", "countermeasure");
    await says(lea, "Written after lunch");
    await press(noor, "I have nothing to add");
    await says(noor, "I have something to add after all");
    for (const page of [ada, lea, noor, screen]) {
      if ((await source(page)).includes("Written on the train")) throw new Error("an idea is seen before it is shown");
    }
    await at(ada, "Silence");
    await write(ada, "Written at midnight", "cause");
    for (const page of everybody) {
      await at(page, "Round");
      for (const words of ["Written on the train", "Written after lunch", "Written at midnight"]) await says(page, words);
    }
    await accessible(ada, "apart-round");
  });
  await step("everybody has the floor, in any order", async () => {
    for (const page of [noor, ada, lea]) {
      await press(page, "I have said what I wanted to");
      await says(page, "I have something to add after all");
    }
    await whileDead(karim, () => press(karim, "I have said what I wanted to"));
    for (const page of everybody) await at(page, "Dots");
    await accessible(noor, "apart-dots-phone");
  });
  await step("dots are counted once everybody has given theirs", async () => {
    for (const page of [karim, lea, noor]) {
      await page.locator(".dot-choice button[value='3']").first().click();
      await says(page, "You have given all three.");
    }
    await kill();
    await serve();
    await press(ada, "I give no more");
    for (const page of everybody) {
      await at(page, "Decision");
      await says(page, "9 dots");
    }
  });
  await step("it is decided, and the minutes name those who took part", async () => {
    await ada.fill("#f-text", "Lock in batches");
    await ada.selectOption("#f-owner", { label: "Noor" });
    await whileDead(ada, () => press(ada, "Decide: do it"));
    await ada.locator(".rows", { hasText: "Lock in batches" }).first().waitFor();
    await whileDead(ada, () => press(ada, "End the stand-up here"));
    for (const page of everybody) await says(page, "Copy the minutes");
    await minutesSay(ada, room, ["over the day", "Written on the train", "Written after lunch", "Written at midnight", "Lock in batches (Noor", "9 dots"]);
  });
});
