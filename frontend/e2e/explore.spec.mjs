// The graph of an entity's lineage, as a person sees it and as the keyboard and the list reach it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { assertAccessible } from "./accessible.mjs";
import { base, launch, open, reportScreenshots, screenshot, settled } from "./browser.mjs";
import { feeds, link, put, startServer } from "./server.mjs";

const salesPlanning = "/explore/domain:division-x/sales-planning?depth=all";
const [createSale, getCustomer, getProduct] = ["sale/create-sale", "customer/get-customer", "product/get-product"].map((name) => `capability:division-x/${name}`);

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** The page with its drawing laid out. */
async function explore(path, options) {
  const opened = await open(browser, path, { viewport: { width: 1440, height: 900 }, ...options });
  await drawn(opened.page);
  return opened;
}

const drawn = (page) => page.locator("[data-graph] [data-slot]").first().waitFor();
const slot = (page, id) => page.locator(`[data-graph] [data-slot="${id}"]`);
const texts = (page, selector) => page.locator(selector).evaluateAll((all) => all.map((at) => at.textContent));
const entries = (page) => page.locator("[data-entry]").evaluateAll((all) => all.map((at) => at.dataset.entry));

/** The documents that are sent while something is done, by the name of their operation. */
async function asked(page, act) {
  const names = [];
  const note = (request) => request.url() === `${base}/graphql` && names.push(/(?:query|subscription) (\w+)/.exec(request.postData())?.[1]);
  page.on("request", note);
  await act();
  page.off("request", note);
  return names;
}

describe("what feeds Sales Planning", () => {
  for (const colorScheme of ["light", "dark"]) {
    test(`is five parts of four domains, in ${colorScheme}`, async (t) => {
      const { page, faults } = await explore(`${salesPlanning}&select=${getCustomer}`, { colorScheme });
      assert.match(await page.locator("h1").textContent(), /^Sales Planning is fed by 5 parts of 4 domains, all exact\. Owned by Finance\.$/);
      assert.deepEqual((await texts(page, "[data-graph] [data-slot] > b")).sort(), ["Customer", "Location", "Product", "Sale", "Sales Planning"]);
      assert.deepEqual((await texts(page, "[data-graph] [data-slot] > span:first-of-type:not([data-slot])")).filter((name) => name.length > 2).sort(), [
        "Create Sale", "Get Customer", "Get Product", "Get Store", "New Sales", "Sales Forecast", "Top Products", "Top Stores",
      ]);
      await page.getByText("Showing 5 of 5 upstream").waitFor();
      await page.getByText("Why: 3 flows, all declared").waitFor();
      assert.equal(await page.locator("[data-graph] svg g[data-lit]").count(), 3, "the path from Get Customer has three flows");
      await settled(page);
      await screenshot(page, `explore-${colorScheme}`);
      await assertAccessible(page, "explore");
      assert.deepEqual(faults, []);
      reportScreenshots(t);
    });
  }

  test("is the same in the list as in the graph", async () => {
    const { page } = await explore(salesPlanning);
    const start = "domain:division-x/sales-planning";
    const inGraph = await page.locator("[data-graph] [data-slot]").evaluateAll((all) => all.map((at) => at.dataset.slot));
    const parts = inGraph.filter((id) => !id.startsWith("domain:") && !id.includes("/sales-planning/"));
    assert.deepEqual((await entries(page)).sort(), parts.sort(), start);
    assert.deepEqual(await entries(page), [
      "capability:division-x/location/get-store", getProduct, "port:division-x/sale/new-sales", createSale, getCustomer,
    ]);
  });

  test("is one step until more is asked for", async () => {
    const { page } = await explore("/explore/domain:division-x/sales-planning");
    await page.getByText("Showing 3 of 5 upstream").waitFor();
    await page.getByRole("button", { name: "More depth" }).click();
    await page.getByText("Showing 4 of 5 upstream").waitFor();
    assert.equal(new URL(page.url()).searchParams.get("depth"), "2");
  });
});

