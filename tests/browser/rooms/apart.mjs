#!/usr/bin/env node
// A stand-up over the day: each acts in their own time and on their own device, steps end once everybody has done their part,
// one phone has no network for a minute, it goes on while the laptop of whoever leads is closed, and the server is killed under
// every step.
import {
  accessible, at, base, caughtUp, closed, cut, inFrench, kill, minutesSay, next, press, says, serve, source, step, walk, whileDead, write,
} from "./kit.mjs";

await walk(async ({ ada, karim, lea, noor, screen }) => {
  let room, open, back;
  const everybody = () => [ada, karim, lea, noor].filter((page) => !page.isClosed());
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
    await inFrench(room, "apart-gathering");
    await whileDead(ada, () => next(ada));
    await at(ada, "News round");
    await inFrench(room, "apart-news");
    await whileDead(ada, () => press(ada, "Full round today"));
    await says(ada, "Full round today, after the news");
    await next(ada, "Card 2");
  });
  await step("the facts, and whether there is a standard, outlive a killed server", async () => {
    await next(ada, "Facts");
    await inFrench(room, "apart-facts");
    await ada.fill("#f-should_be", "The export is there at eight");
    await whileDead(ada, () => press(ada, "Keep the facts"));
    for (const page of [karim, lea, noor, screen]) await says(page, "The export is there at eight");
    await ada.keyboard.press("Escape");
    await next(ada, "Is there a standard?");
    await inFrench(room, "apart-covered");
    await ada.getByText("There is none").click();
    await whileDead(ada, () => press(ada, "Keep the answer"));
    await ada.locator("[name=answer][value=none][checked]").waitFor();
    await next(ada, "Silence");
    for (const page of [karim, lea, noor]) await page.locator("[name=idea]").waitFor();
    await accessible(karim, "apart-silence-phone");
    await inFrench(room, "apart-silence");
  });
  await step("what is written stays sealed until the last one has said something", async () => {
    const until = await lea.locator(".clock-at").textContent();
    back = await cut(karim);
    await write(karim, "Written on the train", "cause");
    await says(karim, "Not sent yet");
    await whileDead(lea, () => write(lea, "Written after lunch", "countermeasure"));
    await says(lea, "Written after lunch");
    await press(noor, "I have nothing to add");
    await says(noor, "I have something to add after all");
    for (const page of [ada, lea, noor, screen]) {
      if ((await source(page)).includes("Written on the train")) throw new Error("an idea is seen before it is shown");
    }
    await at(ada, "Silence");
    await whileDead(ada, () => write(ada, "Written at midnight", "cause"));
    await says(ada, "2 ideas by 2 of 4");
    open = await closed(ada);
    await kill();
    await serve();
    await lea.reload();
    for (const page of [lea, noor, screen]) {
      await at(page, "Silence");
      if (await page.locator(".clock-at").textContent() !== until) throw new Error("the deadline has moved");
    }
    await back();
    for (const page of everybody()) {
      await at(page, "Round");
      for (const words of ["Written on the train", "Written after lunch", "Written at midnight"]) await says(page, words);
    }
    await caughtUp(karim, lea);
    await inFrench(room, "apart-round");
  });
  await step("everybody has the floor, in any order", async () => {
    for (const page of [noor, lea]) {
      await press(page, "I have said what I wanted to");
      await says(page, "I have something to add after all");
    }
    await whileDead(karim, () => press(karim, "I have said what I wanted to"));
    await says(karim, "I have something to add after all");
    // Nobody is in a hurry to lead: whoever does so has the whole step for it, and finds everything.
    for (const page of everybody()) {
      if (await page.getByRole("button", { name: "Take over the lead" }).isVisible()) throw new Error("the lead may be taken over already");
    }
    ada = await open();
    await at(ada, "Round");
    for (const words of ["Written on the train", "Written after lunch", "Written at midnight", "Leads: Ada"]) await says(ada, words);
    await accessible(ada, "apart-round");
    await press(ada, "I have said what I wanted to");
    for (const page of everybody()) await at(page, "Dots");
    await accessible(noor, "apart-dots-phone");
    await inFrench(room, "apart-dots");
  });
  await step("dots are counted once everybody has given theirs", async () => {
    for (const page of [karim, lea, noor]) {
      const give = () => page.locator(".dot-choice button[value='3']").first().click();
      if (page === lea) await whileDead(lea, give);
      else await give();
      await says(page, "You have given all three.");
    }
    await press(ada, "I give no more");
    for (const page of everybody()) {
      await at(page, "Decision");
      await says(page, "9 dots");
    }
  });
  await step("it is decided, ideas get their fate, and the minutes name those who took part", async () => {
    await inFrench(room, "apart-decision");
    await ada.fill("#f-text", "Lock in batches");
    await ada.selectOption("#f-owner", { label: "Noor" });
    await whileDead(ada, () => press(ada, "Decide: do it"));
    await ada.locator(".rows", { hasText: "Lock in batches" }).first().waitFor();
    await next(ada, "Write-up");
    await inFrench(room, "apart-writeup");
    await ada.locator("[name^=fate-]").first().fill("we look at it in a month");
    await whileDead(ada, () => press(ada, "Keep the fates"));
    await ada.locator("[name^=fate-][value='we look at it in a month']").waitFor();
    await whileDead(ada, () => next(ada));
    for (const page of everybody()) await says(page, "Copy the minutes");
    await minutesSay(ada, room, ["over the day", "The export is there at eight", "No standard covered it", "we look at it in a month", "Written on the train", "Written after lunch", "Written at midnight", "Lock in batches (Noor", "9 dots"]);
  });
});
