#!/usr/bin/env node
// Writing a standard with a browser: the preview that follows, links completed by keyboard, an image pasted, and a draft that is
// found again after the browser died, on an instance of its own. Every step is a key or a click that a person would use.
//
//   node writing.mjs [--program target/debug/cahier] [--base ignored] [--shots FOLDER]
//
// Prints a line a step and "N passed, N failed"; exits 1 when one failed.
import { spawn, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { end, step as walked } from "./steps.mjs";

const { values: given } = parseArgs({
  options: { program: { type: "string", default: "target/debug/cahier" }, base: { type: "string" }, shots: { type: "string" } },
});
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PASSWORD = "correct horse battery staple";
const folder = mkdtempSync(join(tmpdir(), "cahier-writing-"));
const data = join(folder, "data");
const base = `http://127.0.0.1:${20000 + Math.floor(Math.random() * 12000)}`;
const program = (...words) => execFileSync(given.program, [...words, "--data", data], { input: `${PASSWORD}\n`, stdio: ["pipe", "pipe", "inherit"] }).toString();

let page;
const step = (name, act) => walked(name, act, async () => {
  if (page && !page.isClosed()) console.log(page.url(), (await page.locator("main").innerText().catch(() => "")).slice(0, 2_000));
});
const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"],
});
async function signedIn(browser, options = {}) {
  const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", viewport: { width: 1360, height: 900 }, ...options });
  const opened = await context.newPage();
  opened.setDefaultTimeout(20_000);
  await opened.goto(`${base}/sign-in`);
  await opened.fill("#f-email", "ada@example.org");
  await opened.fill("#f-password", PASSWORD);
  await opened.keyboard.press("Enter");
  await opened.waitForURL(`${base}/`);
  return opened;
}
const area = () => page.locator("#f-markdown");
const text = () => area().inputValue();
const until = async (what, holds) => {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await holds()) return;
    await page.waitForTimeout(100);
  }
  throw new Error(`never: ${what}`);
};
const accessible = async (name) => {
  const wire = await page.context().newCDPSession(page);
  await wire.send("Runtime.evaluate", { expression: axe });
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  if (violations.length) throw new Error(`${name}: ${violations.map((one) => `${one.id} ${one.nodes[0].target}`).join(", ")}`);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (over > 0) throw new Error(`${name} is ${over} px wider than its screen`);
  if (given.shots) await page.screenshot({ path: join(given.shots, `writing-${name}.png`), fullPage: true });
};

program("team", "add", "web", "Web");
for (const name of ["Ada", "Karim", "Lea"]) program("member", "add", `${name}@example.org`, "--name", name, "--team", "web", "--password-stdin");
for (const title of ["Deploys lock the orders table", "The export fails at night", "Invoices are dated a day early"]) program("log", title);
const server = spawn(given.program, ["serve", "--data", data, "--listen", new URL(base).host], { stdio: "ignore" });
for (let tries = 0; tries < 1_200 && !(await fetch(`${base}/readyz`).then((answer) => answer.ok, () => false)); tries += 1) await new Promise((done) => setTimeout(done, 50));

