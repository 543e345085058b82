// The pages as a person uses them: questions are answered by clicking, and what is asserted is what is on the screen.
// Every page is watched, asked by axe in both themes, and seen at phone width.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible } from "./accessible.mjs";
import { base, launch, open, reportScreenshots, screenshot, still } from "./browser.mjs";

let browser;
before(async () => void (browser = await launch()));
after(() => browser?.close());

const heading = (page, text) => page.getByRole("heading", { level: 1, name: text });
const card = (page, name) => page.getByRole("region", { name, exact: true });
const place = (page, name) => page.getByRole("navigation", { name: "Main" }).getByRole("link", { name });

const pages = [
  { name: "entity", path: "/entity/domain:division-x/sales-planning", says: /^Sales Planning is owned by Finance, fed by 5 parts/ },
  { name: "team", path: "/entity/team:finance", says: "Finance owns 4 things, consumes nothing and operates nothing." },
  { name: "system", path: "/entity/system:france/pos", says: "France POS serves Division V, Division X and France, runs 8 parts and is operated by 2 teams." },
  { name: "market", path: "/entity/market:france", says: "France is served by 2 systems and 0 teams." },
  { name: "division", path: "/entity/division:division-v", says: "Division V has 8 parts and is served by 8 systems and 11 teams." },
  { name: "catalog", path: "/catalog", says: "101 things are recorded." },
  { name: "ownership", path: "/ownership", says: "Every domain has one owner. 8 endpoints have no recorded source, and 12 are used by nobody." },
  { name: "divisions", path: "/divisions?within=division:division-v", says: "Selling Division V cuts 33 links to 13 shared things. No data flows across the border." },
  { name: "flows", path: "/divisions?within=division:division-v&tab=flows", says: /^Selling Division V/ },
  { name: "owners", path: "/divisions?within=division:division-v&tab=owners", says: /^Selling Division V/ },
  { name: "history", path: "/history?open=r1", says: /^1 commit so far/ },
  { name: "start", path: "/", says: "What do you want to know?" },
  { name: "systems", path: "/systems", says: "9 systems, 3 markets. Shadow IT is in the dark: nobody owns or operates it." },
];

for (const colorScheme of ["light", "dark"]) {
  test(`every page, ${colorScheme}`, async (t) => {
    for (const { name, path, says } of pages) {
      const { page, faults } = await open(browser, path, { colorScheme, viewport: { width: 1440, height: 900 } });
      await heading(page, says).waitFor();
      await assertAccessible(page);
      await screenshot(page, `page-${name}-${colorScheme}`);
      assert.deepEqual(faults, [], name);
      await page.context().close();
    }
    reportScreenshots(t);
  });
}

test("who says that a team consumes something is on the page of what it consumes, of its parts and of the team", async () => {
  const consumption = { "domain:division-x/sales-planning": ["Marketing consumes Sales Planning", "Sales Team consumes Sales Planning"], "port:division-x/sales-planning/input": ["Marketing consumes Sales Planning", "Sales Team consumes Sales Planning"], "team:division-x/sales": ["Sales Team consumes Sales Planning"] };
  const { page, faults } = await open(browser, "/");
  for (const [id, all] of Object.entries(consumption)) {
    await page.goto(`${base}/entity/${id}`);
    for (const said of all) await card(page, "Who says so").getByRole("row", { name: new RegExp(`^${said} xclusiv\\b.* declared`) }).waitFor();
  }
  assert.deepEqual(faults, []);
});

test("on a phone nothing sticks out", async () => {
  for (const { name, path, says } of pages) {
    const { page, faults } = await open(browser, path, { viewport: { width: 390, height: 844 } });
    await heading(page, says).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, name);
    await assertAccessible(page);
    await screenshot(page, `page-${name}-narrow`);
    assert.deepEqual(faults, [], name);
    await page.context().close();
  }
});

