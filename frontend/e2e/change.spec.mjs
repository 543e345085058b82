// Change: what a plan would bring, built by clicking, and the same again by its address.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible } from "./accessible.mjs";
import { base, launch, open, reportScreenshots, screenshot, still } from "./browser.mjs";

let browser;
before(async () => void (browser = await launch()));
after(() => browser?.close());

const product = "capability:division-x/product/get-product";
const planning = "domain:division-x/sales-planning";
const address = (...changes) => `/change?plan=${encodeURIComponent(JSON.stringify(changes))}`;
const retire = address({ remove: { id: product, cascade: true } });
const handOver = address({ handOver: { entity: planning, to: "team:division-x/sales" } });
const heading = (page, text) => page.getByRole("heading", { level: 1, name: text });

/** Who must be told, as a person reads it: [team, number]. */
async function told(page) {
  const lines = page.getByRole("tabpanel").getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3 }) });
  return Promise.all((await lines.all()).map(async (line) => [await line.getByRole("heading").innerText(), Number(await line.locator("b").innerText())]));
}

/** Fills in a choice of a form, by the keyboard. */
async function choose(page, label, text, option) {
  await page.getByRole("combobox", { name: label }).click();
  await page.keyboard.type(text);
  await page.getByRole("option", { name: option }).first().click();
}

async function addChange(page, kind) {
  await page.getByRole("button", { name: "Add a change" }).click();
  await page.getByRole("menuitem", { name: kind }).click();
  await page.getByRole("dialog", { name: kind }).waitFor();
}

test("what breaks and who must be told if Get Product changes, from its page", async () => {
  const { page, faults } = await open(browser, `/entity/${product}`);
  await page.getByRole("link", { name: "Plan a change" }).click();
  await heading(page, "Altering Get Product breaks 13 parts and concerns 6 teams. No new finding.").waitFor();
  assert.deepEqual((await told(page)).sort(), [["Buying Team", 4], ["Customer Relationship Team", 3], ["Finance", 4], ["Marketing", 5], ["Retail Operations Team", 3], ["Sales Team", 5]]);
  await page.getByRole("tab", { name: "Affected 13" }).click();
  const breaks = page.getByRole("region", { name: "Breaks" });
  assert.equal(await breaks.getByRole("button").count(), 13);

  await breaks.getByRole("button", { name: /^RFM Analysis/ }).click();
  assert.deepEqual(await page.getByRole("list", { name: "The way to RFM Analysis" }).getByRole("listitem").allInnerTexts(), ["Get Product", "Create Sale", "New Sales", "Input", "RFM Analysis"]);

  // The same as an address: after a reload, and by another way to make the change and back.
  const before = page.url();
  await page.reload();
  await page.getByRole("list", { name: "The way to RFM Analysis" }).waitFor();
  assert.equal(page.url(), before);
  await page.getByRole("radio", { name: /^goes, with its parts and flows 13 break, 6 teams to tell/ }).click();
  await heading(page, "Retiring Get Product breaks 13 parts and concerns 6 teams. No new finding.").waitFor();
  await page.goBack();
  await heading(page, /^Altering Get Product/).waitFor();
  assert.equal(page.url(), before);
  assert.deepEqual(faults, []);
});

test("Sales Planning is handed over by clicking, and each way to do it says what it brings", async () => {
  const { page, faults } = await open(browser, "/change");
  await heading(page, /^Nothing is planned yet/).waitFor();
  await addChange(page, "Hand over");
  await choose(page, "What", "sales planning", "Division X / Sales Planning domain");
  await choose(page, "To the team", "sales team", /^Sales Team \(division-x\/sales\)/);
  await assertAccessible(page);
  await page.getByRole("button", { name: "Add to the plan" }).click();
  await heading(page, "Handing Sales Planning to Sales Team breaks nothing and concerns 3 teams. No new finding.").waitFor();
  assert.deepEqual((await told(page)).sort(), [["Finance", 5], ["Marketing", 5], ["Sales Team", 5]]);
  await page.getByText("Gives up Sales Planning.").waitFor();
  const header = page.locator(`[data-graph] [data-slot="${planning}"]`);
  assert.equal(await header.locator("del").innerText(), "Finance", "who gives it up is struck through in the picture");
  assert.equal(await header.locator("ins").innerText(), "+ Sales Team");
  await page.getByRole("row", { name: "Owner of Sales Planning Finance Sales Team" }).waitFor();
  await page.getByText("▲ 1 owner conflict").waitFor();

  await page.getByRole("radio", { name: /^stays owner as well/ }).click();
  await page.getByRole("tab", { name: "Findings 1" }).click();
  await page.getByText("has 2 accountable teams, Sales Team and Finance").waitFor();
  await page.getByRole("radio", { name: /^becomes a consumer/ }).click();
  await heading(page, /^These 2 changes break nothing and concern 3 teams/).waitFor();
  assert.deepEqual(faults, []);
});

