#!/usr/bin/env node
// A stand-up in silence, by five browsers on an instance of its own: whoever leads on a laptop, three on phones, and the
// wall's screen. One phone loses the network, the server is killed in the middle of writing, of the dots and of the decision,
// the laptop is closed: nothing that was typed is lost, the clock is right, and the minutes are complete.
//
//   node room.mjs [--program target/debug/cahier] [--base ignored] [--shots FOLDER]
//
// Prints a line a step and "N passed, N failed"; exits 1 when one failed.
import { spawn, execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";

const { values: given } = parseArgs({
  options: { program: { type: "string", default: "target/debug/cahier" }, base: { type: "string" }, shots: { type: "string" } },
});
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PASSWORD = "correct horse battery staple";
const folder = mkdtempSync(join(tmpdir(), "cahier-room-"));
const data = join(folder, "data");
const base = `http://127.0.0.1:${20000 + Math.floor(Math.random() * 20000)}`;
const program = (...words) => execFileSync(given.program, [...words, "--data", data], { input: `${PASSWORD}\n`, stdio: ["pipe", "pipe", "ignore"] }).toString();

let passed = 0;
const failures = [];
async function step(name, act) {
  if (failures.length) return;
  try {
    await act();
    passed += 1;
    console.log(`ok   ${name}`);
  } catch (error) {
    failures.push(name);
    console.log(`FAIL ${name}\n${error.stack}`);
    for (const page of [ada, karim, lea].filter((page) => page && !page.isClosed())) console.log(page.url(), (await page.locator("main").innerText().catch(() => "")).slice(0, 1_500));
  }
}

let server;
async function serve() {
  server = spawn(given.program, ["serve", "--data", data, "--listen", new URL(base).host], { stdio: "ignore" });
  for (let tries = 0; tries < 200; tries += 1) {
    if (await fetch(`${base}/readyz`).then((answer) => answer.ok, () => false)) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error("the server is not ready");
}
async function kill() {
  server.kill("SIGKILL");
  await once(server, "exit");
}

program("team", "add", "web", "Web");
for (const name of ["Ada", "Karim", "Lea", "Noor"]) program("member", "add", `${name}@example.org`, "--name", name, "--team", "web", "--password-stdin");
for (const title of ["Deploys lock the orders table", "The export fails at night"]) program("log", title);
await serve();
const chrome = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"],
});
async function somebody(name, phone) {
  const size = phone ? { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } : { viewport: { width: 1360, height: 900 } };
  const page = await (await chrome.newContext({ ...size, locale: "en-GB", reducedMotion: "reduce" })).newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(`${base}/sign-in`);
  await page.fill("#f-email", `${name}@example.org`);
  await page.fill("#f-password", PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL(`${base}/`);
  return page;
}
const says = (page, words) => page.getByText(words).filter({ visible: true }).first().waitFor();
const at = (page, words) => page.locator(".steps [aria-current], .room-line span", { hasText: words }).first().waitFor();
const write = async (page, text, kind) => {
  await page.fill("[name=idea]", text);
  await page.click(`send-idea button[value=${kind}]`);
};
/** Goes on by the key that leads on. */
const next = async (to) => {
  await ada.goto(room);
  await ada.keyboard.press("ArrowRight");
  if (to) await at(ada, to);
};
async function accessible(page, name) {
  const wire = await page.context().newCDPSession(page);
  await wire.send("Runtime.evaluate", { expression: axe });
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  if (violations.length) throw new Error(`${name}: ${violations.map((one) => `${one.id} ${one.nodes[0].target}`).join(", ")}`);
  if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) throw new Error(`${name} is wider than its screen`);
  if (given.shots) await page.screenshot({ path: join(given.shots, `room-${name}.png`), fullPage: true });
}
/** What a page holds; one that loads anew by itself is waited for. */
async function source(page) {
  for (let tries = 0; ; tries += 1) {
    const text = await page.content().catch((error) => { if (tries > 20) throw error; });
    if (text) return text;
    await page.waitForLoadState("load");
  }
}
const left = async (page) => {
  const [minutes, seconds] = (await page.locator(".clock-left").textContent()).split(":").map(Number);
  return minutes * 60 + seconds;
};

