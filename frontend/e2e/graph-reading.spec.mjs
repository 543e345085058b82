// Reading the graph on the example: more of a box, some of a step, and on a small screen or on paper.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { assertAccessible } from "./accessible.mjs";
import { base, launch, open, reportScreenshots, screenshot, settled, still } from "./browser.mjs";

const salesPlanning = "/explore/domain:division-x/sales-planning?depth=all";
const getProduct = "capability:division-x/product/get-product";
const getCustomer = "capability:division-x/customer/get-customer";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

async function explore(path, options) {
  const opened = await open(browser, path, { viewport: { width: 1440, height: 900 }, ...options });
  await opened.page.locator("[data-graph] [data-slot]").first().waitFor();
  return opened;
}

const slot = (page, id) => page.locator(`[data-graph] [data-slot="${id}"]`);
const box = (page, id) => page.locator(".react-flow__node").filter({ has: page.locator(`[data-slot="${id}"]`) });

test("the other parts of a box are drawn for who asks, in one request, and go again", async () => {
  const { page, faults } = await explore(salesPlanning);
  const customer = box(page, "domain:division-x/customer");
  const rows = customer.locator("[data-slot^='capability:'], [data-slot^='port:']");
  assert.equal(await rows.count(), 1);
  let asked = 0;
  page.on("request", (request) => request.url() === `${base}/graphql` && request.postData()?.includes("query LineagePage") && asked++);
  await customer.getByText("2 other parts").click();
  await customer.getByText("Only what is asked").waitFor();
  assert.equal(await rows.count(), 3);
  assert.equal(asked, 1);
  await page.getByText("Showing 5 of 5 upstream, and 2").waitFor();
  await page.reload();
  await customer.getByText("Only what is asked").click();
  await customer.getByText("2 other parts").waitFor();
  assert.equal(await rows.count(), 1);
  assert.deepEqual(faults, []);
});

describe("the menu of a handle", () => {
  test("foretells each number of steps, and opens when the handle is held", async () => {
    const { page } = await explore(salesPlanning);
    const handle = page.locator(`[data-handle="${getProduct} DOWNSTREAM"]`);
    const { x, y, width, height } = await handle.boundingBox();
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    const menu = page.getByRole("menu", { name: "Get Product, downstream" });
    await menu.getByRole("menuitem", { name: /1 step/ }).waitFor();
    await page.mouse.up();
    assert.equal(new URL(page.url()).searchParams.get("open"), null, "held is not clicked");
    assert.match(await menu.getByRole("menuitem", { name: /^All/ }).textContent(), /\+\d+$/);
    await page.keyboard.press("Escape");
    await menu.waitFor({ state: "detached" });
  });

  test("lets one choose which are drawn", async () => {
    const { page, faults } = await explore(salesPlanning);
    await page.locator(`[data-handle="${getProduct} DOWNSTREAM"]`).click({ button: "right" });
    await page.getByRole("menuitem", { name: "Choose which…" }).click();
    const list = page.getByRole("list", { name: "Which to draw" });
    await list.getByText("in Stock").first().click();
    await page.getByRole("button", { name: "Draw these" }).click();
    await slot(page, "domain:division-x/stock").waitFor();
    await page.getByRole("button", { name: "Close them" }).click();
    await slot(page, "domain:division-x/stock").waitFor({ state: "detached" });
    assert.deepEqual(faults, []);
  });
});

test("from afar a name is whole, on two lines where it must be, and nothing sticks out of its box", async () => {
  for (const [width, height] of [[1000, 640], [760, 640], [760, 560]]) {
    const { page } = await explore(`/explore/${getProduct}?direction=downstream&depth=all`, { viewport: { width, height } });
    await page.locator("[data-zoom='brief']").first().waitFor();
    await settled(page);
    const cut = await page.locator(".react-flow__node").evaluateAll((nodes) =>
      nodes.flatMap((node) => {
        const name = node.querySelector("b");
        const low = [name, ...node.querySelectorAll("[class*=brief]")].some((at) => at.getBoundingClientRect().bottom > node.getBoundingClientRect().bottom);
        return name.scrollWidth > name.clientWidth || name.scrollHeight > name.clientHeight + 1 || low ? [name.textContent] : [];
      }),
    );
    assert.deepEqual(cut, [], `${width} × ${height}`);
    await page.context().close();
  }
});