/** What is opened above a page, and by what. */
const openings = [
  { path: "/catalog", opens: (page) => page.getByRole("button", { name: "Theme" }).click(), shows: (page) => page.getByRole("menu") },
  { path: "/divisions", opens: (page) => page.getByRole("button", { name: "Export" }).click(), shows: (page) => page.getByRole("menuitem", { name: "Border report as Markdown" }) },
  { path: "/history", opens: (page) => page.getByRole("combobox", { name: "That concern" }).click(), shows: (page) => page.getByRole("option").first() },
  { path: "/ownership", opens: (page) => page.keyboard.press("?"), shows: (page) => page.getByRole("dialog", { name: "Keys" }) },
  { path: "/systems", opens: (page) => page.keyboard.press("Control+k"), shows: (page) => page.getByRole("combobox", { name: "Search or ask" }) },
  { path: "/catalog?open=choices,domain", narrow: true, opens: (page) => page.getByRole("button", { name: "Go to" }).click(), shows: (page) => page.getByRole("menuitem", { name: "History" }) },
];

for (const colorScheme of ["light", "dark"]) {
  test(`with menus, choices and dialogs open, ${colorScheme}`, async () => {
    for (const { path, narrow, opens, shows } of openings) {
      const { page, faults } = await open(browser, path, { colorScheme, viewport: narrow ? { width: 390, height: 844 } : { width: 1280, height: 800 } });
      await page.locator("main h1").waitFor();
      await opens(page);
      await shows(page).waitFor();
      await assertAccessible(page);
      await page.keyboard.press("Escape");
      await shows(page).waitFor({ state: "detached" });
      assert.deepEqual(faults, [], path);
      await page.context().close();
    }
  });
}

test("what ? promises is done: the palette opens by its key, and in a field ? is a letter", async () => {
  const { page, faults } = await open(browser, "/catalog");
  await page.getByRole("textbox", { name: "Find by name, tag or description" }).fill("");
  await page.keyboard.type("top?");
  await page.waitForURL(/text=top/);
  assert.equal(await page.getByRole("dialog").count(), 0);
  await page.getByRole("group", { name: "Found" }).or(page.getByText("Nothing matches all of that")).first().waitFor();
  await page.locator("main").focus();
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keys" });
  await help.getByText("Ctrl K or ⌘K").waitFor();
  await help.getByText("along the flows, up- and downstream").waitFor();
  await page.keyboard.press("Escape");
  await help.waitFor({ state: "detached" });
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or ask" }).waitFor();
  assert.deepEqual(faults, []);
});

/** Views with all that their addresses can say: what must be there again after a reload, from a link and on going back. */
const views = [
  { path: "/entity/domain:division-x/sales-planning?open=upstream:capability:division-x/customer/get-customer,r1", has: (page) => page.getByText("Get Customer → Create Sale → New Sales → Input") },
  { path: "/catalog?kinds=port&within=division:division-x&text=top&open=domain", has: (page) => page.getByText(/^Showing \d+ of \d+$/) },
  { path: "/catalog?owner=team:finance&at=1", has: (page) => heading(page, /^16 things of 101/) },
  { path: "/ownership?within=division:division-x", has: (page) => heading(page, /4 endpoints have no recorded source/) },
  { path: "/divisions?within=division:division-x&select=division:division-v&tab=owners", has: (page) => page.getByRole("region", { name: "Owners of the same domains" }) },
  { path: "/systems?within=market:japan", has: (page) => page.getByRole("heading", { name: "Of one market or several: 2" }) },
  { path: "/history?source=xclusiv&since=2020-01-01&open=r1", has: (page) => page.getByRole("group", { name: "What revision 1 changed" }) },
  { path: "/history?from=0&to=1&direction=downstream", has: (page) => page.getByText(/ pairs gained, 0 lost/) },
];

