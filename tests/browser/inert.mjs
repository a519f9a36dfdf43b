#!/usr/bin/env node
// Texts that mean to run, in a real browser, on an instance of its own. Each of the two walls is tried alone: what the program makes of
// them, with no content-security policy at all; and the texts as raw HTML that nobody sanitised, under exactly the policy that the
// program's pages carry. Neither is ever switched off in the program: the browser is given the one without the other.
//
//   node inert.mjs [--program target/debug/cahier] [--data ../shared/data] [--base ignored]
//
// The lists lie with the real data (CAHIER_TEST_DATA, else ../shared/data); without them it says so and tries its own (attacks.json).
// Prints a line a step and "N passed, N failed"; exits 1 when one failed.
import { spawn, execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { end, step } from "./steps.mjs";
import { harm, stage } from "./stage.mjs";

const { values: given } = parseArgs({
  options: { program: { type: "string", default: "target/debug/cahier" }, data: { type: "string" }, base: { type: "string" } },
});
const LISTS = ["xss/h5sc.json", "xss/owasp-filter-evasion.json", "xss/patt-css-injection.json", "xss/patt-dom-clobbering.json", "svg/patt-svg.json", "naughty/blns.json"];
const PASSWORD = "correct horse battery staple";
const folder = mkdtempSync(join(tmpdir(), "cahier-inert-"));
const data = join(folder, "data");
const base = `http://127.0.0.1:${20000 + Math.floor(Math.random() * 12000)}`;
const program = (...words) => execFileSync(given.program, [...words, "--data", data], { input: `${PASSWORD}\n`, stdio: ["pipe", "pipe", "inherit"] }).toString();

const own = JSON.parse(readFileSync(new URL("attacks.json", import.meta.url), "utf8"));
const attacks = [...own, ...lists()];

program("team", "add", "web", "Web");
program("member", "add", "ada@example.org", "--name", "Ada", "--password-stdin");
const token = program("token", "create", "--member", "ada@example.org", "--name", "texts", "--scope", "write").trim().split(/\s+/).pop();
const server = spawn(given.program, ["serve", "--data", data, "--listen", new URL(base).host], { stdio: ["ignore", "ignore", "ignore"] });
for (let tries = 0; tries < 150; tries += 1) {
  if (await fetch(`${base}/readyz`).then((answer) => answer.ok, () => false)) break;
  await new Promise((wait) => setTimeout(wait, 100));
}
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"],
});

let policy, headers, shown;
await step("the program's pages carry a policy", async () => {
  const answer = await fetch(`${base}/sign-in`);
  policy = answer.headers.get("content-security-policy");
  if (!policy?.includes("default-src 'none'")) throw new Error(`the policy is ${policy}`);
  headers = Object.fromEntries(["content-security-policy", "referrer-policy", "x-content-type-options"].map((name) => [name, answer.headers.get(name) ?? ""]));
});

await step(`the browser sees what runs: raw and without a policy, many of ${attacks.length} do`, async () => {
  const found = await tried(attacks.map((attack) => ({ ...attack, html: attack.payload })), {});
  const missed = own.filter((attack) => attack.payload.startsWith("<") && !found.has(attack.payload));
  console.log(`     ${found.size} of ${attacks.length} run or ask elsewhere`);
  // What modern browsers no longer run counts for nothing; most of our own must.
  if (missed.length > 6) throw new Error(`not seen: ${missed.map((attack) => attack.payload).join("\n")}`);
});

await step("the program shows them all", async () => {
  shown = await Promise.all(attacks.flatMap((attack) => forms(attack.payload).map((text) => ({ ...attack, text }))).map(rendered()));
  console.log(`     ${shown.length} texts`);
});

await step("what the program makes of them is inert without a policy", async () => {
  const together = [];
  for (let at = 0; at < shown.length; at += 40) {
    const some = shown.slice(at, at + 40);
    together.push({ payload: some[0].text, some, html: some.map(({ html }) => `<section>${html}</section>`).join("\n") });
  }
  const found = await tried(together, {}, { mayHold: harm });
  if (!found.size) return;
  // Each by itself, to name the one.
  const some = together.filter(({ payload }) => found.has(payload)).flatMap((one) => one.some.map((each) => ({ ...each, payload: each.text })));
  throw new Error(told(await tried(some, {}, { mayHold: harm })) || told(found));
});

