// Each check gives the list of what is wrong; empty means that it holds.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const BUDGET = { requests: 12, bytes: 150 * 1024 };

export function answer(visit, status) {
  const faults = [];
  if (visit.status !== status) faults.push(`answers ${visit.status} instead of ${status}`);
  const policy = visit.headers["content-security-policy"] ?? "";
  if (!policy.includes("default-src 'none'")) faults.push("has no strict content security policy");
  if (/unsafe-(inline|eval)/.test(policy)) faults.push(`allows what is unsafe: ${policy}`);
  return faults;
}

export async function accessibility({ page, inject }) {
  await inject(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" , ")})`);
}

export function quiet({ notes, status }) {
  const own = status >= 400 ? /Failed to load resource/ : /$^/;
  return [...new Set(notes.console.filter((line) => !own.test(line)))];
}

export function local({ notes }) {
  return [...new Set(notes.foreign)].map((address) => `asks ${address}`);
}

export function budget({ notes }) {
  const faults = [];
  if (notes.requests > BUDGET.requests) faults.push(`${notes.requests} requests, at most ${BUDGET.requests}`);
  if (notes.bytes > BUDGET.bytes) faults.push(`${Math.round(notes.bytes / 1024)} kB, at most ${BUDGET.bytes / 1024}`);
  return faults;
}

export function outline({ page }) {
  return page.locator("html").evaluate((html) => {
    const ids = [...html.querySelectorAll("[id]")].map((element) => element.id);
    return {
      title: document.title,
      lang: html.lang,
      headings: html.querySelectorAll("h1").length,
      mains: html.querySelectorAll("main").length,
      styled: html.querySelectorAll("[style]").length,
      doubled: ids.filter((id, index) => ids.indexOf(id) !== index),
      unlabelled: [...html.querySelectorAll("input:not([type=hidden]), select, textarea")].filter((field) => !field.labels?.length && !field.getAttribute("aria-label")).map((field) => field.name),
      forms: html.querySelectorAll("main form").length,
      links: html.querySelectorAll("main a[href]").length,
      text: html.querySelector("main")?.innerText.replace(/\s+/g, " ").length ?? 0,
    };
  });
}

export function structure(seen, titles, path) {
  const faults = [];
  if (!/ - Cahier$/.test(seen.title) || /^ *-/.test(seen.title)) faults.push(`has the title "${seen.title}"`);
  if (titles.has(seen.title)) faults.push(`has the title of ${titles.get(seen.title)}: "${seen.title}"`);
  titles.set(seen.title, path);
  if (!["en", "fr"].includes(seen.lang)) faults.push(`says its language is "${seen.lang}"`);
  if (seen.headings !== 1) faults.push(`has ${seen.headings} first headings`);
  if (seen.mains !== 1) faults.push(`has ${seen.mains} main parts`);
  if (seen.styled) faults.push(`has ${seen.styled} inline styles`);
  if (seen.doubled.length) faults.push(`uses an id twice: ${seen.doubled.join(", ")}`);
  if (seen.unlabelled.length) faults.push(`has fields without a label: ${seen.unlabelled.join(", ")}`);
  return faults;
}

export function sameWithout(whole, still) {
  const faults = [];
  if (still.text < 0.8 * whole.text) faults.push(`shows ${still.text} of ${whole.text} characters`);
  if (still.forms < whole.forms) faults.push(`has ${still.forms} of ${whole.forms} forms`);
  if (still.links < 0.8 * whole.links) faults.push(`has ${still.links} of ${whole.links} links`);
  return faults;
}

export async function reflow({ page }) {
  const over = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > width + 1).slice(0, 4).map((element) => `${element.localName}.${element.className}`);
  });
  return over.length ? [`scrolls sideways because of ${over.join(" , ")}`] : [];
}

// Tab reaches a control each time, with a visible sign, in view, and comes to the end.
export async function keyboard({ page }) {
  const faults = new Set();
  const seen = new Set();
  for (let step = 0; step < 400; step += 1) {
    await page.keyboard.press("Tab");
    const now = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      globalThis.tabbed ??= new Map();
      if (!globalThis.tabbed.has(element)) globalThis.tabbed.set(element, globalThis.tabbed.size);
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element), frame = getComputedStyle(element.closest(".post-line, .search-form, .palette-line") ?? element);
      const x = Math.min(Math.max(box.x + box.width / 2, 0), innerWidth - 1), y = Math.min(Math.max(box.y + Math.min(box.height / 2, 20), 0), innerHeight - 1);
      const top = document.elementFromPoint(x, y);
      return {
        number: globalThis.tabbed.get(element),
        name: `${element.localName}.${element.className} "${(element.textContent || element.name || "").trim().slice(0, 30)}"`,
        sign: style.outlineStyle !== "none" || frame.boxShadow !== "none",
        covered: box.width > 0 && !(top && (element.contains(top) || top.contains(element) || element.labels?.length && [...element.labels].some((label) => label.contains(top)))),
      };
    });
    if (!now || seen.has(now.number)) return [...faults];
    seen.add(now.number);
    if (!now.sign) faults.add(`no visible focus: ${now.name}`);
    if (now.covered) faults.add(`covered while focused: ${now.name}`);
  }
  return [...faults];
}
