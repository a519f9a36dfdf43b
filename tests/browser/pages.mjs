// The pages that are walked: the fixed ones, and one of each kind that the others lead to.
const FIXED = ["/", "/problems/new", "/standups", "/standups/next/web", "/standards", "/standards/not-yet", "/standards/new", "/standards/all", "/search", "/search?q=time", "/search?q=zzzzqqq", "/search/gaps", "/standards/S-4?q=clock+is+wrong", "/standards/S-6/history?view=text", "/standards/S-6/lines", "/newcomers", "/members", "/settings", "/settings/teams/web", "/settings/phone", "/phone", "/wall/web/screen"];
const KINDS = [
  ["/", "a[href^='/problems/P-']"],
  ["/standards", "main a[href^='/standards/S-']"],
  ["/standups", "main a[href^='/standups/U-']"],
  ["/standards", "main a[href^='/proposals/']"],
];
const BEHIND = [[/^\/standards\/S-\d+$/, ["/history", "/lines", "/edit"]]];

export async function pagesOf(browser) {
  const paths = [...FIXED];
  for (const [from, selector] of KINDS) {
    const visit = await browser.visit(from, "desktop");
    const href = await visit.page.locator(selector).first().getAttribute("href", { timeout: 1_000 }).catch(() => null);
    await visit.close();
    const path = href && new URL(href, browser.base).pathname;
    if (!path || paths.includes(path)) continue;
    paths.push(path);
    for (const [shape, ends] of BEHIND) if (shape.test(path)) paths.push(...ends.map((end) => path + end).filter((behind) => !paths.includes(behind)));
  }
  paths.push(...(await met(browser)), ...(await states(browser)));
  return [...paths.map((path) => ({ path, status: 200 })), { path: "/no-such-page", status: 404 }];
}

// A proposal whose standard was corrected meanwhile, on the line that it changes: its text line by line, and the page that joins the two.
async function met(browser) {
  const change = async (word, button) => {
    const visit = await browser.visit("/standards/S-2/edit", "desktop");
    const area = visit.page.locator("textarea[name=markdown]");
    await area.fill((await area.inputValue()).replace(/^(# .*)$/m, `$1 ${word}`));
    await Promise.all([visit.page.waitForURL(/said=/), visit.page.locator(button).first().click()]);
    const { pathname } = new URL(visit.page.url());
    await visit.close();
    return pathname;
  };
  const proposal = await change("always", "main form .button-main");
  await change("everywhere", "button[value=correct]");
  return [`${proposal}?view=text&line=10`, `${proposal}/merge`];
}

// Proposals in the states that the example has none of: one that takes a standard out of force, one that was withdrawn, one that is objected to.
async function states(browser) {
  const visit = await browser.visit("/standards", "desktop");
  const api = (method, path, body) =>
    visit.page.evaluate(
      async ([method, path, body]) => {
        const answer = await fetch(`/api/v1${path}`, { method, headers: { "content-type": "application/json" }, body: body && JSON.stringify(body) });
        const text = await answer.text();
        if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
        return text && JSON.parse(text);
      },
      [method, path, body],
    );
  const propose = (markdown, standard) => api("POST", "/proposals", { markdown, standard });
  const { markdown } = await api("GET", "/standards/S-4");
  const retired = await propose(markdown.replace(/^status: .*$/m, 'status: retired\nretired_because: "Nobody has a clock of their own any more."'), "S-4");
  const withdrawn = await propose(markdown.replace(/\n## /, "\nOne more line.\n\n## "), "S-4");
  await api("POST", `/proposals/${withdrawn.id}/withdrawal`, { reason: "The line says nothing that is not above." });
  const objected = await propose(`---\nsupersedes: [S-4]\n---\n# Leave clocks alone\n\n${"Ask the server for the time. ".repeat(40)}\n`);
  await api("POST", `/proposals/${objected.id}/objections`, { hash: objected.hash, reason: "It needs **a fallback**, see P-1." });
  await visit.close();
  return [retired, withdrawn, objected].map(({ id }) => `/proposals/${id}`);
}