test("France's POS is replaced by clicking: 24 parts break", async () => {
  const { page, faults } = await open(browser, "/change");
  await addChange(page, "Replace a system");
  await choose(page, "The system", "france pos", /France POS/);
  await choose(page, "By", "japan pos", /Japan POS/);
  await page.getByRole("button", { name: "Add to the plan" }).click();
  await heading(page, /^Replacing France POS by Japan POS breaks 24 parts and concerns 12 teams/).waitFor();
  await page.getByRole("tab", { name: "Affected 24" }).waitFor();
  assert.deepEqual(faults, []);
});

test("Division V is divested by clicking: whom nobody can be told of comes first", async () => {
  const { page, faults } = await open(browser, "/change");
  await addChange(page, "Divest a division");
  await choose(page, "The division", "division v", /Division V/);
  await page.getByRole("button", { name: "Add to the plan" }).click();
  await heading(page, /^Divesting Division V breaks nothing and concerns 6 teams\. For 1 part there is nobody to tell/).waitFor();
  assert.deepEqual((await told(page))[0], ["Nobody to tell", 1]);
  await page.getByText(/^What changes \d+$/).click();
  await page.getByRole("row", { name: "Cut by a sale of Division V 33 links 0 links" }).waitFor();
  await page.getByText("After", { exact: true }).first().click();
  await page.waitForURL(/show=after/);
  assert.deepEqual(faults, []);
});

test("the other parts of a box are drawn for who asks, before and after, and go again", async () => {
  const { page, faults } = await open(browser, retire, { viewport: { width: 2400, height: 1600 } }); // so that all of it is large enough for rows
  const sale = page.locator(".react-flow__node").filter({ has: page.locator('[data-slot="domain:division-x/sale"]') });
  const rows = sale.locator("[data-slot^='capability:'], [data-slot^='port:']");
  await sale.getByText("3 other parts").click();
  await sale.getByText("Only what is asked").waitFor();
  await rows.nth(4).waitFor();
  assert.equal(await rows.count(), 5);
  await page.reload();
  await rows.nth(4).waitFor();
  await page.getByText("Before", { exact: true }).first().click();
  await page.waitForURL(/show=before/);
  await page.locator("[data-change=removed]").first().waitFor({ state: "detached" }); // it is drawn anew: before, nothing was removed
  await rows.nth(4).waitFor();
  await sale.getByText("Only what is asked").click();
  await sale.getByText("3 other parts").waitFor();
  assert.deepEqual(faults, []);
});

test("what is considered is opened as a plan, and compared side by side", async () => {
  const { page, faults } = await open(browser, "/change");
  await page.getByRole("button", { name: "The Sales Team owns Sales Planning" }).click();
  await heading(page, /^These 2 changes break nothing/).waitFor();
  await page.getByRole("button", { name: "Compare side by side" }).click();
  await heading(page, "6 plans side by side. None is written.").waitFor();
  await page.getByRole("row", { name: /^A new POS for France 24 0 0 12/ }).waitFor();
  await page.getByRole("row", { name: /^The Sales Team owns Sales Planning 0 0 4 3 0 0 as before/ }).waitFor();
  assert.deepEqual(faults, []);
});