let browser = await launch();
try {
  await step("the preview stands beside the text, and follows it", async () => {
    page = await signedIn(browser);
    await page.goto(`${base}/standards/new?solves=P-1`);
    const places = await Promise.all([area(), page.locator("md-preview")].map((one) => one.boundingBox()));
    if (places[1].x < places[0].x + places[0].width) throw new Error("it stands below");
    await area().fill("# Lock first\n\n## What we do\n\n1. Ask *by name*.\n");
    await page.locator("md-preview em", { hasText: "by name" }).waitFor();
    await page.locator("md-preview .preview-title", { hasText: "Lock first" }).waitFor();
    await page.locator(".preview-hints", { hasText: "One step; five to seven" }).waitFor();
    await accessible("beside");
  });
  await step("words after P- offer problems, and the keyboard alone takes one", async () => {
    await area().press("Control+End");
    await area().pressSequentially("\nSee P-export");
    const list = page.locator("#links-f-markdown");
    await list.locator("[role=option]", { hasText: "The export fails" }).waitFor();
    const chosen = await list.locator('[aria-selected="true"]').getAttribute("id");
    if ((await area().getAttribute("aria-activedescendant")) !== chosen) throw new Error("the chosen one is not said");
    if ((await area().getAttribute("aria-controls")) !== "links-f-markdown") throw new Error("the list is not said");
    await page.locator("link-complete [role=status]", { hasText: "Enter takes it" }).waitFor({ state: "attached" });
    const places = await Promise.all([area(), list].map((one) => one.boundingBox()));
    if (places[1].y < places[0].y || places[1].y > places[0].y + places[0].height) throw new Error("it stands away from the text");
    await accessible("links");
    await area().press("Enter");
    if (!(await text()).endsWith("See P-2")) throw new Error(await text());
    await list.waitFor({ state: "hidden" });
    await area().press("Control+z");
    if (!(await text()).endsWith("See P-export")) throw new Error(`not taken back: ${await text()}`);
    await area().press("Control+Shift+z");
    await page.locator('md-preview a[href="/problems/P-2"]').waitFor();
  });
  await step("the arrows choose, Escape leaves the text as it is typed, and a whole id asks nothing", async () => {
    await area().pressSequentially(" and P-");
    await area().pressSequentially("i");
    const list = page.locator("#links-f-markdown");
    await list.locator("[role=option]").first().waitFor();
    const first = await area().getAttribute("aria-activedescendant");
    if ((await list.locator("[role=option]").count()) > 1) {
      await area().press("ArrowDown");
      if ((await area().getAttribute("aria-activedescendant")) === first) throw new Error("the arrow chose nothing");
    }
    await area().press("Escape");
    await list.waitFor({ state: "hidden" });
    await area().pressSequentially("nvoices");
    await page.waitForTimeout(400);
    if (await list.isVisible()) throw new Error("it came back unasked");
    await area().press("Enter");
    if (!(await text()).endsWith("and P-invoices\n")) throw new Error(await text());
    await area().pressSequentially("P-3 it is");
    await page.waitForTimeout(400);
    if (await list.isVisible()) throw new Error("it talks into a sentence");
  });
  await step("an image is pasted, shown and named", async () => {
    await area().press("Enter");
    await area().evaluate(async (element) => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 20 });
      canvas.getContext("2d").fillRect(0, 0, 20, 20);
      const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([blob], "image.png", { type: "image/png" }));
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    });
    await until("in the text", async () => /!\[what it shows\]\(attachments\/[0-9a-f]{32}\.png\)/.test(await text()));
    await page.keyboard.type("the lock");
    if (!/!\[the lock\]\(attachments/.test(await text())) throw new Error(`its words are not chosen: ${await text()}`);
    const image = page.locator('md-preview img[alt="the lock"]');
    await image.scrollIntoViewIfNeeded();
    await until("shown", () => image.evaluate((one) => one.naturalWidth === 40));
  });
  await step("an image is dropped; what is none is refused in words and leaves the text alone", async () => {
    const before = await text();
    const drop = (name, type, bytes) => area().evaluate((element, [name, type, bytes]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([Uint8Array.from(bytes)], name, { type }));
      element.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    }, [name, type, bytes]);
    await drop("plan.svg", "image/svg+xml", [...Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>")]);
    await page.locator("image-drop [role=status]", { hasText: "no PNG, JPEG" }).waitFor();
    if ((await text()) !== before) throw new Error(`left behind: ${await text()}`);
    await page.locator("#f-image").setInputFiles({ name: "huge.png", mimeType: "image/png", buffer: Buffer.alloc(9_000_000, "x") });
    await page.locator("image-drop [role=status]", { hasText: "larger than 2.5 MB" }).waitFor();
    if ((await text()) !== before) throw new Error(`left behind: ${await text()}`);
    await drop("lock order.gif", "image/gif", [...Buffer.from("GIF89a\x01\0\x01\0\0\0\0;\0\0", "latin1")]);
    await until("dropped", async () => /!\[lock order\]\(attachments\/[0-9a-f]{32}\.gif\)/.test(await text()));
  });
  let written;
  await step("a draft is kept by itself, and found again after the browser died", async () => {
    written = await text();
    await page.locator(".draft-state", { hasText: "Draft kept at" }).waitFor();
    await page.waitForTimeout(4_000);
    await browser.close();
    browser = await launch();
    page = await signedIn(browser);
    await page.goto(`${base}/standards/new`);
    await page.locator(".drafts", { hasText: "Lock first" }).waitFor();
    await accessible("offered");
    await page.locator(".drafts a").first().click();
    await page.locator("text=Going on with the draft kept").waitFor();
    if ((await text()).replaceAll("\r\n", "\n") !== written) throw new Error(`not as it was: ${await text()}`);
  });
  await step("a reload goes on with the same draft and offers it no second time", async () => {
    await area().press("Control+End");
    await area().pressSequentially("\nOne more line.");
    await page.waitForTimeout(600);
    page.once("dialog", (dialog) => dialog.accept());
    await page.reload();
    if (!(await text()).includes("One more line.")) throw new Error("the last words are gone");
    if (await page.locator(".drafts").count()) throw new Error("it is offered beside itself");
  });
  await step("without a network the tab keeps it and says so; afterwards the server has it", async () => {
    await page.context().setOffline(true);
    await area().press("Control+End");
    await area().pressSequentially(" In the train.");
    await page.locator(".draft-state", { hasText: "this tab only" }).waitFor();
    await page.context().setOffline(false);
    await page.locator(".draft-state", { hasText: "Draft kept at" }).waitFor();
  });
  await step("sent, it is no draft any more", async () => {
    await Promise.all([page.waitForURL(/proposals\//), page.locator("main button.button-main").click()]);
    await page.goto(`${base}/standards/new`);
    if (await page.locator(".drafts").count()) throw new Error("still offered");
  });
  await step("left by cancelling and come back to, it is there once", async () => {
    await page.goto(`${base}/standards/new`);
    await area().fill("# Ask before lunch\n");
    await page.locator(".draft-state", { hasText: "Draft kept at" }).waitFor();
    await area().press("Control+End");
    await area().pressSequentially("The last words.");
    page.once("dialog", (dialog) => dialog.accept());
    await page.locator("main a", { hasText: "Cancel" }).click();
    await page.waitForURL((url) => !url.pathname.endsWith("/new"));
    await page.goto(`${base}/standards/new`);
    if (!(await text()).includes("The last words.")) throw new Error(`the last words are gone: ${await text()}`);
    if (await page.locator(".drafts").count()) throw new Error("it is offered beside itself");
    await area().press("Control+End");
    await area().pressSequentially(" And more.");
    await page.locator(".draft-state", { hasText: "Draft kept at" }).waitFor();
    await page.goto(`${base}/standards`).catch(() => {});
    await page.goto(`${base}/standards/new`);
    if (await page.locator(".drafts").count()) throw new Error("it became two");
    await area().fill("");
    await page.waitForTimeout(4_000);
  });
  await step("on the narrowest phone the preview stands below; in the dark, in French", async () => {
    page = await signedIn(browser, { viewport: { width: 320, height: 640 }, locale: "fr-FR", colorScheme: "dark", isMobile: true, hasTouch: true });
    await page.goto(`${base}/standards/new?solves=P-2`);
    const places = await Promise.all([area(), page.locator("md-preview")].map((one) => one.boundingBox()));
    if (places[1].y < places[0].y + places[0].height) throw new Error("it stands beside");
    await area().press("Control+End");
    await area().pressSequentially("\nP-fact");
    await page.waitForTimeout(600);
    await accessible("phone");
  });
  await step("without scripts a button shows the preview, and keeps the draft", async () => {
    page = await signedIn(browser, { javaScriptEnabled: false });
    await page.goto(`${base}/standards/new`);
    await area().fill("# By hand\n\n## What we do\n\n1. *Slowly*.\n");
    await page.locator("button", { hasText: "Preview" }).click();
    await page.locator("md-preview em", { hasText: "Slowly" }).waitFor();
    await page.goto(`${base}/standards/new`);
    await page.locator(".drafts", { hasText: "By hand" }).waitFor();
    await page.locator("#f-image").setInputFiles({ name: "by hand.gif", mimeType: "image/gif", buffer: Buffer.from("GIF89a\x01\0\x01\0\0\0\0;\0\0", "latin1") });
    await page.locator('button[value="attach"]').click();
    if (!/!\[by hand\]\(attachments\//.test(await text())) throw new Error(await text());
    if (given.shots) await page.screenshot({ path: join(given.shots, "writing-no-scripts.png"), fullPage: true });
  });
} finally {
  await browser.close();
  server.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
}
end();
