// A stage on which hostile pages are tried: nothing leaves the machine, and whatever runs, asks elsewhere or leads away is seen.

/** How many pages are tried side by side. */
const LINES = 4;
/** How long a page may take to do its harm, in milliseconds. */
const PATIENCE = 120;

/** What of a fragment that the program wrote could do anything but be read. */
export function harm() {
  const faults = [];
  for (const element of document.querySelectorAll(".prose *")) {
    const name = element.localName;
    if (["script", "style", "iframe", "object", "embed", "form", "link", "meta", "base", "svg", "math", "video", "audio", "template"].includes(name)) faults.push(`holds <${name}>`);
    for (const { name: attribute, value } of element.attributes) {
      if (/^on|^(style|srcset|srcdoc|formaction|action|background|ping)$/i.test(attribute)) faults.push(`holds ${name} ${attribute}`);
      if (["href", "src", "xlink:href"].includes(attribute) && /^\s*[a-z][a-z0-9+.-]*:/i.test(value) && !/^(https?|mailto):/i.test(value)) faults.push(`holds ${attribute}=${value.slice(0, 60)}`);
      if (["id", "name"].includes(attribute) && !/^[hnr]-/.test(value)) faults.push(`takes the name ${value.slice(0, 60)}`);
    }
  }
  return faults;
}

/** A stage of a context of the browser, at the address of the program. */
export function stage(context, base) {
  const origin = new URL(base).origin;
  const served = new Map();
  const opening = { did: new Set() };
  let now = 0;
  const ready = (async () => {
    await context.exposeBinding("ranHere", ({ page }, what) => page.did?.add(`runs ${what}`));
    await context.addInitScript(() => {
      for (const name of ["alert", "confirm", "prompt", "print"]) globalThis[name] = () => globalThis.ranHere?.(name);
    });
    await context.route("**/*", async (route) => {
      const request = route.request();
      const address = new URL(request.url());
      const page = served.get(address.pathname);
      if (page && address.origin === origin) return route.fulfill({ status: 200, headers: { "content-type": "text/html; charset=utf-8", ...page.headers }, body: page.body });
      if (address.origin === origin) return route.continue();
      asking(request)?.did?.add(`${request.isNavigationRequest() ? "leads to" : "asks"} ${request.url().slice(0, 80)}`);
      return route.abort();
    });
  })();

  /** The page that a request comes from; a window that is only being opened is none yet. */
  function asking(request) {
    try {
      return request.frame().page();
    } catch {
      return opening;
    }
  }

  async function opened() {
    const page = await context.newPage();
    page.did = new Set();
    page.on("dialog", (dialog) => {
      page.did.add("runs a dialog");
      dialog.dismiss().catch(() => {});
    });
    page.on("pageerror", (error) => page.did.add(`runs a script: ${String(error).slice(0, 80)}`));
    page.on("console", (message) => message.type() === "log" && page.did.add("runs a script that logs"));
    // What a window does that it opens, it does itself.
    page.on("popup", (popup) => {
      popup.did = page.did;
      setTimeout(() => popup.close().catch(() => {}), PATIENCE);
    });
    return page;
  }

  /** Everything that somebody could do by accident on a page. */
  async function touched(page, { click, hover, trigger, within = "body" }) {
    await page.evaluate((within) => {
      for (const element of document.querySelectorAll(`${within} *`)) {
        for (const kind of ["mouseover", "mousemove", "mouseenter", "pointerover", "focus", "keydown", "scroll", "dragstart"]) element.dispatchEvent(new Event(kind, { bubbles: true }));
      }
      // A link that leads elsewhere may: somebody chose to follow it.
      const runs = (element) => {
        const href = element.getAttribute("href") ?? element.getAttribute("xlink:href");
        if (!["a", "area"].includes(element.localName) || href === null) return true;
        return URL.canParse(href, document.baseURI) && !["http:", "https:", "mailto:"].includes(new URL(href, document.baseURI).protocol);
      };
      for (const element of document.querySelectorAll("a, area, button, input[type=submit], input[type=image], [onclick]")) {
        if (element.closest(within) && runs(element)) element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
      }
    }, within).catch(() => {});
    if (click) await page.locator(click).first().click({ timeout: 300 }).catch(() => {});
    if (hover) await page.locator(hover).first().hover({ timeout: 300 }).catch(() => {});
    // What a list says sets its text off.
    if (trigger) await page.evaluate(trigger).catch(() => {});
  }

  async function each(all, act) {
    await ready;
    const found = new Map();
    const rest = [...all];
    await Promise.all(Array.from({ length: LINES }, async () => {
      let page = await opened();
      for (let one = rest.shift(); one !== undefined; one = rest.shift()) {
        page.did.clear();
        await act(page, one);
        await page.waitForTimeout(PATIENCE).catch(() => {});
        if (page.did.size) found.set(one.payload ?? one, new Set(page.did));
        await page.close().catch(() => {});
        page = await opened();
      }
      await page.close().catch(() => {});
    }));
    if (opening.did.size) found.set("a window that was opened", new Set(opening.did));
    return found;
  }

  return {
    /** Tries each as a page with these headers, and what `mayHold` says of it. */
    tries: (all, { headers, mayHold }) =>
      each(all, async (page, one) => {
        const path = `/tried/${(now += 1)}`;
        served.set(path, { headers, body: `<!doctype html><meta charset="utf-8"><title>tried</title><body>${one.html}` });
        await page.goto(`${origin}${path}`, { waitUntil: "load", timeout: 5_000 }).catch(() => {});
        await touched(page, one);
        if (mayHold) for (const fault of await page.evaluate(mayHold)) page.did.add(fault);
        served.delete(path);
      }),
    /** Visits pages of the program, without their policy where that is wanted. */
    visit: async (paths, { without }) => {
      await ready;
      if (without) {
        await context.route(`${origin}/standards/*`, async (route) => {
          const answer = await route.fetch();
          const headers = answer.headers();
          delete headers["content-security-policy"];
          return route.fulfill({ response: answer, headers });
        });
      }
      return each(paths, async (page, path) => {
        const answer = await page.goto(`${origin}${path}`, { waitUntil: "load" });
        if (answer.status() !== 200) page.did.add(`answers ${answer.status()}`);
        if (without === Boolean(answer.headers()["content-security-policy"])) page.did.add("has the wrong policy");
        // The program's own buttons are not what is tried.
        await touched(page, { within: ".prose" });
        if (!(await page.locator("main h1").count())) page.did.add("has lost its heading");
      });
    },
  };
}