test("the address of each page holds all of its view", async () => {
  for (const { path, has } of views) {
    const { page, faults } = await open(browser, path);
    await has(page).waitFor();
    const seen = async () => ({ address: page.url().slice(base.length), text: await page.locator("main").innerText() });
    const before = await still(page, seen); // counts come with small questions of their own
    assert.equal(before.address, path, "it is written as it was read");
    await page.reload();
    await has(page).waitFor();
    assert.deepEqual(await still(page, seen), before, `${path} after a reload`);
    await page.getByRole("link", { name: "Headwater" }).click();
    await page.getByRole("heading", { level: 1, name: "What do you want to know?" }).waitFor();
    await page.goBack();
    await has(page).waitFor();
    assert.deepEqual(await still(page, seen), before, `${path} on going back`);
    assert.deepEqual(faults, [], path);
    await page.context().close();
  }
});

test("what is opened is said in the address, and closing it takes that back", async () => {
  const { page, faults } = await open(browser, "/entity/domain:division-x/sales-planning");
  const last = card(page, "Fed by").getByRole("listitem").filter({ hasText: "Get Customer" });
  await last.getByText("Why").click();
  await page.waitForURL(/open=upstream:.*get-customer$/);
  await last.getByText("Why").click();
  await page.waitForURL(/sales-planning$/);
  await page.goto(`${base}/history`);
  await page.getByRole("button", { name: /^r1 / }).click();
  await page.waitForURL(`${base}/history?open=r1`);
  assert.deepEqual(faults, []);
});

test("two divisions are compared by what flows and by who owns", async () => {
  const { page, faults } = await open(browser, "/divisions?within=division:division-v");
  const show = page.getByRole("navigation", { name: "Show" });
  await show.getByRole("link", { name: "Owners 2" }).click();
  await page.waitForURL(`${base}/divisions?within=division:division-v&tab=owners`);
  const across = card(page, "Owned across the border");
  await across.getByRole("row", { name: /Sales Planning Finance/ }).waitFor();
  await card(page, "Owners of the same domains").getByText("0 of 8 differ").waitFor();
  await show.getByRole("link", { name: "Flows 0" }).click();
  await page.getByText("No data flows across the border, in either direction.").waitFor();
  await card(page, "Flows of the same domains").getByText("0 of 8 differ").waitFor();
  assert.deepEqual(faults, []);
});

test("who owns Sales Planning, and why? Clicked from the catalog", async () => {
  const { page, faults } = await open(browser, "/");
  await place(page, "Catalog").click();
  await page.getByRole("navigation", { name: "Kind" }).getByRole("link", { name: "domains 16" }).click();
  await heading(page, "16 things of 101 match what you chose.").waitFor();
  await page.getByRole("navigation", { name: "Division" }).getByRole("link", { name: "Division X 8" }).click();
  await heading(page, "8 things of 101 match what you chose.").waitFor();
  await page.getByRole("group", { name: "Found" }).getByRole("link", { name: "Sales Planning" }).click();
  const owner = card(page, "Owner");
  await owner.getByRole("link", { name: "Finance" }).waitFor();
  await owner.getByText("Set here, not inherited.").waitFor();
  await owner.getByText("They make the final decision").waitFor();
  await card(page, "Parts").getByRole("link", { name: "Top Stores" }).click();
  await card(page, "Owner").getByText("Inherited from Sales Planning.").waitFor();
  assert.deepEqual(faults, []);
});

test("who uses Sales Planning, and what for; what feeds it, how surely, and why", async () => {
  const { page, faults } = await open(browser, "/entity/domain:division-x/sales-planning");
  const consumers = card(page, "Consumers");
  await consumers.getByRole("link", { name: "Sales Team" }).waitFor();
  await consumers.getByText("To see how the products they are responsible for perform in sales.").waitFor();
  const fed = card(page, "Fed by");
  assert.deepEqual(await fed.getByRole("heading", { level: 3 }).allInnerTexts(), ["1 step away\n3", "2 steps away\n1", "3 steps away\n1"]);
  const last = fed.getByRole("listitem").filter({ hasText: "Get Customer" });
  await last.getByText("Exact").waitFor();
  await last.getByText("Customer Relationship Team").waitFor();
  await last.getByText("Why").click();
  assert.equal(await last.locator("p").first().innerText(), "Get Customer → Create Sale → New Sales → Input");
  await last.getByText("division-x/sale.yaml").waitFor();
  assert.deepEqual(faults, []);
});