test("selecting in the graph selects in the list, and the other way round, and the address holds it", async () => {
  const { page } = await explore(salesPlanning);
  await slot(page, getCustomer).click();
  await page.locator(`[data-entry="${getCustomer}"][aria-selected="true"]`).waitFor();
  assert.equal(new URL(page.url()).searchParams.get("select"), getCustomer);
  await page.locator(`[data-entry="${createSale}"]`).click();
  await slot(page, createSale).and(page.locator("[data-selected]")).waitFor();
  await page.reload();
  await drawn(page);
  await slot(page, createSale).and(page.locator("[data-selected]")).waitFor();
});

test("a handle says how many it brings, brings them in one request, and the clicked box stays where it is", async () => {
  const { page } = await explore(salesPlanning);
  const handle = page.locator(`[data-handle="${getProduct} DOWNSTREAM"]`);
  assert.equal(await handle.textContent(), "+2");
  const before = await slot(page, getProduct).boundingBox();
  const names = await asked(page, async () => {
    await handle.click();
    await page.getByText("and 2 neighbours you opened").waitFor();
    await page.locator('[data-graph] [data-slot="domain:division-x/stock"]').waitFor();
  });
  assert.deepEqual(names, ["LineagePage"]);
  await settled(page);
  assert.deepEqual(await slot(page, getProduct).boundingBox(), before);
  assert.equal(await handle.textContent(), "−");
  await screenshot(page, "explore-opened");
  await handle.click();
  await page.locator('[data-graph] [data-slot="domain:division-x/stock"]').waitFor({ state: "detached" });
});

test("with the keyboard alone one walks from Sales Planning to Get Customer", async () => {
  const { page, faults } = await explore(salesPlanning);
  const graph = page.locator("[data-graph]");
  for (let tabs = 0; tabs < 60 && !(await graph.evaluate((at) => at === document.activeElement)); tabs++) await page.keyboard.press("Tab");
  assert.ok(await graph.evaluate((at) => at === document.activeElement), "the graph is a tab stop");
  const cursor = () => page.locator("[data-cursor]").first().getAttribute("data-slot");
  const walked = [];
  for (const key of ["ArrowLeft", "ArrowLeft", "ArrowLeft"]) {
    await page.keyboard.press(key);
    walked.push(await cursor());
  }
  assert.deepEqual(walked.slice(0, 2), ["port:division-x/sale/new-sales", createSale]);
  for (let steps = 0; steps < 8 && (await cursor()) !== getCustomer; steps++) await page.keyboard.press("ArrowUp");
  assert.equal(await cursor(), getCustomer);
  assert.match(await graph.locator("[aria-live]").first().textContent(), /Get Customer in Customer/);
  await page.keyboard.press("Enter");
  await page.locator(`[data-entry="${getCustomer}"][aria-selected="true"]`).waitFor();
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !new URL(location.href).searchParams.has("select"));
  assert.deepEqual(faults, []);
});

test("between two that are selected all paths are lit, and told", async () => {
  const { page } = await explore(salesPlanning);
  await slot(page, getProduct).click();
  await slot(page, "domain:division-x/sales-planning").click({ modifiers: ["Shift"] });
  await page.getByText("Paths between Get Product and Sales Planning").waitFor();
  await page.getByText("2 parts lie on the ways from Get Product to Sales Planning.").waitFor();
  await page.getByText("The shortest path: 1 flow").waitFor();
  assert.equal(await page.locator("[data-graph] svg g[data-lit]").count(), 1, "the shortest has one flow");
  assert.deepEqual(await entries(page), [createSale, "port:division-x/sale/new-sales"]);
});

test("a filter keeps the flows through what it hides", async () => {
  const { page } = await explore(`${salesPlanning}&kinds=capability&direction=upstream`);
  await page.getByText("Showing 4 of 5 upstream").waitFor();
  await page.getByText("1 hidden").first().waitFor();
  await page.getByRole("list", { name: "Legend" }).getByText("Implied").waitFor();
});

test("what is looked for in the graph is found and selected", async () => {
  const { page } = await explore(salesPlanning);
  await page.locator("[data-graph]").focus();
  await page.keyboard.press("/");
  await page.getByRole("textbox", { name: "Find in this graph" }).fill("get cust");
  await page.getByText("1 of 1").waitFor();
  await page.keyboard.press("Enter");
  await slot(page, getCustomer).and(page.locator("[data-selected]")).waitFor();
});

