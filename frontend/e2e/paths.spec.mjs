// All that lies between two entities: chosen by the keyboard alone or by clicking, the same again by the address.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible } from "./accessible.mjs";
import { launch, open, reportScreenshots, screenshot, settled } from "./browser.mjs";

let browser;
before(async () => void (browser = await launch()));
after(() => browser?.close());

const [getCustomer, createSale] = ["customer/get-customer", "sale/create-sale"].map((name) => `capability:division-x/${name}`);
const newSales = "port:division-x/sale/new-sales";
const planning = "domain:division-x/sales-planning";

const boxes = (page) => page.locator("[data-graph] [data-slot] > b").evaluateAll((all) => all.map((at) => at.textContent).sort());
const entries = (page) => page.locator("[data-entry]").evaluateAll((all) => all.map((at) => at.dataset.entry));
const lit = (page) => page.locator("[data-graph] svg g[data-lit]").count();
const combobox = (page, name) => page.getByRole("combobox", { name });

test("both ends are found in the palette, by the keyboard alone", async () => {
  const { page, faults } = await open(browser, "/", { viewport: { width: 1440, height: 900 } });
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("Control+K");
  await combobox(page, "Search or ask").waitFor();
  await page.keyboard.type("kind:capability division:x get customer");
  await page.getByText("1 found in Division X").waitFor();
  await page.keyboard.press("ArrowUp"); // to the last question
  await page.keyboard.press("Enter");
  await combobox(page, "Paths between Get Customer and").waitFor();
  await assertAccessible(page);
  await page.keyboard.type("kind:domain division:x sales planning");
  await page.getByText("1 found in Division X").waitFor();
  await page.keyboard.press("Enter");

  await page.getByText("2 parts lie on the ways from Get Customer to Sales Planning.").waitFor();
  await page.getByText("The shortest path: 3 flows").waitFor();
  await settled(page);
  assert.deepEqual(await boxes(page), ["Customer", "Sale", "Sales Planning"], "only what lies between is drawn");
  assert.deepEqual(await entries(page), [createSale, newSales]);
  assert.equal(await lit(page), 3);
  assert.deepEqual(new URL(page.url()).searchParams.get("select").split(","), [getCustomer, planning]);
  assert.deepEqual(faults, []);
});

for (const colorScheme of ["light", "dark"]) {
  test(`an address gives the paths again, with the rest around them for who wants it, ${colorScheme}`, async (t) => {
    const { page, faults } = await open(browser, `/explore/${getCustomer}?direction=both&select=${getCustomer},${planning}&flows=selected`, { colorScheme, viewport: { width: 1440, height: 900 } });
    await page.getByText("The shortest path: 3 flows").waitFor();
    await settled(page);
    await screenshot(page, `explore-paths-${colorScheme}`);
    await assertAccessible(page, "paths");
    assert.equal(await page.getByRole("button", { name: "Only these" }).getAttribute("aria-pressed"), "true");
    await page.getByRole("button", { name: "Only these" }).click();
    await page.waitForURL((url) => !url.searchParams.has("flows"));
    await page.locator('[data-graph] [data-slot="domain:division-x/crm"]').waitFor();
    await settled(page);
    assert.equal(await lit(page), 3, "the shortest path is lit among the rest");
    await page.locator(`[data-entry="${newSales}"]`).click();
    await page.locator(`[data-graph] [data-slot="${newSales}"][data-selected]`).waitFor();
    await page.getByText("The shortest path: 3 flows").waitFor(); // looking at one keeps the two
    await page.goBack();
    await page.getByRole("button", { name: "Only these", pressed: true }).waitFor();
    assert.deepEqual(faults, []);
    reportScreenshots(t);
  });
}

test("where nothing leads from one to the other, that is said", async () => {
  const stock = "domain:division-x/stock";
  const { page, faults } = await open(browser, `/explore/${planning}?depth=all&select=${stock},${planning}`);
  await page.getByText("No path from Stock to Sales Planning, in either direction.").waitFor();
  assert.equal(await page.getByRole("button", { name: "Only these" }).count(), 0);
  await page.getByRole("button", { name: "Clear the selection" }).click();
  await page.waitForURL((url) => !url.searchParams.has("select"));
  await page.getByRole("tab", { name: "Paths" }).click();
  await page.getByRole("button", { name: "Find it by its name" }).click();
  await combobox(page, "Paths between Sales Planning and").waitFor();
  assert.deepEqual(faults, []);
});
