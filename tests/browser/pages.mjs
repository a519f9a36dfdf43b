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
  paths.push(...(await met(browser)));
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
