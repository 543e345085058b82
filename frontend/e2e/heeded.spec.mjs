// What an address says that a page has no use for is told, and the page is shown as it is without.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible } from "./accessible.mjs";
import { base, launch, open, screenshot } from "./browser.mjs";

let browser;
before(async () => void (browser = await launch()));
after(() => browser?.close());

const heading = (page, text) => page.getByRole("heading", { level: 1, name: text });
const said = (page) => page.getByRole("status").filter({ hasText: "says nothing to this page" });

for (const { path, without, says, shows } of [
  { path: "/explore?grain=column&within=division:division-x", without: "/explore?within=division:division-x", says: "“grain=column” says nothing to this page, which is shown without it. Here it may be division or domain.", shows: /join the 8 domains of Division X/ },
  { path: "/explore/domain:division-x/sales-planning?tab=nonsense", without: "/explore/domain:division-x/sales-planning", says: "“tab=nonsense” says nothing to this page, which is shown without it. Here it may be upstream, downstream, consumers, teams or paths.", shows: /^Sales Planning is fed by/ },
  { path: "/history?depth=2", without: "/history", says: "“depth=2” says nothing to this page, which is shown without it.", shows: /^\d+ commits? so far/ },
  { path: "/change?show=after", without: "/change", says: "“show=after” says nothing to this page, which is shown without it. It needs “plan” beside it.", shows: /^Nothing is planned yet/ },
  { path: "/explore/domain:division-x/sales-planning?depth=2&depth=3", without: "/explore/domain:division-x/sales-planning?depth=3", says: "“depth=2” says nothing to this page: of what is given for “depth” the last counts, “3”.", shows: /^Sales Planning is fed by/ },
  { path: "/?colour=red", without: "/", says: "“colour=red” says nothing to this page, which is shown without it.", shows: /./ },
]) {
  test(`${path} is shown without it, and says so`, async () => {
    const { page, faults } = await open(browser, path);
    await said(page).getByText(says, { exact: true }).waitFor();
    await heading(page, shows).waitFor();
    await assertAccessible(page);
    await said(page).getByRole("link", { name: "Leave it out" }).click();
    await page.waitForURL(base + without);
    await said(page).waitFor({ state: "detached" });
    await heading(page, shows).waitFor();
    assert.deepEqual(faults, []);
  });
}

test("the whole state of a page's own is heeded", async () => {
  for (const path of ["/explore/domain:division-x/sales-planning?tab=paths&depth=all&open=box:domain:division-x/sale&grain=port", "/explore?grain=division&orientation=down", "/divisions?tab=owners", "/change?tab=compare"]) {
    const { page } = await open(browser, path);
    await page.locator("main h1").waitFor();
    assert.equal(await said(page).count(), 0, path);
    await page.context().close();
  }
});

test("a revision that is not there yet is told on the history, which has all commits", async () => {
  const { page } = await open(browser, "/history?at=99"); // what asks for that revision is refused, which the console says
  await page.getByRole("status").getByText("There is no revision 99 yet; the newest is 1. This page has all commits, whenever they were made.").waitFor();
  await heading(page, /^1 commit so far/).waitFor();
  await page.getByRole("link", { name: "Back to now" }).click();
  await page.waitForURL(`${base}/history`);
});

for (const [colorScheme, viewport] of [["light", { width: 1440, height: 900 }], ["dark", { width: 1440, height: 900 }], ["light", { width: 390, height: 844 }]]) {
  test(`a team and a market lead to what data flows through, ${colorScheme}, ${viewport.width} wide`, async () => {
    const { page, faults } = await open(browser, "/explore/team:division-x/marketing", { colorScheme, viewport });
    await heading(page, /^No data flows through Marketing, which is a team\. It owns \d+ things?\b.*: follow the flows of these\.$/).waitFor();
    assert.doesNotMatch(await page.locator("main").innerText(), /Nobody owns it|Nothing recorded feeds/);
    await assertAccessible(page);
    await screenshot(page, `explore-team-${colorScheme}-${viewport.width}`);
    await page.getByRole("region", { name: "Owns" }).getByRole("link").first().click();
    await page.waitForURL(/\/explore\/(?!team:)/);
    await page.locator("[data-graph] [data-slot]").first().waitFor();

    await page.goto(`${base}/explore/market:france`);
    await heading(page, "No data flows through France, which is a market. It is served by 2 systems: follow the flows of these.").waitFor();
    await assertAccessible(page);
    await page.getByRole("link", { name: "France POS" }).click();
    await page.waitForURL(/\/explore\/system:/);
    assert.deepEqual(faults, []);
  });
}
