#!/usr/bin/env node
// The loop, by people with browsers, on an instance of its own: set up, post, stand-up, decision, standard, two agreements,
// search, link a fix, check, closed, again, reopened. Every step is a click or a key that a person would use.
//
//   node journey.mjs [--program target/debug/cahier] [--base ignored]
//
// Prints a line a step and "N passed, N failed"; exits 1 when one failed.
import { spawn, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { end, step as walked } from "./steps.mjs";

const { values: given } = parseArgs({
  options: { program: { type: "string", default: "target/debug/cahier" }, base: { type: "string" }, shots: { type: "string" } },
});
const PASSWORD = "correct horse battery staple";
const TITLE = "Invoices are dated a day early";
const folder = mkdtempSync(join(tmpdir(), "cahier-journey-"));
const data = join(folder, "data");
const base = `http://127.0.0.1:${20000 + Math.floor(Math.random() * 20000)}`;

const step = (name, act) => walked(name, act, async () => {
  if (lea) console.log((await lea.locator("main").innerText().catch(() => "")).slice(0, 3000));
});

const server = spawn(given.program, ["serve", "--data", data, "--listen", new URL(base).host], { stdio: ["ignore", "ignore", "pipe"] });
const code = await new Promise((resolve, reject) => {
  let said = "";
  server.stderr.on("data", (some) => {
    said += some;
    const found = /([a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4})/.exec(said);
    if (found) resolve(found[1]);
  });
  server.on("exit", () => reject(new Error(`the server ended: ${said}`)));
});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"],
});
const somebody = async () => {
  const page = await (await browser.newContext({ locale: "en-GB", reducedMotion: "reduce" })).newPage();
  page.setDefaultTimeout(10_000);
  return page;
};
const at = (page, path) => page.goto(base + path, { waitUntil: "load" });
const says = async (page, words) => page.getByText(words).first().waitFor();
// Presses what leads to another page, and waits for that.
const press = (page, button) => Promise.all([page.waitForEvent("load"), page.locator(button).first().click()]);
const send = (page, action) => press(page, `form[action="${action}"] button`);

