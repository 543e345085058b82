// Pages with more than fits on them, at a server of its own: totals are exact, nothing is cut off silently, one reads on,
// and what somebody commits meanwhile takes away neither place nor what was read.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { assertAccessible } from "./accessible.mjs";
import { following, launch, open as openAt, screenshot } from "./browser.mjs";
import { link, put, startServer } from "./server.mjs";

let browser, server;
const times = (count, what) => Array.from({ length: count }, (_, index) => what(index));
const padded = (index) => String(index).padStart(4, "0");

before(async () => {
  server = await startServer();
  const divisions = times(6, (at) => put(`division:d${at}`, { name: `Division ${at}` }));
  const domains = times(220, (at) => put(`domain:d${at % 6}/n${padded(at)}`, { name: `Domain ${padded(at)}`, container: `division:d${at % 6}` }));
  const teams = times(120, (at) => put(`team:t${padded(at)}`, { name: `Team ${padded(at)}` }));
  await server.apply(...divisions, ...domains, ...teams, ...times(120, (at) => link("OWNS", `team:t${padded(at)}`, `domain:d${at % 6}/n${padded(at)}`)));
  const markets = times(25, (at) => put(`market:m${padded(at)}`, { name: `Market ${padded(at)}` }));
  const systems = times(130, (at) => put(`system:s${padded(at)}`, { name: `System ${padded(at)}`, type: "POS" }));
  await server.apply(...markets, ...systems, ...times(130, (at) => link("SERVES", `system:s${padded(at)}`, `market:m${padded(at % 25)}`)), ...["d1", "d2"].flatMap((division) => times(130, (at) => link("SERVES", `system:s${padded(at)}`, `division:${division}`))));
  await server.apply(
    put("dataset:wide/orders", { name: "Orders, wide", container: "domain:d0/n0000" }),
    ...times(430, (at) => put(`field:wide/orders/c${padded(at)}`, { name: `column_${padded(at)}`, type: "text", container: "dataset:wide/orders" })),
  );
  await server.apply(...times(230, (at) => put(`capability:d1/p${padded(at)}`, { name: `Capability ${padded(at)}`, container: "domain:d1/n0001" })), ...times(230, (at) => link("RUNS_IN", `capability:d1/p${padded(at)}`, "system:s0000")));
  await server.apply(...times(70, (at) => link("VARIANT_OF", `capability:d1/p${padded(at + 1)}`, "capability:d1/p0000")));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const open = (path, options) => openAt(browser, path, { at: server.base, ...options });
const heading = (page, text) => page.getByRole("heading", { level: 1, name: text });
const card = (page, name) => page.getByRole("region", { name, exact: true });
const positions = (list) => list.getByRole("listitem").evaluateAll((all) => all.map((one) => Number(one.getAttribute("aria-posinset"))));

/** All there are: 6 divisions, 220 domains, 120 teams, 25 markets, 130 systems, a dataset with 430 columns, 230 capabilities. */
const everything = 6 + 220 + 120 + 25 + 130 + 1 + 430 + 230;

test("while the first answer is on its way the page has its shape, and then more than a thousand things in one list", async () => {
  let answer;
  const asked = new Promise((resolve) => (answer = resolve));
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.route("**/graphql", async (route) => {
    if (/query CatalogPage/.test(route.request().postData())) await asked;
    await route.continue();
  });
  await page.goto(`${server.base}/catalog`);
  const waiting = page.getByRole("status", { name: "Loading" });
  await waiting.locator("[data-visible]").first().waitFor();
  assert.equal(await heading(page, /./).count(), 0);
  await screenshot(page, "long-waiting");
  await page.getByRole("navigation", { name: "Main" }).waitFor();
  answer();
  await heading(page, `${everything.toLocaleString("en")} things are recorded.`).waitFor();
  const list = page.getByRole("group", { name: "Found" });
  await page.getByText("Showing 200 of 1,162").waitFor();
  assert.ok((await list.getByRole("listitem").count()) < 60, "only what is on the screen is in the page");
  await list.focus();
  await page.keyboard.press("End");
  await page.getByText("Showing 1,162 of 1,162").waitFor(); // what lies between is read, too
  await context.close();
});

test("what is committed while one reads leaves the reader where they are, and what changed gets a ring", async () => {
  const { page, faults } = await open("/catalog?kinds=domain,capability,field");
  await heading(page, /^880 things of 1,162/).waitFor();
  const list = page.getByRole("group", { name: "Found" });
  await list.evaluate((box) => box.scrollTo(0, 40 * 250));
  await page.getByText("Showing 400 of 880").waitFor();
  await list.locator("[aria-posinset='256']").getByRole("link").first().waitFor();
  const [before, name] = [await list.evaluate((box) => box.scrollTop), await list.locator("[aria-posinset='256']").innerText()];
  const id = await list.locator("[aria-posinset='256']").getByRole("link").first().getAttribute("title");
  await following(page);
  await server.apply(put(id, { description: "Said while somebody looked at it" }));
  await list.locator(`[data-changed][title="${id}"]`).waitFor();
  await page.getByText("1 change · Show").waitFor();
  assert.equal(await list.evaluate((box) => box.scrollTop), before);
  assert.equal((await list.locator("[aria-posinset='256']").innerText()).split("\n")[0], name.split("\n")[0]);
  await page.getByText("Showing 400 of 880").waitFor();
  assert.deepEqual(faults, []);
});

test("an entity's findings and the claims behind its flows are read on to the last", async (t) => {
  const own = await startServer();
  t.after(own.stop);
  const parts = times(80, (at) => put(`port:hub/p${padded(at)}`, { name: `Port ${padded(at)}`, container: "domain:hub" }));
  const spokes = times(80, (at) => put(`domain:s${padded(at)}`, { name: `Spoke ${padded(at)}` }));
  await own.apply(put("domain:hub", { name: "Hub" }), ...parts, ...spokes, ...times(80, (at) => link("FEEDS", "domain:hub", `domain:s${padded(at)}`)));
  const { page, faults } = await open("/entity/domain:hub", { at: own.base });
  await heading(page, /^Hub has no owner/).waitFor();
  const claims = card(page, "Who says so");
  await claims.getByText("50 of 80 flows shown.").waitFor();
  await claims.getByRole("button", { name: "Read on: more flows" }).click();
  await claims.getByText(/flows shown/).waitFor({ state: "detached" });
  assert.equal(await claims.getByRole("table").getAttribute("aria-rowcount"), String(1 + 1 + 80), "a heading, that it is there, and each flow");
  await claims.getByRole("group", { name: "Claims" }).press("End");
  await claims.getByText("Hub feeds Spoke 0079").waitFor();

  const findings = card(page, "Findings");
  await findings.getByText("50 of 81 findings shown.").waitFor();
  await findings.getByRole("button", { name: "Read on: more findings" }).click();
  await findings.getByText(/findings shown/).waitFor({ state: "detached" });
  assert.equal(await findings.getByRole("link", { name: /Port \d+/ }).count(), 80, "and Hub, which the page is about");
  await assertAccessible(page);
  await screenshot(page, "long-entity");
  assert.deepEqual(faults, []);
});

test("of a circle through many some are named, and more when asked for", async (t) => {
  const own = await startServer();
  t.after(own.stop);
  const ring = times(60, (at) => `domain:r${padded(at)}`);
  await own.apply(...ring.map((id, at) => put(id, { name: `Ring ${padded(at)}` })), ...ring.map((id, at) => link("FEEDS", id, ring[(at + 1) % ring.length])));
  const { page, faults } = await open(`/entity/${ring[0]}`, { at: own.base });
  await heading(page, /^Ring 0000 has no owner/).waitFor();
  const findings = card(page, "Findings");
  await findings.getByText("39 are left").waitFor();
  assert.equal(await findings.getByRole("link", { name: /Ring/ }).count(), 20);
  await findings.getByRole("button", { name: "Show 20 more" }).click();
  await findings.getByRole("button", { name: "Show 19 more" }).click();
  assert.equal(await findings.getByRole("link", { name: /Ring/ }).count(), 59);
  await assertAccessible(page);
  assert.deepEqual(faults, []);
});

test("Ownership counts all, and reads on to the last team, domain and finding", async () => {
  const { page, faults } = await open("/ownership");
  await heading(page, /^100 things have no owner/).waitFor();
  const matrix = card(page, "Teams and domains");
  assert.equal(await matrix.getByRole("rowheader", { name: /^Team/ }).count(), 50);
  await matrix.getByText("50 of 120 teams shown.").waitFor();
  await matrix.getByRole("button", { name: "Read on: more teams" }).click();
  await matrix.getByText("100 of 120 teams shown.").waitFor();
  await matrix.getByRole("button", { name: "Read on: more teams" }).click();
  await matrix.getByText(/teams shown/).waitFor({ state: "detached" });
  await matrix.getByText("40 of 220 domains shown.").waitFor();
  await matrix.getByRole("button", { name: "Read on: more domains" }).click();
  await matrix.getByText("80 of 220 domains shown.").waitFor();
  const unowned = card(page, "Without an owner");
  await unowned.getByText("40 of 100 findings shown.").waitFor();
  await unowned.getByRole("button", { name: "Read on: more findings" }).click();
  await unowned.getByText(/findings shown/).waitFor({ state: "detached" });
  assert.equal(await unowned.getByRole("link", { name: /^Domain/ }).count(), 100);

  // Somebody commits: what was read stays read.
  await following(page);
  await server.apply(put("team:t0007", { description: "They were there" }));
  await page.getByText(/changes? · Show/).waitFor();
  await page.locator("a[data-changed]").first().waitFor();
  assert.equal(await unowned.getByRole("link", { name: /^Domain/ }).count(), 100);
  await matrix.getByText("80 of 220 domains shown.").waitFor();
  await assertAccessible(page);
  assert.deepEqual(faults, []);
});

test("of many divisions one is chosen by typing, and the address keeps it", async () => {
  const { page, faults } = await open("/ownership");
  await page.getByRole("combobox", { name: "Of which division" }).click();
  await page.keyboard.type("division 3");
  await page.getByRole("option", { name: /Division 3/ }).click();
  await page.waitForURL(`${server.base}/ownership?within=division:d3`);
  await heading(page, /^17 things have no owner/).waitFor();
  await page.reload();
  await heading(page, /^17 things have no owner/).waitFor();
  assert.deepEqual(faults, []);
});

test("any two of six divisions stand side by side, with all their domains and all that is cut", async () => {
  const { page, faults } = await open("/divisions?within=division:d1&select=division:d4");
  await heading(page, /^Selling Division 1 cuts 380 links/).waitFor();
  const report = card(page, "Border report");
  await report.getByText("200 of 380 links shown.").waitFor();
  await report.getByRole("button", { name: "Read on: more links" }).click();
  await report.getByText("380 of 380 · complete").waitFor();
  await heading(page, /^Selling Division 1 cuts 380 links to \d+ shared things/).waitFor();
  await page.getByRole("columnheader", { name: "Division 4" }).waitFor();
  await page.getByRole("combobox", { name: "Beside which division" }).click();
  await page.keyboard.type("division 5");
  await page.getByRole("option", { name: /Division 5/ }).click();
  await page.waitForURL(`${server.base}/divisions?within=division:d1&select=division:d5`);
  await page.getByRole("columnheader", { name: "Division 5" }).waitFor();
  await page.getByRole("combobox", { name: "Border of which division" }).click();
  await page.keyboard.type("division 5");
  await page.getByRole("option", { name: /Division 5/ }).click();
  await page.waitForURL(`${server.base}/divisions?within=division:d5&select=division:d1`);
  await page.getByRole("columnheader", { name: "Division 1", exact: true }).waitFor();
  await assertAccessible(page);
  assert.deepEqual(faults, []);
});

test("the border report is exported whole, also what nobody has read", async () => {
  const { page, faults } = await open("/divisions?within=division:d1");
  await heading(page, /^Selling Division 1/).waitFor();
  const [revision] = (await fileOf(page, "CSV")).name.match(/r\d+/);
  const csv = await fileOf(page, "CSV");
  assert.equal(csv.text.trimEnd().split("\r\n").length, 1 + 380);
  const markdown = await fileOf(page, "Markdown");
  assert.equal(markdown.text.match(/^\| .* \| (cut|move|split|needs an owner|needs an operator|replace) \|/gm).length, 380);
  assert.match(markdown.text, new RegExp(`Revision ${revision.slice(1)} `));
  assert.deepEqual(faults, []);
});

test("the findings are exported whole, also those that nobody has read", async () => {
  const { page, faults } = await open("/ownership?within=division:d3");
  await heading(page, /^17 things have no owner/).waitFor();
  const [, total] = /(\d+) findings/.exec(await page.locator("main header").innerText());
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export" }).click()]);
  assert.match(download.suggestedFilename(), /^findings-d3-r\d+\.csv$/);
  const rows = readFileSync(await download.path(), "utf8").trimEnd().split("\r\n");
  assert.equal(rows.length, 1 + Number(total));
  assert.equal(rows.filter((row) => row.startsWith("Without an owner,")).length, 17);
  assert.deepEqual(faults, []);
});

async function fileOf(page, kind) {
  await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: `Border report as ${kind}` }).click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

test("130 systems and 25 markets are read to their end", async () => {
  const { page, faults } = await open("/systems");
  await heading(page, /^130 systems, 25 markets/).waitFor();
  await page.getByText("50 of 130 systems shown.").waitFor();
  const matrix = card(page, "By market");
  await matrix.getByText("20 of 25 markets shown.").waitFor();
  await matrix.getByRole("button", { name: "Read on: more markets" }).click();
  await matrix.getByRole("columnheader", { name: "Market 0024" }).waitFor();
  const more = page.getByRole("button", { name: "Read on: more systems" });
  await more.click();
  await page.getByText("100 of 130 systems shown.").waitFor();
  await more.click();
  await page.getByRole("heading", { name: "Of one market or several: 130", exact: true }).waitFor();
  await page.getByRole("combobox", { name: "Which market" }).click();
  await page.keyboard.type("market 0003");
  await page.getByRole("option", { name: /Market 0003/ }).click();
  await page.getByRole("heading", { name: "Of one market or several: 6", exact: true }).waitFor();
  assert.deepEqual(faults, []);
});

test("of 430 columns only those on the screen are in the page, and one is found by its name", async () => {
  const { page, faults } = await open("/entity/dataset:wide/orders");
  const columns = page.getByRole("group", { name: "Columns" });
  await columns.getByRole("listitem").first().waitFor();
  await page.getByText("430 of 430 shown").waitFor();
  assert.ok((await columns.getByRole("listitem").count()) < 60);
  assert.ok((await positions(columns)).includes(1));
  await columns.focus();
  await page.keyboard.press("End");
  await columns.locator("[aria-posinset='430']").waitFor();
  await page.getByRole("textbox", { name: "Find a column" }).fill("column_031");
  await page.getByText("10 of 430 shown").waitFor();
  await page.waitForURL(`${server.base}/entity/dataset:wide/orders?text=column_031`);
  await page.reload();
  await page.getByText("10 of 430 shown").waitFor();
  await assertAccessible(page);
  assert.deepEqual(faults, []);
});

test("what an entity is linked to is read on to its end", async () => {
  const { page, faults } = await open("/entity/system:s0000");
  const runs = card(page, "Runs here");
  await runs.getByText("100 of 230 links shown.").waitFor();
  await runs.getByRole("button", { name: "Read on: more links" }).click();
  await runs.getByText("200 of 230 links shown.").waitFor();
  await runs.getByRole("button", { name: "Read on: more links" }).click();
  await runs.getByText(/links shown/).waitFor({ state: "detached" });
  assert.equal(await runs.getByRole("link", { name: /^Capability/ }).count(), 230);
  await page.goto(`${server.base}/entity/capability:d1/p0000`);
  const forms = card(page, "Other forms of it");
  await forms.getByText("50 of 70 forms shown.").waitFor();
  await forms.getByRole("button", { name: "Read on: more forms" }).click();
  await forms.getByText(/forms shown/).waitFor({ state: "detached" });
  assert.equal(await forms.getByRole("link", { name: /^Capability/ }).count(), 70);
  await assertAccessible(page);
  assert.deepEqual(faults, []);
});

test("of a thousand differences only those on the screen are in the page, and the last is reached", async () => {
  const { page, faults } = await open("/history?from=0");
  await heading(page, /entities and [\d,]+ links differ/).waitFor();
  const recorded = card(page, "What is recorded");
  const total = Number((await recorded.getByText(/^Showing 8 of [\d,]+\./).innerText()).match(/of ([\d,]+)/)[1].replace(",", ""));
  assert.ok(total > 1_000);
  await recorded.getByRole("button", { name: "Show all" }).click();
  const rows = recorded.locator("[aria-rowindex]");
  await recorded.locator("[aria-rowindex='20']").waitFor();
  assert.ok((await rows.count()) < 100);
  await recorded.getByRole("group", { name: "What is recorded" }).focus();
  await page.keyboard.press("End");
  await recorded.locator(`[aria-rowindex='${total + 1}']`).waitFor();
  assert.ok((await rows.count()) < 100);
  await assertAccessible(page);
  await screenshot(page, "long-differences");
  assert.deepEqual(faults, []);
});

test("a history of more than a thousand commits is counted whole and read from its end", async () => {
  for (let batch = 0; batch < 1_010; batch += 101) await Promise.all(times(101, (at) => server.apply(put("domain:d0/n0000", { description: `The ${batch + at}th` }))));
  const { page, faults } = await open("/history");
  await heading(page, /^1,01\d commits so far/).waitFor();
  const lines = page.getByRole("button", { name: /^r\d+ / });
  assert.equal(await lines.count(), 50);
  await page.getByRole("button", { name: "Load older" }).click();
  await lines.nth(99).waitFor();
  await lines.nth(99).click();
  await page.waitForURL(/open=r\d+$/);
  await page.getByRole("row", { name: /Domain 0000/ }).waitFor();
  await page.goto(`${server.base}/entity/domain:d0/n0000`);
  await heading(page, /^Domain 0000/).waitFor();
  assert.equal(await card(page, "History").getByRole("link", { name: /^r\d+$/ }).count(), 8, "the last of them, and the way to all");
  await card(page, "History").getByRole("link", { name: "Compare" }).click();
  await heading(page, /^1,01\d commits to Domain 0000/).waitFor();
  assert.deepEqual(faults, []);
});

test("the start counts all, and leads to what it does not show", async () => {
  const { page, faults } = await open("/");
  await page.getByText("6 divisions, 220 domains, 120 teams, 130 systems").waitFor();
  await page.getByText(/and 96 more have no owner\./).waitFor();
  await card(page, "Division 0").getByText("37 domains").waitFor();
  assert.deepEqual(faults, []);
});