test("which endpoints of a division have no source? Four, with who is accountable", async () => {
  const { page, faults } = await open(browser, "/");
  await place(page, "Ownership").click();
  await page.getByRole("navigation", { name: "Of which division" }).getByRole("link", { name: "Division X 10" }).click();
  await heading(page, "Every domain has one owner. 4 endpoints have no recorded source, and 6 are used by nobody.").waitFor();
  const gaps = card(page, "Endpoints without a source");
  const links = await gaps.getByRole("link").allInnerTexts();
  for (const name of ["Stock Levels", "Stock Location", "Weekly Stock Position", "Weekly Sales Report"]) assert.ok(links.includes(name), name);
  await gaps.getByText("Retail Operations Team").first().waitFor();
  await page.reload();
  await heading(page, /4 endpoints have no recorded source/).waitFor();
  await gaps.getByRole("link", { name: "Weekly Sales Report" }).click();
  await card(page, "Findings").getByText("Endpoints without a source").waitFor();
  await page.goBack();
  await heading(page, /4 endpoints have no recorded source/).waitFor();
  assert.equal(new URL(page.url()).search, "?within=division:division-x");
  assert.deepEqual(faults, []);
});

test("the matrix of teams and domains and the list below it say the same", async () => {
  const { page, faults } = await open(browser, "/ownership");
  const row = page.getByRole("row").filter({ hasText: "Finance" });
  await row.waitFor();
  assert.equal(await row.getByText("O owns").count(), 4);
  assert.equal(await page.getByText("Owns 4").count(), 1);
  await page.getByText("▲ 3").first().waitFor();
  assert.deepEqual(faults, []);
});

test("which market uses which system, and who operates it", async () => {
  const { page, faults } = await open(browser, "/divisions");
  await page.getByRole("link", { name: "Systems and markets" }).click();
  const matrix = page.getByRole("group", { name: "Systems by market" });
  assert.match(await matrix.getByRole("row").nth(2).innerText(), /^POS\s+France POS[\s\S]+Retail Operations Team · 8 parts[\s\S]+Japan POS[\s\S]+United States POS/);
  await page.getByRole("navigation", { name: "Which market" }).getByRole("link", { name: "Japan 2" }).click();
  await page.waitForURL(`${base}/systems?within=market:japan`);
  assert.equal(await page.getByRole("link", { name: "France POS" }).count(), 0);
  await matrix.getByRole("link", { name: "Japan ERP" }).click();
  await heading(page, "Japan ERP serves Division V, Division X and Japan, runs 2 parts and is operated by 1 team.").waitFor();
  await card(page, "Operated by").getByRole("link", { name: "IT" }).waitFor();
  assert.deepEqual(faults, []);
});

test("what would selling Division V cut? 33 links, by relation", async () => {
  const { page, faults } = await open(browser, "/");
  await page.getByRole("link", { name: /What would selling Division V cut/ }).click();
  await heading(page, "Selling Division V cuts 33 links to 13 shared things. No data flows across the border.").waitFor();
  const report = card(page, "Border report");
  assert.deepEqual(await report.getByRole("heading", { level: 3 }).allInnerTexts(), [
    "Ownership to hand over\n2", "Operators to replace\n3", "Data to move out of shared systems\n15", "Teams and systems that serve others too\n13",
  ]);
  await report.getByText("It owns Location, Sales Planning.").waitFor();
  await card(page, "Side by side").getByText("0 of 8 differ").waitFor();
  await card(page, "Shared systems").getByRole("link", { name: "DWH" }).waitFor();
  const address = page.url();
  await page.getByRole("link", { name: "Border of Division X 33" }).click();
  await heading(page, /^Selling Division X cuts 33 links/).waitFor();
  await page.goBack();
  await heading(page, /^Selling Division V/).waitFor();
  assert.equal(page.url(), address);
  await page.getByRole("link", { name: "Plan the divestment" }).click();
  await page.waitForURL(/\/change\?plan=.*divest/);
  assert.deepEqual(faults, []);
});