let lea;
let karim;
let ada;
try {
  lea = await somebody();
  await step("the first visit sets up", async () => {
    await at(lea, "/");
    await lea.waitForURL(/setup/);
    for (const [field, text] of [["code", code], ["team", "Web"], ["name", "Léa"], ["email", "lea@example.org"], ["password", PASSWORD]]) await lea.fill(`#f-${field}`, text);
    await lea.click("main button.button-main");
    await lea.waitForURL(`${base}/`);
    await says(lea, "Web");
  });
  await step("two colleagues sign in", async () => {
    for (const name of ["karim", "ada"]) {
      execFileSync(given.program, ["member", "add", `${name}@example.org`, "--name", name, "--password-stdin", "--data", data], { input: `${PASSWORD}\n` });
    }
    [karim, ada] = [await somebody(), await somebody()];
    for (const [page, name] of [[karim, "karim"], [ada, "ada"]]) {
      await at(page, "/sign-in");
      await page.fill("#f-email", `${name}@example.org`);
      await page.fill("#f-password", PASSWORD);
      await page.keyboard.press("Enter");
      await page.waitForURL(`${base}/`);
    }
  });
  await step("a problem is posted from the wall, and comes up in an open browser", async () => {
    await at(lea, "/");
    await lea.fill("#post-title", TITLE);
    await lea.keyboard.press("Enter");
    await says(lea, /Posted P-1/);
    await says(karim, TITLE);
  });
  await step("the stand-up starts from the wall and gives the card a full round", async () => {
    await send(lea, "/standups");
    await lea.waitForURL(/standups\/U-1/);
    for (const page of [karim, ada]) {
      await at(page, "/standups/U-1");
      await moved(page, () => page.locator('form[action="/standups/U-1/presence"] button').first().click());
    }
    await next(lea);
    await says(lea, TITLE);
    await moved(lea, () => lea.locator('form[action="/standups/U-1/decision"]:has(input[value="round"]) button').click());
    for (const wanted of ["facts", "covered", "round", "decision"]) await until(lea, wanted);
  });
  await step("it decides what, who and by when", async () => {
    await lea.fill("#f-text", "Store times in UTC");
    await lea.selectOption("#f-owner", { label: "Léa" });
    await moved(lea, () => lea.locator('form[action="/standups/U-1/decision"]:has(#f-text) button').click());
    await says(lea, "Store times in UTC");
    await until(lea, "writeup");
    await until(lea, "ended");
    await at(lea, "/problems/P-1");
    await says(lea, "U-1");
  });
  let proposal;
  await step("a standard is proposed from the problem", async () => {
    await at(lea, "/standards/new?solves=P-1");
    const text = await lea.locator("textarea").first().inputValue();
    if (!text.includes("The problem it prevents")) throw new Error(`not pre-filled: ${text}`);
    await lea.locator("textarea").first().fill(`# Store times in UTC\n\n## The problem it prevents\n\n${TITLE}.\n\n## What we do\n\n1. Store instants in UTC.\n`);
    await press(lea, "main button.button-main");
    await lea.waitForURL(/proposals\//);
    proposal = new URL(lea.url()).pathname;
  });
  await step("two others agree to exactly that text, and it is in force", async () => {
    for (const page of [karim, ada]) {
      await at(page, proposal);
      await press(page, "main button.button-main");
    }
    await at(lea, "/standards/S-1");
    await says(lea, "Store instants in UTC.");
  });
  await step("a newcomer finds it by searching", async () => {
    for (let tries = 0; ; tries += 1) {
      await at(lea, "/search?q=instants");
      if (await lea.locator('main a[href^="/standards/S-1"]').count()) break;
      if (tries > 30) throw new Error("not found within time");
    }
  });
  await step("the search over the page answers each key, and only the last one asked", async () => {
    await at(lea, "/");
    // The answer to the first letters comes last.
    await lea.route(/part=palette&q=in$/, async (route) => {
      const answer = await route.fetch();
      await new Promise((resolve) => setTimeout(resolve, 400));
      await route.fulfill({ response: answer }).catch(() => {});
    });
    await lea.keyboard.press("/");
    const field = lea.locator("search-palette input");
    await field.pressSequentially("in");
    const height = () => lea.locator("#palette").evaluate((dialog) => dialog.getBoundingClientRect().height);
    const empty = await height();
    await field.pressSequentially("voices zzz");
    await lea.locator(".palette-none, #palette-results a").first().waitFor();
    await field.press("Backspace");
    await field.press("Backspace");
    const last = lea.waitForResponse(/part=palette&q=invoices$/);
    await field.press("Backspace");
    await (await last).finished();
    await lea.locator('#palette-results a[aria-selected="true"]').waitFor();
    if ((await height()) !== empty) throw new Error("the frame moved");
    await lea.locator("search-palette [role=status]", { hasText: /\d/ }).waitFor({ state: "attached" });
    const chosen = () => lea.locator('#palette-results a[aria-selected="true"]').getAttribute("href");
    const first = await chosen();
    await field.press("ArrowDown");
    if ((await chosen()) === first) throw new Error(`the arrow chose nothing after ${first}`);
    if ((await field.getAttribute("aria-activedescendant")) !== "palette-1") throw new Error("nobody hears what is chosen");
    await field.press("ArrowUp");
    await field.press("Enter");
    await lea.waitForURL(base + first);
    await lea.unroute(/part=palette&q=in$/);
  });
  await step("a fix is linked to the problem", async () => {
    await at(lea, "/problems/P-1");
    await lea.locator('details:has(form[action="/fixes"]) > summary').click();
    await lea.locator('form[action="/fixes"] input[name="url"]').fill("https://github.com/example/shop/pull/482");
    await send(lea, "/fixes");
    await at(lea, "/problems/P-1");
    await says(lea, /482/);
  });
  await step("the work is done, the book is answered, the check is due today", async () => {
    await at(lea, "/problems/P-1");
    await press(lea, '#doing form:has(input[name="done"][value="yes"]) button');
    if (await lea.locator('form[action="/problems/P-1/book"]').count()) {
      await at(lea, "/problems/P-1");
      await lea.locator('details:has(form[action="/problems/P-1/book"]) > summary').first().click();
      await lea.fill('form[action="/problems/P-1/book"] input[name="standard"]', "S-1");
      await send(lea, "/problems/P-1/book");
    }
    await at(lea, "/problems/P-1");
    await lea.locator('form[action="/problems/P-1/check"] input[name="due"]').fill(today());
    await press(lea, 'form[action="/problems/P-1/check"]:has(input[name="due"]) button');
    await at(karim, "/");
    await says(karim, TITLE);
  });
  await step("it held: closed", async () => {
    await at(karim, "/problems/P-1");
    await press(karim, 'button[name="answer"][value="yes"]');
    await at(karim, "/problems/P-1");
    await says(karim, "closed");
  });
  await step("it happened again: reopened, and the standard is challenged", async () => {
    await at(karim, "/problems/P-1");
    await send(karim, "/problems/P-1/again");
    await at(lea, "/");
    await says(lea, /came back/i);
    await at(lea, "/standards/S-1");
    await says(lea, /challenged/i);
  });
} finally {
  await browser.close();
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}
end();

/** Presses the room's one filled button. */
async function next(page) {
  await moved(page, () => page.locator(".room-foot-next button").click());
}

/** Does something in the room, and waits until the page shows that it was done: without leaving the page, or as minutes. */
async function moved(page, act) {
  const version = await page.locator("#room-clock").getAttribute("data-version");
  await act();
  await page.waitForFunction((before) => document.readyState === "complete" && document.getElementById("room-clock")?.dataset.version !== before, version);
}

/** Goes on until the stand-up is at a step: "ended" shows minutes. */
async function until(page, wanted) {
  const words = { facts: /facts/i, covered: /standard/i, round: /round/i, decision: /decision/i, writeup: /write-up/i };
  for (let tries = 0; tries < 8; tries += 1) {
    if (wanted === "ended" && (await page.locator(".room-foot-next").count()) === 0) return;
    const now = wanted === "ended" ? "" : await page.locator(".steps [aria-current]").first().innerText().catch(() => "");
    if (words[wanted]?.test(now)) return;
    await next(page);
  }
  throw new Error(`the stand-up did not come to ${wanted}`);
}

function today() {
  return new Date().toISOString().slice(0, 10);
}
