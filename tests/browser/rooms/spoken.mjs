#!/usr/bin/env node
// A spoken stand-up, led from one laptop by the keyboard while sentences are typed as they are said; phones and a screen look on.
// In every step the server is killed under an act, which arrives once it is back; a phone's network swallows every answer
// for a minute; the laptop is closed in the middle of the round.
import {
  accessible, at, base, caughtUp, closed, cut, inFrench, minutesSay, next, press, readFromAfar, sameClock, says, step, walk, whileDead, write,
} from "./kit.mjs";

/** Unfolds a form and fills its fields. */
async function fill(page, fields) {
  for (const [field, text] of Object.entries(fields)) {
    const place = page.locator(`#f-${field}`).first();
    if (await place.evaluate((one) => one.localName === "select")) await place.selectOption({ label: text });
    else await place.fill(text);
  }
}

await walk(async ({ ada, karim, lea, noor, screen }) => {
  let room, back;
  // The laptop is closed: another leads on by phone, under the same clock, until it is open again.
  const closedInBetween = async () => {
    const open = await closed(ada);
    await lea.getByRole("button", { name: "Take over the lead" }).click({ timeout: 60_000 });
    await lea.locator(".room-foot").waitFor();
    await sameClock(lea, screen);
    ada = await open();
    await sameClock(ada, lea);
    await lea.locator(".room-more").click();
    await lea.getByText("Hand the lead over").click();
    await lea.selectOption("#f-lead_to", { label: "Ada" });
    await whileDead(lea, () => press(lea, "Hand over"));
    await says(ada, "Leads: Ada");
    await ada.locator("[data-press=t]").waitFor();
  };
  await step("who has no device is entered, and has a turn", async () => {
    await ada.goto(`${base}/standups`);
    await ada.getByRole("button", { name: "Start the stand-up" }).first().click();
    await ada.waitForURL(/standups\/U-1/);
    room = ada.url();
    for (const page of [karim, lea]) {
      await page.goto(room);
      await press(page, "I am here");
      await page.getByRole("button", { name: "I am here" }).waitFor({ state: "detached" });
    }
    await noor.goto(room);
    await screen.goto(`${room}?face=screen`);
    await ada.getByText("Enter somebody without a device").click();
    await ada.selectOption("#f-member", { label: "Noor" });
    await whileDead(ada, () => press(ada, "Enter"));
    await ada.locator(".present li", { hasText: "Noor" }).waitFor();
    await accessible(ada, "spoken-gathering");
    await accessible(karim, "spoken-gathering-phone");
    await readFromAfar(screen, "spoken-gathering-screen");
    await inFrench(room, "spoken-gathering");
  });
  await step("a card of the news is decided while the server is away", async () => {
    await next(ada, "Card 1");
    await inFrench(room, "spoken-news");
    await ada.getByText("Look into it").first().click();
    await fill(ada, { question: "Which deploys lock it?", looks: "Lea" });
    await whileDead(ada, () => press(ada, "Decide: look into it"));
    await ada.locator(".rows", { hasText: "Which deploys lock it?" }).first().waitFor();
    await says(karim, "Which deploys lock it?");
    await next(ada, "Card 2");
    await whileDead(ada, () => press(ada, "Full round today"));
    await says(ada, "Full round today, after the news");
  });
  await step("the facts outlive a killed server, and a page that is loaded anew", async () => {
    await next(ada, "Facts");
    await fill(ada, { should_be: "The export is there at eight", since_when: "The spring" });
    await ada.reload();
    if (await ada.inputValue("#f-should_be") !== "The export is there at eight") throw new Error("what was typed is gone");
    await whileDead(ada, () => press(ada, "Keep the facts"));
    await says(lea, "The export is there at eight");
    await at(screen, "Facts");
    await readFromAfar(screen, "spoken-facts-screen");
    await inFrench(room, "spoken-facts");
    await whileDead(ada, () => ada.keyboard.press("Escape").then(() => next(ada)));
    await at(ada, "Is there a standard?");
    await inFrench(room, "spoken-covered");
    await ada.getByText("There is none").click();
    await whileDead(ada, () => press(ada, "Keep the answer"));
    await ada.locator("[name=answer][value=none][checked]").waitFor();
  });
  await step("sentences are typed as they are said, and everybody has the floor", async () => {
    await next(ada, "Round");
    await at(screen, "Round");
    await readFromAfar(screen, "spoken-round-screen");
    await inFrench(room, "spoken-round");
    await at(karim, "Round");
    back = await cut(karim, true);
    await write(karim, "Seen from the corridor", "cause");
    await says(lea, "Seen from the corridor");
    const said = ["The disk is full at night", "Nobody reads its mail", "Two exports run at once", "Write it to a queue"];
    for (const [turn, words] of said.entries()) {
      // By the keyboard alone: the field, the sentence, out again, the next one's turn.
      if (turn === 0) await ada.keyboard.press("i").then(() => ada.keyboard.type(words)).then(() => ada.keyboard.press("Enter")).then(() => ada.keyboard.press("Escape"));
      else if (turn === 1) await whileDead(ada, () => write(ada, words, "cause"));
      else await write(ada, words, turn === 3 ? "countermeasure" : "cause");
      await says(lea, words);
      if (turn === 0) await ada.keyboard.press("t");
      else if (turn === 2) await whileDead(ada, () => press(ada, "Has spoken"));
      else await press(ada, "Has spoken");
      await ada.locator(`.room-head section > .steps > .over >> nth=${turn}`).waitFor();
      if (turn === 0) await closedInBetween();
    }
    await says(ada, "Everybody has had the floor");
    await accessible(lea, "spoken-round-phone");
    await says(karim, "Not sent yet");
    await back();
    for (const page of [karim, ada, screen]) await says(page, "Seen from the corridor");
    await caughtUp(karim, lea);
    await sameClock(karim, screen);
    await says(screen, "Everybody has had the floor");
    await sameClock(ada, screen);
  });
  await step("a step is taken back, and the decision is made", async () => {
    await next(ada, "Decision");
    await press(ada, "Back");
    await at(ada, "Round");
    await next(ada, "Decision");
    await fill(ada, { text: "Not sent" });
    await next(ada);
    await says(ada, "Typed and not sent yet");
    if (await ada.evaluate(() => document.activeElement.value) !== "Not sent") throw new Error("nothing leads to what was typed");
    await at(ada, "Decision");
    await next(ada, "Write-up");
    await says(ada, "This was typed and not sent");
    await press(ada, "Back");
    await at(ada, "Decision");
    if (await ada.inputValue("#f-text") !== "Not sent") throw new Error("what was left is gone");
    await ada.getByText("Take it over").first().click();
    if (await ada.inputValue("#f-text") !== "Not sent Write it to a queue") throw new Error("an idea is not taken over");
    await fill(ada, { text: "Write the export to a queue", owner: "Karim" });
    await whileDead(ada, () => press(ada, "Decide: do it"));
    await ada.locator(".rows", { hasText: "Write the export to a queue" }).first().waitFor();
    await at(screen, "Decision");
    await readFromAfar(screen, "spoken-decision-screen");
    await accessible(ada, "spoken-decision");
    await inFrench(room, "spoken-decision");
  });
  await step("ideas get their fate, the network fails, and the minutes are complete", async () => {
    await next(ada, "Write-up");
    await ada.locator("[name^=fate-]").first().fill("we look at it in a month");
    await ada.context().setOffline(true);
    await press(ada, "Keep the fates");
    await says(ada, "Not sent yet");
    await ada.context().setOffline(false);
    await ada.locator("[name^=fate-][value='we look at it in a month']").waitFor();
    await at(screen, "Write-up");
    await readFromAfar(screen, "spoken-writeup-screen");
    await inFrench(room, "spoken-writeup");
    await whileDead(ada, () => next(ada));
    for (const page of [ada, karim, lea, noor]) await says(page, "Copy the minutes");
    await minutesSay(ada, room, [
      "Which deploys lock it?", "The export is there at eight", "No standard covered it", "The disk is full at night", "Nobody reads its mail",
      "Two exports run at once", "Write it to a queue", "Seen from the corridor", "Write the export to a queue (Karim", "we look at it in a month", "Ada, Karim, Lea, Noor",
    ]);
  });
});