test("the picture that is taken away has its edges in it, at twice the size", async () => {
  const { page, faults } = await explore(salesPlanning);
  const take = async (item) => {
    await page.getByRole("button", { name: "Export" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: item }).click()]);
    return readFileSync(await download.path());
  };
  const svg = (await take("Picture as SVG")).toString();
  assert.doesNotMatch(svg, /var\(--|class=|https?:\/\/(?!www\.w3\.org|127\.0\.0\.1)/, "it needs nothing but itself");
  assert.match(svg, /Get Customer/);
  assert.match((await take("Diagram as Mermaid")).toString(), /^(flowchart|graph) /m);
  assert.equal((await take("List as CSV")).toString().trim().split("\r\n").length, 6);

  const png = await take("Picture as PNG");
  const { x, y, width } = firstFlow(svg);
  const seen = await page.evaluate(readPixels, { png: [...png], points: [[2 * (x + 4), 2 * y], [2 * (x + 4), 2 * (y + 8)]] });
  assert.equal(seen.width, 2 * width);
  assert.notDeepEqual(seen.colours[0], seen.colours[1], "an edge is drawn where the SVG has one");
  assert.deepEqual(faults, []);
});

/** Where the first flow of the SVG begins, from its corner. */
function firstFlow(svg) {
  const [, x, y] = /<g transform="translate\(([-\d.]+) ([-\d.]+)\)"><g data-flow/.exec(svg).map(Number);
  const [, fromX, fromY] = /<g data-flow[^>]*>(?:<path [^>]*stroke="[^>]*>)?<path d="M([-\d.]+),([-\d.]+)/.exec(svg).map(Number);
  return { x: x + fromX, y: y + fromY, width: Number(/width="(\d+)"/.exec(svg)[1]) };
}

/** In the page: how wide a picture is, and its colour at some points. */
async function readPixels({ png, points }) {
  const bitmap = await createImageBitmap(new Blob([new Uint8Array(png)], { type: "image/png" }));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  context.drawImage(bitmap, 0, 0);
  return { width: bitmap.width, colours: points.map(([x, y]) => [...context.getImageData(Math.round(x), Math.round(y), 1, 1).data]) };
}

test("within a division is also what serves it alone, as the API has it", async (t) => {
  const { base: at, apply, stop } = await startServer();
  t.after(stop);
  await apply(
    ...["x", "y"].map((name) => put(`division:${name}`, { name: `Division ${name.toUpperCase()}` })), put("domain:sale", { name: "Sale", container: "division:x" }),
    ...["till", "dwh"].map((name) => put(`system:${name}`, { name })), ...["till", "dwh"].map((name) => put(`dataset:${name}/rows`, { name: `Rows of ${name}`, container: `system:${name}` })),
    link("SERVES", "system:till", "division:x"), link("SERVES", "system:dwh", "division:x"), link("SERVES", "system:dwh", "division:y"),
    feeds("dataset:till/rows", "domain:sale"), feeds("dataset:dwh/rows", "domain:sale"),
  );
  const { page, faults } = await open(browser, "/explore/domain:sale", { at });
  await page.locator('[data-entry="dataset:dwh/rows"]').waitFor();
  await page.getByRole("button", { name: "Filter" }).click();
  await page.getByRole("combobox", { name: "Within" }).click();
  await page.getByRole("option", { name: "Division X · 1" }).click();
  await page.waitForURL(/within=division:x/);
  await page.locator('[data-entry="dataset:dwh/rows"]').waitFor({ state: "detached" });
  await page.locator('[data-entry="dataset:till/rows"]').waitFor();
  assert.deepEqual(faults, []);
});

test("the map shows every domain and the flows between, and choosing one leads to its lineage", async () => {
  const { page, faults } = await explore("/explore");
  assert.match(await page.locator("h1").textContent(), /^26 flows join the 16 domains of 2 divisions\./);
  assert.equal((await texts(page, "[data-graph] [data-slot] > b")).length, 16);
  await settled(page);
  await screenshot(page, "explore-map");
  await assertAccessible(page, "map");
  await slot(page, "domain:division-x/product").dblclick();
  await page.waitForURL(`${base}/explore/domain:division-x/product`);
  await drawn(page);
  assert.deepEqual(faults, []);
});
