// A browser that visits pages of one program and notes what happens meanwhile.
import { chromium } from "playwright-core";
import { join } from "node:path";

export const modes = {
  desktop: { viewport: { width: 1360, height: 900 }, colorScheme: "light" },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: "light", isMobile: true, hasTouch: true },
  dark: { viewport: { width: 1360, height: 900 }, colorScheme: "dark" },
};

export async function open(base, cookie) {
  const chrome = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"],
  });
  return {
    base,
    visit: (path, mode, { width, height, scripts = true } = {}) =>
      visit(chrome, base, cookie, path, mode, { ...modes[mode], ...(width && { viewport: { width, height } }), javaScriptEnabled: scripts, reducedMotion: "reduce" }),
    close: () => chrome.close(),
  };
}

async function visit(chrome, base, cookie, path, mode, options) {
  const context = await chrome.newContext({ ...options, locale: "en-GB" });
  if (cookie) {
    const [name, ...value] = cookie.split("=");
    await context.addCookies([{ name, value: value.join("="), url: base }]);
  }
  const page = await context.newPage();
  const notes = { console: [], requests: 0, bytes: 0, foreign: [] };
  page.on("console", (message) => message.type() === "error" && notes.console.push(message.text()));
  page.on("pageerror", (error) => notes.console.push(String(error)));
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== "data:" && origin !== new URL(base).origin) notes.foreign.push(request.url());
  });
  const wire = await context.newCDPSession(page);
  await wire.send("Network.enable");
  const streams = new Set();
  wire.on("Network.requestWillBeSent", ({ requestId, type }) => (type === "EventSource" ? streams.add(requestId) : (notes.requests += 1)));
  wire.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => streams.has(requestId) || (notes.bytes += encodedDataLength));
  const answer = await page.goto(new URL(path, base).href, { waitUntil: "load" });
  return {
    path,
    page,
    notes,
    status: answer.status(),
    headers: answer.headers(),
    // The page forbids injected scripts, as it must; the debugger evaluates past that.
    inject: (script) => wire.send("Runtime.evaluate", { expression: script }),
    shoot: (folder) => page.screenshot({ path: join(folder, `${path.replace(/[^a-z0-9]+/gi, "_") || "_"}-${mode}.png`), fullPage: true }),
    close: () => context.close(),
  };
}