test("from afar a box says beside its name how many parts it has, at any zoom at which boxes are told apart", async () => {
  const { page, faults } = await explore(`/explore/${getProduct}?direction=downstream&depth=all`);
  const graph = page.locator("[data-graph]");
  const zoom = page.getByRole("group", { name: "Zoom" });
  const levels = new Set();
  for (let level = ""; level !== "block"; levels.add(level)) {
    await zoom.getByRole("button", { name: "Zoom out" }).click();
    const percent = await still(page, () => zoom.locator("span").innerText());
    level = await graph.getAttribute("data-zoom");
    const boxes = await page.locator(".react-flow__node").evaluateAll((nodes) =>
      nodes.map((node) => {
        const count = node.querySelector("[class*=brief]");
        const text = document.createRange();
        text.selectNodeContents(node.querySelector("b"));
        const covers = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
        const around = [...text.getClientRects(), ...[...node.querySelectorAll("[class*=monogram]")].map((at) => at.getBoundingClientRect())];
        return { name: node.querySelector("b").innerText, title: count?.title, seen: count?.innerText, covered: count && around.some((at) => covers(at, count.getBoundingClientRect())) };
      }),
    );
    if (level !== "brief") continue;
    for (const { name, title, seen, covered } of boxes) assert.ok(/^\d+/.test(seen) && title.startsWith(seen) && !covered, `${percent}: ${name}, ${title}, ${seen}`);
    await screenshot(page, `graph-afar-${percent.replace("%", "")}`);
  }
  assert.ok(levels.has("brief"));
  assert.deepEqual(faults, []);
});

test("of what is selected alone the flows are drawn, for who wants that", async () => {
  const { page } = await explore(`${salesPlanning}&select=${getCustomer}&flows=selected`);
  await page.locator("[data-graph] svg g[data-lit]").first().waitFor();
  const seen = await page.locator("[data-graph] svg g[data-flow]").evaluateAll((all) => all.filter((at) => at.getClientRects().length && getComputedStyle(at).display !== "none" && at.checkVisibility()).map((at) => at.dataset.lit));
  assert.deepEqual(seen, ["true", "true", "true"]);
});

for (const colorScheme of ["light", "dark"]) {
  test(`on a phone the answer, a thumbnail that fills the screen when tapped, and the list, in ${colorScheme}`, async (t) => {
    const { page, faults } = await explore(salesPlanning, { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme });
    await settled(page);
    await screenshot(page, `explore-390-${colorScheme}`, { fullPage: true });
    await assertAccessible(page, "phone");
    await page.getByRole("button", { name: "Show the graph on the whole screen" }).tap();
    assert.equal(await page.locator("[data-graph]").evaluate((at) => at.getBoundingClientRect().height), 844);
    const zoom = page.getByRole("group", { name: "Zoom" });
    const before = await zoom.locator("span").innerText();
    await zoom.getByRole("button", { name: "Zoom in" }).tap();
    await page.waitForFunction((before) => document.querySelector('[aria-label="Zoom"] span').textContent !== before, before);
    const { width, height } = await zoom.getByRole("button", { name: "Zoom in" }).boundingBox();
    assert.ok(width >= 44 && height >= 44, "a finger hits it");
    await zoom.getByRole("button", { name: "Show all of it" }).tap();
    await assertAccessible(page, "whole screen");
    await screenshot(page, `explore-390-full-${colorScheme}`);
    await page.getByRole("button", { name: "Close", exact: true }).tap();
    assert.ok((await page.locator("[data-graph]").boundingBox()).height < 200);
    await page.getByRole("button", { name: "More", exact: true }).tap();
    const sheet = page.getByRole("dialog", { name: "What is shown" });
    await sheet.getByRole("radio", { name: "Domain" }).waitFor({ state: "attached" });
    await assertAccessible(page, "sheet");
    await sheet.getByRole("button", { name: "Close", exact: true }).tap();
    assert.deepEqual(faults, []);
    reportScreenshots(t);
  });
}