let ada, karim, lea, noor, screen, room;
try {
  [ada, karim, lea, noor, screen] = [await somebody("Ada"), await somebody("Karim", true), await somebody("Lea", true), await somebody("Noor", true), await somebody("Noor")];
  await step("everybody comes in, and the room goes silent by one key", async () => {
    await screen.goto(`${base}/wall/web/screen`);
    await ada.goto(`${base}/standups`);
    await ada.getByRole("button", { name: "Start the stand-up" }).click();
    await ada.waitForURL(/standups\/U-1/);
    room = ada.url();
    for (const page of [karim, lea, noor]) {
      await page.goto(room);
      await page.getByRole("button", { name: "I am here" }).click();
      await page.getByRole("button", { name: "I have to leave" }).waitFor();
    }
    await ada.goto(room);
    await ada.keyboard.press("s");
    await says(ada, "Ideas are written in silence");
    await next("News round");
    await accessible(ada, "news");
    await ada.getByRole("button", { name: "Full round today" }).click();
    await says(ada, "Full round today, after the news");
    await next("Card 2");
    await next("Facts");
    await next("Is there a standard?");
    await next("Silence");
  });
  await step("a phone without network and a server that is killed lose nothing that was typed", async () => {
    for (const page of [karim, lea, noor]) await page.locator("[name=idea]").waitFor();
    await accessible(karim, "silence-phone");
    await karim.context().setOffline(true);
    await write(karim, "Written in the lift", "cause");
    await says(karim, "Not sent yet");
    await kill();
    await write(lea, "While the server was away", "countermeasure");
    await says(lea, "Not sent yet");
    await serve();
    await karim.context().setOffline(false);
    await says(karim, "Written in the lift");
    await says(lea, "While the server was away");
    await says(ada, /2 ideas by 2 of 4/);
  });
  await step("nobody sees what another wrote, and every clock shows the same second", async () => {
    for (const page of [ada, lea, noor, screen]) {
      if ((await source(page)).includes("Written in the lift")) throw new Error("an idea is seen before it is shown");
    }
    const [one, other] = [await left(ada), await left(karim)];
    if (Math.abs(one - other) > 1) throw new Error(`${one} and ${other} seconds left`);
  });
  await step("all ideas are shown together, and each has the floor", async () => {
    await next("Round");
    for (const page of [ada, karim, lea, noor]) {
      await says(page, "Written in the lift");
      await says(page, "While the server was away");
    }
    await accessible(ada, "round");
    await accessible(noor, "round-phone");
    for (let turns = 0; turns < 4; turns += 1) {
      await ada.getByRole("button", { name: "Has spoken" }).click();
      await ada.waitForLoadState("load");
    }
    await says(ada, "Everybody has had the floor");
  });
  await step("dots are given by phone, through a killed server, and counted together", async () => {
    await next("Dots");
    for (const page of [karim, lea, noor]) await page.locator(".dot-choice").first().waitFor();
    await accessible(lea, "dots-phone");
    await karim.locator(".dot-choice button[value='3']").first().click();
    await says(karim, "You have given all three.");
    if (await lea.locator(".ideas .dots").count()) throw new Error("a dot is seen before the count");
    await kill();
    await serve();
    for (const page of [lea, noor]) {
      await page.goto(room);
      await page.locator(".dot-choice button[value='3']").last().click();
      await says(page, "You have given all three.");
    }
    await ada.goto(room);
    await ada.locator(".dot-choice button[value='3']").first().click();
    await says(ada, "6 dots");
    await says(karim, "6 dots");
  });
  await step("the laptop is closed, somebody else takes over and decides", async () => {
    await next("Decision");
    await accessible(ada, "decision");
    await kill();
    await serve();
    await ada.close();
    await karim.goto(room);
    await karim.getByRole("button", { name: "Take over the lead" }).click({ timeout: 40_000 });
    await says(karim, "Leads: Karim");
    await karim.fill("#f-text", "Lock in batches");
    await karim.selectOption("#f-owner", { label: "Noor" });
    await karim.locator("form:has(#f-text) button").last().click();
    await says(karim, "Lock in batches");
  });
  await step("the minutes are complete, and stand in everybody's browser", async () => {
    await karim.getByRole("button", { name: "End the stand-up here" }).click();
    for (const page of [karim, lea, noor]) await says(page, "Copy the minutes");
    await accessible(lea, "minutes-phone");
    const text = await (await karim.context().request.get(`${room}/minutes.md`)).text();
    for (const words of ["Written in the lift", "While the server was away", "6 dots", "Lock in batches", "Noor", "Karim", "Lea", "P-2"]) {
      if (!text.includes(words)) throw new Error(`the minutes do not say "${words}":\n${text}`);
    }
  });
} finally {
  await chrome.close();
  await kill();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length ? 1 : 0);