test("the catalog narrows as one types and chooses, and its address gives the same again", async () => {
  const { page, faults } = await open(browser, "/catalog?kinds=port");
  await heading(page, "30 things of 101 match what you chose.").waitFor();
  await page.getByRole("textbox", { name: "Find by name, tag or description" }).pressSequentially("top pro");
  await heading(page, "4 things of 101 match what you chose.").waitFor();
  await page.getByRole("navigation", { name: "Owner" }).getByRole("link", { name: "Finance 2" }).click();
  await heading(page, "2 things of 101 match what you chose.").waitFor();
  await page.getByText("Showing 2 of 2").waitFor();
  await page.reload();
  await heading(page, "2 things of 101 match what you chose.").waitFor();
  assert.equal(new URL(page.url()).search, "?kinds=port&text=top%20pro&owner=team:finance");
  await page.goBack();
  await heading(page, "4 things of 101 match what you chose.").waitFor();
  await page.getByRole("link", { name: "Choose nothing: all 101" }).click();
  await heading(page, "101 things are recorded.").waitFor();
  assert.equal(await page.getByRole("textbox", { name: "Find by name, tag or description" }).inputValue(), "");
  assert.deepEqual(faults, []);
});

test("of a long list only what is on the screen is in the page, and its end is reached", async () => {
  const { page, faults } = await open(browser, "/catalog", { viewport: { width: 1280, height: 700 } });
  const list = page.getByRole("group", { name: "Found" });
  await list.getByRole("listitem").first().waitFor();
  assert.ok((await list.getByRole("listitem").count()) < 60);
  assert.equal(await list.getByRole("listitem").first().getAttribute("aria-setsize"), "101");
  await list.focus();
  await page.keyboard.press("End");
  await list.locator("[aria-posinset='101']").waitFor();
  assert.deepEqual(faults, []);
});

test("the end of an ID's path leads to the page itself, and the past to what was there then", async () => {
  const { page, faults } = await open(browser, "/entity/division-x/sales-planning");
  await page.waitForURL(`${base}/entity/domain:division-x/sales-planning`);
  await page.getByRole("link", { name: "r1", exact: true }).click();
  await page.waitForURL(`${base}/entity/domain:division-x/sales-planning?at=1`);
  await page.getByText("9 changes here").click();
  await card(page, "History").getByText("Finance owns Sales Planning").waitFor();
  await place(page, "Divisions").click();
  await page.waitForURL(`${base}/divisions?at=1`);
  await heading(page, /^Selling Division V/).waitFor();
  assert.deepEqual(faults, []);
});

test("a link recorded with a scheme that runs is text", async () => {
  const { page, faults } = await open(browser, "/");
  for (const [url, links] of [["javascript:alert(1)", 0], ["https://example.org/more", 1]]) {
    await page.route("**/graphql", async (route) => {
      if (!route.request().postData().includes("EntityPage")) return route.continue();
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replaceAll('"url":null', `"url":"${url}"`) });
    });
    await page.goto(`${base}/entity/domain:division-x/sales-planning`);
    await card(page, "What it is").getByText(url).waitFor();
    assert.equal(await card(page, "What it is").getByRole("link", { name: url }).count(), links);
    await page.unroute("**/graphql");
  }
  assert.deepEqual(faults, []);
});