for (const colorScheme of ["light", "dark"]) test(`on a screen of medium width the list is a drawer, in ${colorScheme}`, async () => {
  const { page } = await explore(salesPlanning, { viewport: { width: 1000, height: 800 }, colorScheme });
  const entry = page.locator(`[data-entry="${getCustomer}"]`);
  assert.equal(await entry.isVisible(), false);
  await page.getByRole("button", { name: "List" }).click();
  await entry.waitFor();
  await entry.click();
  await slot(page, getCustomer).and(page.locator("[data-selected]")).waitFor();
  await settled(page);
  await assertAccessible(page, "drawer");
  await screenshot(page, `explore-1000-${colorScheme}`);
});

for (const colorScheme of ["light", "dark"]) {
  test(`what opens over the graph is accessible, in ${colorScheme}`, async () => {
    const { page, faults } = await explore(salesPlanning, { colorScheme });
    const opens = {
      filter: [() => page.getByRole("button", { name: "Filter" }).click(), page.getByRole("textbox", { name: "Name has" })],
      export: [() => page.getByRole("button", { name: "Export" }).click(), page.getByRole("menuitem", { name: "Picture as SVG" })],
      handle: [() => page.locator(`[data-handle="${getProduct} DOWNSTREAM"]`).click({ button: "right" }), page.getByRole("menuitem", { name: /^All/ })],
      find: [() => page.locator("[data-graph]").press("/"), page.getByRole("textbox", { name: "Find in this graph" })],
      keys: [() => page.locator("[data-graph]").press("?"), page.getByRole("dialog", { name: "Keys in the graph" })],
      theme: [() => page.getByRole("button", { name: "Theme" }).click(), page.getByRole("menuitemradio", { name: "Dark" })],
    };
    for (const [name, [open, shown]] of Object.entries(opens)) {
      await open();
      await shown.waitFor();
      await settled(page);
      await assertAccessible(page, name);
      await screenshot(page, `explore-over-${name}-${colorScheme}`);
      await page.keyboard.press("Escape");
      await shown.waitFor({ state: "detached" });
    }
    assert.deepEqual(faults, []);
  });

  test(`a change to Get Product reaches 13 parts, in ${colorScheme}`, async (t) => {
    const { page, faults } = await explore(`/explore/${getProduct}?direction=downstream&depth=all`, { colorScheme });
    await page.getByRole("heading", { level: 1, name: /^Get Product feeds 13 parts/ }).waitFor();
    await page.getByText("Showing 13 of 13 downstream").waitFor();
    await settled(page);
    await screenshot(page, `explore-impact-${colorScheme}`);
    await assertAccessible(page, "impact");
    await page.setViewportSize({ width: 390, height: 844 });
    await settled(page);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, "nothing sticks out of a phone");
    await screenshot(page, `explore-impact-390-${colorScheme}`, { fullPage: true });
    await page.goto(`${base}/explore`);
    await settled(page);
    await assertAccessible(page, "map on a phone");
    await screenshot(page, `explore-map-390-${colorScheme}`, { fullPage: true });
    await page.setViewportSize({ width: 1440, height: 900 });
    await settled(page);
    await assertAccessible(page, "map");
    await screenshot(page, `explore-map-${colorScheme}`);
    assert.deepEqual(faults, []);
    reportScreenshots(t);
  });
}

test("on paper the answer, the picture on one page, and all of the list", async () => {
  const { page } = await explore(salesPlanning);
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.ok(await page.locator("h1").isVisible());
  assert.equal(await page.getByRole("button", { name: "Export" }).isVisible(), false);
  assert.equal(await page.locator("[data-entry]:visible").count(), 5);
  const picture = await page.locator("[data-graph]").boundingBox();
  assert.ok(picture.height > 300 && picture.height <= 700, `one page: ${picture.height}`);
  const pdf = await page.pdf({ format: "A4", landscape: true });
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
  assert.ok(pages >= 2 && pages <= 4, `${pages} pages`);
});

test("in domains, boxes are closed and flows say how many they are", async (t) => {
  for (const colorScheme of ["light", "dark"]) {
    const { page } = await explore("/explore/domain:division-x/sales-planning?depth=all&grain=domain", { colorScheme });
    await settled(page);
    await screenshot(page, `explore-domains-${colorScheme}`);
    await assertAccessible(page, "domains");
  }
  reportScreenshots(t);
});