await step("raw HTML that nobody sanitised is inert under the program's policy", async () => {
  const found = await tried(attacks.map((attack) => ({ ...attack, html: attack.payload })), headers);
  if (found.size) throw new Error(told(found));
});

await step("the pages of standards with them are inert without their policy, and with it", async () => {
  const pages = await written();
  for (const without of [true, false]) {
    const context = await browser.newContext({ locale: "en-GB" });
    await context.addCookies(await signedIn());
    const found = await stage(context, base).visit(pages, { without });
    await context.close();
    if (found.size) throw new Error(told(found));
  }
});

await browser.close();
server.kill();
rmSync(folder, { recursive: true, force: true });
end();

/** The texts of the lists, with what sets them off. */
function lists() {
  const root = join(given.data ?? process.env.CAHIER_TEST_DATA ?? "../shared/data", "security");
  return LISTS.flatMap((name) => {
    const path = join(root, name);
    if (!existsSync(path)) {
      console.log(`left out: there is no ${path}; set CAHIER_TEST_DATA`);
      return [];
    }
    const texts = JSON.parse(readFileSync(path, "utf8")).map((one) => (typeof one === "string" ? { payload: one } : { payload: one.payload, trigger: one.trigger }));
    // Of the naughty strings, those that could be markup.
    return texts.filter(({ payload }) => payload && (!name.startsWith("naughty") || /[<:]/.test(payload)));
  });
}

/** A text as markdown may hold it. */
function forms(payload) {
  return [payload, `[a](<${payload}>)`, `![a](<${payload}>)`, `[a]: <${payload}>\n\n[a] [[${payload}]]`, `| ${payload} |\n|---|\n| \`${payload}\` |`, `# ${payload}`];
}

/** Asks the program how a text reads, a few at a time. */
function rendered() {
  const lines = Array.from({ length: 6 }, () => Promise.resolve());
  const cookie = signedIn().then((cookies) => cookies.map(({ name, value }) => `${name}=${value}`).join("; "));
  return (one, at) => {
    const line = at % lines.length;
    const next = lines[line].then(async () => {
      const answer = await fetch(`${base}/preview`, {
        method: "POST",
        headers: { cookie: await cookie, origin: base, "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ text: one.text }).toString(),
      });
      if (answer.status !== 200) throw new Error(`${JSON.stringify(one.text)} answers ${answer.status}`);
      return { ...one, html: await answer.text() };
    });
    lines[line] = next.catch(() => {});
    return next;
  };
}

/** The cookie of somebody who is signed in. */
async function signedIn() {
  const answer = await fetch(`${base}/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: { origin: base, "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ email: "ada@example.org", password: PASSWORD }).toString(),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(";")[0];
  if (!cookie) throw new Error(`signing in answers ${answer.status}`);
  const [name, ...value] = cookie.split("=");
  return [{ name, value: value.join("="), url: base }];
}

/** Standards in which all of them stand, some in each; their pages. */
async function written() {
  const pages = [];
  for (let at = 0; at < attacks.length; at += 40) {
    const some = attacks.slice(at, at + 40).map(({ payload }) => payload.replaceAll("\0", ""));
    const markdown = `# Attacks from ${at}\n\n${some.map((payload, number) => `## ${number}\n\n${payload.replace(/^(<<<<<<<|>>>>>>>|=======)/gm, " $1")}`).join("\n\n")}\n`;
    const answer = await fetch(`${base}/api/v1/proposals`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ markdown }),
    });
    if (answer.status !== 201) throw new Error(`a standard with attacks answers ${answer.status}: ${await answer.text()}`);
    pages.push(`/standards/${(await answer.json()).standard}`);
  }
  return pages;
}

/** Tries each as a page of its own with these headers; what each did, by its payload. */
async function tried(all, headers, more = {}) {
  const context = await browser.newContext({ locale: "en-GB" });
  const found = await stage(context, base).tries(all, { headers, ...more });
  await context.close();
  return found;
}

function told(found) {
  return [...found].map(([payload, did]) => `${[...did].join(", ")}: ${JSON.stringify(payload).slice(0, 400)}`).join("\n");
}