test("a plan is copied as a command, a mutation and a file, and its link keeps the revision", async () => {
  const { page, faults } = await open(browser, handOver, { permissions: ["clipboard-read", "clipboard-write"] });
  await heading(page, /^Handing Sales Planning/).waitFor();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  const copy = async (label) => {
    await page.getByRole("button", { name: /^(Copy|Copied)$/ }).click();
    await page.getByRole("menuitem", { name: label }).click();
    await page.getByRole("button", { name: "Copied" }).first().waitFor();
    return copied();
  };
  assert.equal(await copy("As a command"), `headwater impact ${planning} --hand-over-to team:division-x/sales --server ${new URL(base).origin}`);
  assert.match(await copy("As an apply mutation"), /^mutation \{\n {2}apply\(input: \{\n {4}ifRevision: "1"/);
  assert.match(await copy(/^As an alternative/), /^title: "Handing Sales Planning to Sales Team breaks nothing"\nreason: "Nobody has said why yet\. Planned over revision 1\."\nchanges:\n {2}- handOver:\n/);
  await page.getByRole("button", { name: "Share" }).click();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).startsWith(location.origin));
  await page.goto(await copied());
  await page.getByText("As of revision 1.").waitFor();
  await heading(page, /^Handing Sales Planning/).waitFor();
  assert.deepEqual(faults, []);
});

test("a plan that cannot be made says why, and can be mended", async () => {
  const { page } = await open(browser, address({ alter: { id: product } }, { remove: { id: "domain:nowhere", cascade: true } }));
  await heading(page, "This plan cannot be made as it stands.").waitFor();
  await page.getByRole("alert").getByText(/nowhere/).waitFor();
  await assertAccessible(page);
  await page.getByRole("button", { name: "Leave out: Retire nowhere" }).click();
  await heading(page, /^Altering Get Product breaks 13 parts/).waitFor();
});

test("what is no change is refused by the address, in words", async () => {
  for (const plan of ['[{"x":1}]', '[{"remove":{}}]', '[{"replaceSystem":{"system":"a","by":"b","markets":"c"}}]']) {
    const { page } = await open(browser, `/change?plan=${encodeURIComponent(plan)}`);
    await page.getByRole("alert").getByText(/^In the address, plan=.* cannot be read: it is changes as the API takes them, in JSON, such as /).waitFor();
    assert.doesNotMatch(await page.locator("main").innerText(), /undefined/);
    await assertAccessible(page);
    await page.context().close();
  }
});

test("while the picture is laid out its boxes are sketched, and nothing is said to be missing", async () => {
  const { page } = await open(browser, "/change");
  let lay;
  const laid = new Promise((resolve) => (lay = resolve));
  await page.route(/layout\.worker/, async (route) => (await laid, route.continue()));
  await page.goto(base + retire);
  await page.getByRole("status", { name: "The picture is being drawn" }).waitFor();
  await page.getByText("Showing 14 parts").waitFor();
  assert.equal(await page.getByText("There is nothing to draw.").count(), 0);
  lay();
  await page.locator("[data-graph] .react-flow__node").first().waitFor();
  await page.getByRole("status", { name: "The picture is being drawn" }).waitFor({ state: "detached" });
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

test("where nothing is planned the playground has the query of what is considered", async () => {
  const { page, faults } = await open(browser, "/change");
  await page.getByRole("button", { name: "The Sales Team owns Sales Planning" }).waitFor();
  const address = await page.getByRole("link", { name: "Open this page’s query in the playground" }).getAttribute("href");
  assert.match(new URLSearchParams(address.split("#")[1]).get("query"), /alternatives \{/);
  assert.deepEqual(faults, []);
});

test("the picture has the room that it needs for its rows, and what changes is folded below it", async () => {
  for (const viewport of [{ width: 1440, height: 900 }, { width: 1280, height: 800 }]) {
    const { page, faults } = await open(browser, retire, { viewport });
    await page.locator("[data-graph][data-zoom=full]").waitFor();
    await page.locator(`[data-graph] [data-slot="${product}"]`).waitFor();
    const what = page.getByRole("region", { name: "What changes" });
    const row = what.getByRole("row", { name: "Get Product there gone" });
    assert.equal(await row.isVisible(), false);
    await what.getByText("What changes 5").click();
    await row.waitFor();
    await page.waitForURL(/open=table/);
    await page.reload();
    await row.waitFor();
    await assertAccessible(page);
    await what.getByText("What changes 5").click();
    await page.waitForURL((url) => !url.search.includes("open="));
    assert.deepEqual(faults, []);
    await page.context().close();
  }
});

test("from afar what is marked on a box covers nothing that is marked on a flow", async () => {
  const { page, faults } = await open(browser, retire, { viewport: { width: 1000, height: 700 } });
  const graph = page.locator("[data-graph]");
  await page.locator("[data-graph] .react-flow__node").first().waitFor();
  let seen = 0;
  for (let level = ""; level !== "block"; ) {
    await page.getByRole("button", { name: "Zoom out" }).click();
    await still(page, () => page.getByRole("group", { name: "Zoom" }).locator("span").innerText());
    level = await graph.getAttribute("data-zoom");
    const { badges, pills, covered } = await graph.evaluate((at) => {
      const zoom = parseInt(at.querySelector("[aria-label=Zoom] span").textContent) / 100;
      // Of what is grave the middle, as large as it would be near by.
      const middle = ({ x, y, width, height }, grave) => { const share = grave ? Math.min(1, zoom) : 1; return { left: x + (width * (1 - share)) / 2, right: x + (width * (1 + share)) / 2, top: y + (height * (1 - share)) / 2, bottom: y + (height * (1 + share)) / 2 }; };
      const badges = [...at.querySelectorAll("[data-mark]")].map((of) => of.getBoundingClientRect());
      const pills = [...at.querySelectorAll("svg [class*=mark] rect")].map((of) => middle(of.getBoundingClientRect(), of.closest("[data-grave]"))).filter(({ left, right }) => right > left);
      const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
      return { badges: badges.length, pills: pills.length, covered: pills.filter((pill) => badges.some((badge) => meets(pill, badge))) };
    });
    assert.deepEqual(covered, [], level);
    if (badges > 0) seen += pills;
  }
  assert.ok(seen > 0);
  assert.deepEqual(faults, []);
});

test("what changes is not folded where it takes little room, and what is opened in the picture leaves it as it is", async () => {
  const { page, faults } = await open(browser, handOver, { viewport: { width: 1440, height: 900 } });
  const what = page.getByRole("region", { name: "What changes" });
  const row = what.getByRole("row", { name: "Flows unchanged unchanged" });
  await row.waitFor();
  await what.getByText("What changes 3").click();
  await page.waitForURL(/open=table/);
  await row.waitFor({ state: "hidden" });
  await page.getByText("4 other parts").click();
  await page.waitForURL(/open=table,down0:domain:division-x\/sale/);
  await page.getByText("Only what is asked").waitFor();
  assert.equal(await row.isVisible(), false);
  assert.deepEqual(faults, []);
});

test("on a phone the picture is after the answer, then who must be told, then the changes", async () => {
  const { page } = await open(browser, retire, { viewport: { width: 390, height: 844 } });
  await page.locator("[data-graph] .react-flow__node").first().waitFor();
  const places = await Promise.all(
    [page.getByRole("heading", { level: 1 }), page.getByRole("button", { name: "Show the graph on the whole screen" }), page.getByRole("complementary", { name: "Consequences" }), page.getByRole("complementary", { name: "Changes" }), page.getByRole("region", { name: "What changes" })].map((at) => at.boundingBox()),
  );
  const ends = places.map(({ y, height }) => y + height);
  places.slice(1).forEach(({ y }, i) => assert.ok(y >= ends[i], JSON.stringify(places)));
  assert.equal(Math.round(places[1].height), 187); // and the line below it
  await page.getByRole("button", { name: "The Sales Team owns Sales Planning" }).waitFor();
});

test("of many that are considered some are named beside a plan, and it is said how many more there are", async () => {
  const { page, faults } = await open(browser, "/");
  await page.route("**/graphql", async (route) => {
    const answer = await route.fetch();
    const said = await answer.json().catch(() => undefined); // the feed of commits is no JSON
    if (!said?.data?.alternatives) return route.fulfill({ response: answer });
    const many = said.data.alternatives.flatMap((of) => [of, { ...of, name: `${of.name}-2`, title: `${of.title}, again` }]);
    await route.fulfill({ response: answer, json: { ...said, data: { ...said.data, alternatives: many } } });
  });
  await page.goto(base + retire);
  const considered = page.getByRole("region", { name: "Also considered" });
  await considered.getByText("And 6 more.").waitFor();
  assert.equal(await considered.getByRole("listitem").count(), 6);
  await considered.getByRole("button", { name: "Compare all 12 side by side" }).click();
  await heading(page, /^13 plans side by side/).waitFor();
  assert.deepEqual(faults, []);
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

test("names are inert", async () => {
  const { page, faults } = await open(browser, "/");
  const hostile = `<img src=x onerror="alert(1)"></title><script>alert(2)</script>`;
  await page.route("**/graphql", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replaceAll(/"(Get Product|Marketing)"/g, JSON.stringify(hostile)) });
  });
  await page.goto(base + retire);
  await heading(page, `Retiring ${hostile} breaks 13 parts`).waitFor();
  await page.getByRole("heading", { level: 3, name: hostile }).first().waitFor();
  assert.equal(await page.locator("main img, main script").count(), 0);
  assert.deepEqual(faults, []);
  await page.unrouteAll({ behavior: "ignoreErrors" }); // the feed of commits is still on its way
});

const pages = [
  { name: "retire", path: retire, says: /^Retiring Get Product breaks 13 parts/ },
  { name: "handover", path: handOver, says: /^Handing Sales Planning/ },
  { name: "begin", path: "/change", says: /^Nothing is planned yet/ },
  { name: "compare", path: "/change?tab=compare", says: /^6 plans side by side/ },
];

for (const { name, path, says } of pages) {
  for (const colorScheme of ["light", "dark"]) {
    test(`${name}, ${colorScheme}`, async (t) => {
      const { page, faults } = await open(browser, path, { colorScheme, viewport: { width: 1440, height: 900 } });
      await heading(page, says).waitFor();
      if (name === "retire" || name === "handover") await page.locator("[data-graph] .react-flow__node").first().waitFor();
      await assertAccessible(page);
      await screenshot(page, `change-${name}-${colorScheme}`);
      assert.deepEqual(faults, []);
      reportScreenshots(t);
    });
  }

  test(`${name}, on a phone`, async () => {
    const { page, faults } = await open(browser, path, { viewport: { width: 390, height: 844 } });
    await heading(page, says).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, "nothing sticks out");
    await assertAccessible(page);
    await screenshot(page, `change-${name}-narrow`, { fullPage: true });
    assert.deepEqual(faults, []);
  });
}
