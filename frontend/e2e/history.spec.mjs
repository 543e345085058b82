// History, and a plan that is carried out: at a server of its own, whose catalog may change.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { assertAccessible } from "./accessible.mjs";
import { following, launch, screenshot } from "./browser.mjs";
import { startServer } from "./server.mjs";

let browser, server;
before(async () => {
  server = await startServer();
  await server.apply({ put: { id: "division:north", name: "North" } }, { put: { id: "domain:north/orders", name: "Orders" } }, { put: { id: "domain:north/billing", name: "Billing" } });
  await server.apply({ put: { id: "team:north/sales", name: "Sellers" } }, { put: { id: "team:north/money", name: "Money" } }, { link: { relation: "OWNS", from: "team:north/sales", to: "domain:north/orders" } });
  await server.apply({ link: { relation: "FEEDS", from: "domain:north/orders", to: "domain:north/billing" } });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

// A page that is left open follows the catalog, and asks again at each of a later test's commits.
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));

async function visit(path, options) {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })).newPage();
  const faults = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(server.base + path);
  return { page, faults };
}

const heading = (page, text) => page.getByRole("heading", { level: 1, name: text });

test("commits are shown with who, why and what they changed, and filtered", async () => {
  const { page, faults } = await visit("/history");
  await heading(page, /^3 commits so far/).waitFor();
  await page.getByRole("button", { name: "r3 A test's" }).click();
  await page.getByRole("row", { name: "Orders feeds Billing not recorded recorded" }).waitFor();
  await page.getByRole("combobox", { name: "That concern" }).click();
  await page.keyboard.type("billing");
  await page.getByRole("option", { name: /Billing/ }).first().click();
  await heading(page, /^2 commits to Billing are what you look for/).waitFor();
  await page.reload();
  await heading(page, /^2 commits to Billing/).waitFor();
  await page.getByRole("textbox", { name: "By" }).fill("nobody");
  await page.keyboard.press("Enter");
  await page.getByText("No commit is like that.").waitFor();
  await page.getByRole("button", { name: "Show all" }).click();
  await heading(page, /^3 commits so far/).waitFor();
  assert.deepEqual(faults, []);
});

test("any page as it was, and back to now", async () => {
  const { page, faults } = await visit("/history");
  await page.getByRole("link", { name: "See all as of then: revision 1" }).click();
  await page.getByText("As of revision 1.").waitFor();
  await page.goto(`${server.base}/entity/domain:north/orders?at=1`);
  await heading(page, /^Orders has no owner/).waitFor();
  await page.getByRole("link", { name: "Back to now" }).click();
  await heading(page, /^Orders is owned by Sellers/).waitFor();
  assert.deepEqual(faults, []);
});

test("two points are compared, with the lineage gained, and shared by the address", async () => {
  const { page, faults } = await visit("/history");
  await page.getByRole("textbox", { name: "Before" }).fill("1");
  await page.getByRole("textbox", { name: "After" }).fill("3");
  await page.getByRole("button", { name: "Compare" }).click();
  await page.waitForURL(`${server.base}/history?from=1&to=3`);
  await heading(page, "2 entities and 2 links differ between revision 1 and revision 3. 4 came.").waitFor();
  await page.getByRole("row", { name: /Gained Billing .*Orders .*not 1 step/ }).waitFor();
  await page.getByText("Downstream", { exact: true }).click();
  await page.getByRole("row", { name: /Gained Orders .*Billing .*not 1 step/ }).waitFor();
  await assertAccessible(page);
  await page.reload();
  await page.getByRole("row", { name: /Gained Orders .*Billing/ }).waitFor();
  await page.getByRole("textbox", { name: "Before" }).fill("yesterday");
  await page.getByRole("button", { name: "Compare" }).click();
  await page.getByText(/^Each is a revision such as 12/).waitFor();
  assert.deepEqual(faults, []);
});

