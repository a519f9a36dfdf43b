#!/usr/bin/env node
// What every page holds, seen with a browser: nothing for axe to find, nothing that breaks the policy, nothing from
// elsewhere, no sideways scroll, within its budget, readable without scripts.
//
//   node run.mjs --base http://127.0.0.1:7272 [--cookie name=value] [--page /settings]… [--shots FOLDER]
//
// Without --page it walks the pages of pages.mjs. Prints a line for each failure and "N passed, N failed"; exits 1 when one failed.
import { parseArgs } from "node:util";
import { mkdirSync } from "node:fs";
import { open, modes } from "./browser.mjs";
import { pagesOf } from "./pages.mjs";
import * as checks from "./checks.mjs";

const { values: given } = parseArgs({
  options: {
    base: { type: "string" },
    cookie: { type: "string" },
    page: { type: "string", multiple: true },
    shots: { type: "string" },
  },
});
if (!given.base) {
  console.error("say where the program runs: node run.mjs --base http://127.0.0.1:7272");
  process.exit(2);
}
if (given.shots) mkdirSync(given.shots, { recursive: true });

let passed = 0;
const failures = [];
const judge = (page, name, faults) => {
  if (faults.length) failures.push(...faults.map((fault) => `${page} [${name}] ${fault}`));
  else passed += 1;
};

const browser = await open(given.base, given.cookie);
try {
  const pages = given.page?.map((path) => ({ path, status: 200 })) ?? (await pagesOf(browser));
  const titles = new Map();
  for (const page of pages) {
    let whole;
    for (const mode of Object.keys(modes)) {
      const visit = await browser.visit(page.path, mode);
      // Before anything is injected: the outline is the page's own.
      if (mode === "desktop") whole = await checks.outline(visit);
      judge(page.path, `${mode}: answer`, checks.answer(visit, page.status));
      judge(page.path, `${mode}: axe`, await checks.accessibility(visit));
      judge(page.path, `${mode}: policy and scripts`, checks.quiet(visit));
      judge(page.path, `${mode}: nothing from elsewhere`, checks.local(visit));
      if (given.shots) await visit.shoot(given.shots);
      if (mode === "desktop") {
        judge(page.path, "title and structure", checks.structure(whole, titles, page.path));
        judge(page.path, "budget", checks.budget(visit));
        judge(page.path, "keyboard", await checks.keyboard(visit));
      }
      await visit.close();
    }
    const small = await browser.visit(page.path, "desktop", { width: 320, height: 640 });
    judge(page.path, "320 px", await checks.reflow(small));
    await small.close();
    const still = await browser.visit(page.path, "desktop", { scripts: false });
    judge(page.path, "without scripts", checks.sameWithout(whole, await checks.outline(still)));
    await still.close();
  }
} finally {
  await browser.close();
}
for (const failure of failures) console.log(`FAILED ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length ? 1 : 0);
