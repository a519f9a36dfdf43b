// What every walk through a stand-up begins with: an instance of its own with four members and two problems, which may be
// killed at any time and started again; a browser for each of them; and the words of such a walk.
//
//   node silent.mjs [--program target/debug/cahier] [--base ignored] [--shots FOLDER]
//
// Each walk prints a line a step and "N passed, N failed", and exits with 1 when one failed.
import { spawn, execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { end, step as walked } from "../steps.mjs";

const { values: given } = parseArgs({
  options: { program: { type: "string", default: "target/debug/cahier" }, base: { type: "string" }, shots: { type: "string" } },
});
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PASSWORD = "correct horse battery staple";
const folder = mkdtempSync(join(tmpdir(), "cahier-room-"));
const data = join(folder, "data");
// Below what the system gives out by itself: nobody takes it while the server is dead.
export const base = `http://127.0.0.1:${20000 + Math.floor(Math.random() * 12000)}`;
const program = (...words) => execFileSync(given.program, [...words, "--data", data], { input: `${PASSWORD}\n`, stdio: ["pipe", "pipe", "ignore"] }).toString();

let server, chrome, french;
const pages = [];

/** One step of the walk. */
export const step = (name, act) => walked(name, act, async () => {
  for (const page of pages.filter((page) => !page.isClosed())) console.log(page.url(), (await page.locator("main").innerText().catch(() => "")).slice(0, 1_500));
});

/** Starts the server, and waits until it is ready. */
export async function serve() {
  server = spawn(given.program, ["serve", "--data", data, "--listen", new URL(base).host], { stdio: "ignore" });
  for (let tries = 0; tries < 1_200 && server.exitCode === null; tries += 1) {
    if (await fetch(`${base}/readyz`).then((answer) => answer.ok, () => false)) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error("the server is not ready");
}

/** Kills the server where it stands. */
export async function kill() {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const dead = once(server, "exit");
  server.kill("SIGKILL");
  await dead;
}

/** Does something while the server is dead, and says so; what was sent arrives once it is back. */
export async function whileDead(page, act) {
  await kill();
  await act();
  await says(page, "Not sent yet");
  await serve();
}

const LAPTOP = { viewport: { width: 1360, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

async function opened(context) {
  const page = await context.newPage();
  pages.push(page);
  page.setDefaultTimeout(30_000);
  return page;
}

/** Somebody's browser, signed in: a laptop's, or a phone's. */
async function somebody(name, device = LAPTOP) {
  const page = await opened(await chrome.newContext({ locale: "en-GB", reducedMotion: "reduce", ...device }));
  await page.goto(`${base}/sign-in`);
  await page.fill("#f-email", `${name}@example.org`);
  await page.fill("#f-password", PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL(`${base}/`);
  return page;
}

/** Closes somebody's laptop; what this answers opens it again, where it was. */
export async function closed(page) {
  const context = page.context(), address = page.url();
  await page.close();
  return async () => {
    const again = await opened(context);
    await again.goto(address);
    return again;
  };
}

/** Takes a phone's network away, and gives it back when a minute is over: it is gone, or what is sent arrives and every answer is swallowed. */
export async function cut(page, swallows = false) {
  const until = Date.now() + 60_000;
  if (swallows) await page.context().route("**", (sent) => { sent.fetch().catch(() => {}); });
  else await page.context().setOffline(true);
  return async () => {
    await page.waitForTimeout(Math.max(0, until - Date.now()));
    if (swallows) await page.context().unroute("**");
    else await page.context().setOffline(false);
  };
}

export const says = (page, words) => page.getByText(words).filter({ visible: true }).first().waitFor();
export const at = (page, words) => page.locator(".steps [aria-current], .room-line span", { hasText: words }).filter({ visible: true }).first().waitFor();
export const press = (page, name) => page.getByRole("button", { name, exact: true }).first().click();

/** Writes an idea and sends it. */
export async function write(page, text, kind) {
  await page.fill("[name=idea]", text);
  await page.click(`send-idea button[value=${kind}]`);
}

/** Goes on by the key that leads on, to a step. */
export async function next(page, to) {
  await page.locator("body").evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("ArrowRight");
  if (to) await at(page, to);
}

/** Nothing that axe finds, nothing wider than the screen; a picture where they are asked for. */
export async function accessible(page, name) {
  const wire = await page.context().newCDPSession(page);
  await wire.send("Runtime.evaluate", { expression: axe });
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  if (violations.length) throw new Error(`${name}: ${violations.map((one) => `${one.id} ${one.nodes[0].target}`).join(", ")}`);
  // A phone's own window grows with what is too wide for it.
  if (await page.evaluate(() => document.documentElement.scrollWidth) > page.viewportSize().width) throw new Error(`${name} is wider than its screen`);
  if (given.shots) await page.screenshot({ path: join(given.shots, `room-${name}.png`), fullPage: true });
}

/** On a screen read from five metres no type is under a twenty-eighth of its height. */
export async function readFromAfar(page, name) {
  const small = await page.evaluate(() => {
    const least = innerHeight / 28, words = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT), found = [];
    while (words.nextNode()) {
      const one = words.currentNode.parentElement, size = parseFloat(getComputedStyle(one).fontSize);
      const seen = one.checkVisibility() && !one.closest(".visually-hidden, option") && one.getClientRects().length;
      if (words.currentNode.textContent.trim() && seen && size < least) found.push(`${size} ${words.currentNode.textContent.trim().slice(0, 40)}`);
    }
    return found;
  });
  if (small.length) throw new Error(`${name}: too small to read from afar: ${small.join("; ")}`);
  if (given.shots) await page.screenshot({ path: join(given.shots, `room-${name}.png`) });
}

/** The step on which the room is, in French and in the dark: who leads on a laptop and on the narrowest phone, a member's phone, and the screen. */
export async function inFrench(room, name) {
  const faces = [[french.ada, "", 1360], [french.ada, "", 320], [french.noor, "", 320], [french.noor, "?face=screen", 1360]];
  for (const [page, face, width] of faces) {
    await page.setViewportSize({ width, height: width === 320 ? 640 : 900 });
    await page.goto(room + face);
    if (await page.locator("html").getAttribute("lang") !== "fr") throw new Error(`${name} is not in French`);
    const shot = `${name}-french-${page === french.ada ? "leader" : "member"}${face ? "-screen" : ""}-${width}`;
    await accessible(page, shot);
    if (face) await readFromAfar(page, shot);
    // Nobody is taken to be there who is not.
    await page.goto("about:blank");
  }
}

/** What a page holds; one that loads anew by itself is waited for. */
export async function source(page) {
  for (let tries = 0; ; tries += 1) {
    const text = await page.content().catch((error) => { if (tries > 20) throw error; });
    if (text) return text;
    await page.waitForLoadState("load");
  }
}

async function left(page) {
  const [minutes, seconds] = (await page.locator(".clock-left").textContent()).split(":").map(Number);
  return minutes * 60 + seconds;
}

/** The ring shows as much as is left. */
async function shrinks(page) {
  const part = () => page.locator(".ring-left").evaluate((ring) => parseFloat(getComputedStyle(ring).strokeDasharray));
  for (let tries = 0; tries < 40; tries += 1) {
    if ((await part()) < 100) return;
    await page.waitForTimeout(250);
  }
  throw new Error("the ring stays whole");
}

/** Two clocks show the same second; a busy machine may take a moment to read both. */
export async function sameClock(one, other) {
  let read;
  for (let tries = 0; tries < 40; tries += 1) {
    read = await Promise.all([left(one), left(other)]);
    if (Math.abs(read[0] - read[1]) <= 1) return shrinks(one);
    await one.waitForTimeout(250);
  }
  throw new Error(`${read[0]} and ${read[1]} seconds left`);
}

/** What everybody is shown of the room: whoever has the floor, drawn by lot, is told so beside it. */
const shown = (page) => page.locator(".room-title, .room-ask, .room-head .steps li, .clock-at, .room-talk .ideas > li").evaluateAll(
  (parts) => parts.map((part) => [...part.childNodes].filter((node) => !node.classList?.contains("room-you")).map((node) => node.textContent).join("").trim()),
);

/** A page that was away shows what another one shows, and the same second. */
export async function caughtUp(page, other) {
  let read;
  for (let tries = 0; tries < 80; tries += 1) {
    read = await Promise.all([shown(page), shown(other)]);
    if (read[0].length && read[0].join() === read[1].join()) return;
    await page.waitForTimeout(250);
  }
  throw new Error(`not up to date:\n${read[0].join(" | ")}\n${read[1].join(" | ")}`);
}

/** The minutes say all of this. */
export async function minutesSay(page, room, all) {
  const text = await (await page.context().request.get(`${room}/minutes.md`)).text();
  for (const words of all) {
    if (text.split(words).length !== 2 && words.length > 12) throw new Error(`the minutes do not say "${words}" once:\n${text}`);
    if (!text.includes(words)) throw new Error(`the minutes do not say "${words}":\n${text}`);
  }
}

/** Five browsers: who leads on a laptop, three on phones, and a screen. */
export async function walk(whole) {
  program("team", "add", "web", "Web");
  for (const name of ["Ada", "Karim", "Lea", "Noor"]) program("member", "add", `${name}@example.org`, "--name", name, "--team", "web", "--password-stdin");
  for (const title of ["Deploys lock the orders table", "The export fails at night"]) program("log", title);
  await serve();
  chrome = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"],
  });
  try {
    const dark = { ...LAPTOP, locale: "fr-FR", colorScheme: "dark" };
    french = { ada: await somebody("Ada", dark), noor: await somebody("Noor", dark) };
    for (const page of Object.values(french)) await page.goto("about:blank");
    await whole({
      ada: await somebody("Ada"),
      karim: await somebody("Karim", PHONE),
      lea: await somebody("Lea", PHONE),
      noor: await somebody("Noor", PHONE),
      screen: await somebody("Noor"),
    });
  } finally {
    await chrome.close();
    await kill();
    rmSync(folder, { recursive: true, force: true });
  }
  end();
}