for (const colorScheme of ["light", "dark"]) {
  test(`accessible, ${colorScheme}`, async () => {
    for (const [name, path] of [["timeline", "/history"], ["compare", "/history?from=0"]]) {
      const { page } = await visit(path, { colorScheme });
      await page.locator("main h1").waitFor();
      await assertAccessible(page);
      await screenshot(page, `history-${name}-${colorScheme}`);
      await page.setViewportSize({ width: 390, height: 844 });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${name}: nothing sticks out of a phone`);
      await assertAccessible(page);
      await screenshot(page, `history-${name}-${colorScheme}-narrow`, { fullPage: true });
    }
  });
}

test("a plan is applied once, and another page shows it without being loaded anew", async () => {
  const { page: watching } = await visit("/entity/domain:north/orders");
  await heading(watching, /^Orders is owned by Sellers/).waitFor();
  await following(watching);
  let loads = 0;
  watching.on("load", () => loads++);

  const { page, faults } = await visit(`/change?plan=${encodeURIComponent(JSON.stringify([{ handOver: { entity: "domain:north/orders", to: "team:north/money" } }]))}`);
  await heading(page, /^Handing Orders to Money breaks nothing/).waitFor();
  await page.getByRole("button", { name: "Apply…" }).click();
  await page.getByRole("dialog").getByText("Hand Orders over to Money").waitFor();
  await page.getByRole("textbox", { name: "Why" }).fill("They count it");
  await assertAccessible(page);
  await page.getByRole("button", { name: "Apply over revision 3" }).click();
  await page.getByRole("heading", { name: "Applied: revision 4" }).waitFor();
  await heading(watching, /^Orders is owned by Money/).waitFor();
  assert.equal(loads, 0);

  await page.getByRole("link", { name: "See the commit" }).click();
  await page.waitForURL(`${server.base}/history?from=3&to=4`);
  await page.getByRole("row", { name: "Owner of Orders Sellers Money" }).waitFor();
  await page.getByRole("link", { name: "History" }).first().click();
  await page.getByRole("button", { name: "r4 They count it" }).waitFor();
  assert.deepEqual(faults, []);
});

test("what the catalog has outrun is not applied, and says so", async () => {
  const { page } = await visit(`/change?at=1&plan=${encodeURIComponent(JSON.stringify([{ put: { id: "domain:north/orders", name: "Sales orders" } }]))}`);
  await page.getByText(/commits since/).waitFor();
  await page.getByRole("link", { name: "Lay it over now" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Apply…" }).count(), 0, "in the past nothing is applied");
  await assertAccessible(page);
  await screenshot(page, "history-outrun");
  await page.getByRole("link", { name: "Lay it over now" }).click();
  await page.waitForURL((url) => !url.searchParams.has("at") && url.searchParams.has("plan"));
  await page.getByRole("button", { name: "Apply…" }).click();
  // Somebody commits between the look and the click: the server is asked to apply over what is no longer the newest.
  await page.route("**/graphql", (route) => route.continue({ postData: route.request().postData()?.replace('"ifRevision":"4"', '"ifRevision":"3"') }));
  await page.getByRole("button", { name: "Apply over revision 4" }).click();
  await page.getByRole("alert").getByText(/The catalog has moved on since/).waitFor();
});

test("who may only look is told so before the click", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route("**/session", (route) => route.fulfill({ json: { name: "reader", scopes: ["read"] } }));
  await page.goto(`${server.base}/change?plan=${encodeURIComponent(JSON.stringify([{ remove: { id: "domain:north/billing", cascade: true } }]))}`);
  await page.getByText("You may look, not change: ask for the scope write.").waitFor();
  assert.equal(await page.getByRole("button", { name: "Apply…" }).isDisabled(), true);
});

test("what is retired is gone, and the page behind the news shows what it was", async () => {
  const { page, faults } = await visit(`/change?plan=${encodeURIComponent(JSON.stringify([{ remove: { id: "domain:north/billing", cascade: true } }]))}`);
  await heading(page, /^Retiring Billing breaks nothing/).waitFor();
  await following(page);
  await page.getByRole("button", { name: "Apply…" }).click();
  await page.getByRole("dialog").getByText("Retire Billing").waitFor();
  await page.getByRole("button", { name: "Apply over revision 4" }).click();
  await page.getByRole("heading", { name: "Applied: revision 5" }).waitFor();
  await page.getByText("1 commit since.").waitFor(); // the commit has come to this page too
  await page.locator("[data-graph] [data-slot='domain:north/billing']").waitFor();
  await page.locator("h1").filter({ hasText: /^Retiring Billing breaks nothing/ }).waitFor();
  assert.equal(await page.getByRole("alert").count(), 0, "nothing is wrong");
  await assertAccessible(page);
  await screenshot(page, "history-retired");
  await page.getByRole("link", { name: "See the commit" }).click();
  await page.waitForURL(`${server.base}/history?from=4&to=5`);
  await page.getByRole("row", { name: "Billing there gone" }).waitFor();

  await page.goBack();
  await page.getByText("As of revision 4.").waitFor();
  await heading(page, /^Retiring Billing breaks nothing/).waitFor();
  await page.reload();
  await heading(page, /^Retiring Billing breaks nothing/).waitFor();
  await page.getByRole("link", { name: "Applied as revision 5" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Apply…" }).count(), 0, "it is applied once");
  await screenshot(page, "history-applied");
  await page.getByRole("link", { name: "Applied as revision 5" }).click();
  await page.waitForURL(`${server.base}/history?from=4&to=5`);
  assert.deepEqual(faults, []);
});

test("after what was applied something else is planned, over what is there now", async () => {
  const { page, faults } = await visit(`/change?plan=${encodeURIComponent(JSON.stringify([{ put: { id: "domain:north/returns", name: "Returns" } }]))}`);
  await page.getByRole("button", { name: "Apply…" }).click();
  await page.getByRole("button", { name: "Apply over revision 5" }).click();
  await page.getByRole("button", { name: "Plan something else" }).click();
  await heading(page, /^Nothing is planned yet/).waitFor();
  assert.equal(page.url(), `${server.base}/change`);
  assert.deepEqual(faults, []);
});

test("older commits are loaded when asked for, and what is committed meanwhile comes by itself", async () => {
  for (let at = 0; at < 60; at++) await server.apply({ put: { id: "domain:north/orders", description: `The ${at}th` } });
  const { page, faults } = await visit("/history");
  await heading(page, /^\d+ commits so far/).waitFor();
  const lines = page.getByRole("button", { name: /^r\d+ / });
  assert.equal(await lines.count(), 50);
  await page.getByRole("button", { name: "Load older" }).click();
  await page.getByRole("button", { name: /^r1 A test's/ }).waitFor();
  const all = await lines.count();
  assert.equal(await page.getByRole("button", { name: "Load older" }).count(), 0);
  await following(page);
  await server.apply({ put: { id: "domain:north/orders", description: "The last" } });
  await page.getByRole("button", { name: new RegExp(`^r${all + 1} `) }).waitFor();
  assert.equal(await lines.count(), all + 1, "none is lost between the pages");
  assert.deepEqual(faults, []);
});
