// The web app around its pages: the bar, the palette, the theme, the past, addresses, and what is said when something is
// not there. Every page is watched: no violation of its policy, no request to elsewhere, no console error.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible } from "./accessible.mjs";
import { base, launch, open, reportScreenshots, screenshot } from "./browser.mjs";

let browser;
before(async () => void (browser = await launch()));
after(() => browser?.close());

const heading = (page, text) => page.getByRole("heading", { level: 1, name: text });
const planning = "/entity/domain:division-x/sales-planning";

const pages = [
  { name: "home", path: "/", says: "What do you want to know?" },
  { name: "entity", path: planning, says: /^Sales Planning is owned by Finance, fed by 5 parts and used by Marketing and Sales Team\.$/ },
  { name: "not-found", path: "/entity/domain:division-x/sales-plannin", says: "No “domain:division-x/sales-plannin”" },
  { name: "empty", path: "/?at=0", says: "Nothing is recorded yet" },
];

for (const colorScheme of ["light", "dark"]) {
  for (const { name, path, says } of pages) {
    test(`${name}, ${colorScheme}`, async (t) => {
      const { page, faults } = await open(browser, path, { colorScheme, viewport: { width: 1440, height: 900 } });
      await heading(page, says).waitFor();
      assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), colorScheme);
      await assertAccessible(page);
      await screenshot(page, `app-${name}-${colorScheme}`);
      assert.deepEqual(faults, []);
      reportScreenshots(t);
    });
  }
}

test("on a phone nothing sticks out, and the places are in a menu", async () => {
  for (const { name, path, says } of pages) {
    const { page, faults } = await open(browser, path, { viewport: { width: 390, height: 844 } });
    await heading(page, says).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${name} is as wide as the screen`);
    await assertAccessible(page);
    await screenshot(page, `app-${name}-narrow`);
    await page.getByRole("button", { name: "Go to" }).click();
    await page.getByRole("menuitem", { name: "History" }).click();
    await page.waitForURL("**/history**");
    assert.deepEqual(faults, []);
  }
});

test("each place of the bar opens its page, says where one is, and gives the keyboard its top", async () => {
  const { page, faults } = await open(browser, "/");
  for (const place of ["Explore", "Catalog", "Ownership", "Divisions", "Change", "History"]) {
    await page.evaluate(() => document.querySelector("main h1")?.setAttribute("data-left", ""));
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: place }).click();
    await page.locator(`nav a[aria-current=page]:text("${place}")`).waitFor();
    await page.locator("main h1:not([data-left])").waitFor();
    await page.waitForFunction(() => document.activeElement.id === "main");
    await assertAccessible(page);
  }
  assert.deepEqual(faults, []);
});

for (const colorScheme of ["light", "dark"]) {
  test(`the palette finds as one types, by the keyboard alone, ${colorScheme}`, async () => {
    const { page, faults } = await open(browser, "/", { colorScheme });
    await heading(page, "What do you want to know?").waitFor();
    await page.keyboard.press("Control+K");
    const box = page.getByRole("combobox", { name: "Search or ask" });
    await box.waitFor();
    await page.keyboard.type("top pro");
    await page.getByText("4 found").waitFor();
    const options = page.getByRole("option");
    assert.equal(await options.count(), 9, "4 ports, and 5 questions about the first");
    assert.match(await options.first().innerText(), /Top Products\s+in Inventory Planning, Division V\s+BU\s+Buying Team/);
    await screenshot(page, `app-palette-${colorScheme}`);
    await assertAccessible(page);

    await page.keyboard.press("ArrowDown");
    assert.equal(await box.getAttribute("aria-activedescendant"), await options.nth(1).getAttribute("id"));
    assert.equal(await options.nth(1).getAttribute("aria-selected"), "true");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${base}/entity/port:division-v/sales-planning/top-products`);
    await heading(page, /^Top Products is owned by Finance/).waitFor();
    assert.deepEqual(faults, []);
  });
}

test("the page behind the palette stays where it is, whether it can be scrolled or not", async () => {
  for (const height of [1200, 400]) {
    const { page, faults } = await open(browser, "/", { viewport: { width: 1200, height } });
    const search = page.getByRole("button", { name: "Search or ask" });
    await heading(page, "What do you want to know?").waitFor();
    const before = await search.boundingBox();
    await page.keyboard.press("Control+K");
    await page.getByRole("combobox", { name: "Search or ask" }).waitFor();
    assert.deepEqual(await page.locator("header button", { hasText: "Search or ask" }).boundingBox(), before);
    assert.deepEqual(faults, []);
  }
});

test("the palette asks about what is chosen, and narrows by kind", async () => {
  const { page, faults } = await open(browser, "/");
  await page.getByRole("button", { name: "Search or ask" }).click();
  await page.getByRole("combobox", { name: "Search or ask" }).waitFor();
  await page.keyboard.type("kind:domain stock");
  await page.getByText("2 found").waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab"); // to the questions
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${base}/explore/domain:division-x/stock?direction=downstream`);
  assert.deepEqual(faults, []);
});

test("the theme can be chosen, and stays", async () => {
  const { page, faults } = await open(browser, "/", { colorScheme: "light" });
  const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  await page.getByRole("button", { name: "Theme" }).click();
  await assertAccessible(page);
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await page.waitForFunction(() => document.documentElement.dataset.mantineColorScheme === "dark");
  await page.reload();
  await heading(page, "What do you want to know?").waitFor();
  assert.equal(await scheme(), "dark");
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("menuitemradio", { name: "As the system" }).click();
  await page.waitForFunction(() => document.documentElement.dataset.mantineColorScheme === "light");
  assert.deepEqual(faults, []);
});

test("the past is said on every page until one goes back to now", async () => {
  const { page, faults } = await open(browser, `${planning}?at=1`);
  const banner = page.getByRole("status").filter({ hasText: "As of revision 1." });
  await banner.getByText("Nothing has been committed since.").waitFor();
  await assertAccessible(page);
  await screenshot(page, "app-as-of-light");
  await page.getByRole("link", { name: "Ownership" }).click();
  await page.waitForURL(`${base}/ownership?at=1`);
  await banner.waitFor();
  await page.goBack();
  await heading(page, /^Sales Planning/).waitFor();
  await page.getByRole("link", { name: "Back to now" }).click();
  await page.waitForURL(base + planning);
  assert.equal(await banner.count(), 0);
  assert.deepEqual(faults, []);
});

test("an address gives its view again, after a reload and going back", async () => {
  const { page, faults } = await open(browser, "/explore/domain:division-x/sales-planning?direction=both&depth=2&at=1");
  await heading(page, /^Sales Planning is fed by/).waitFor();
  const address = page.url();
  await page.reload();
  await heading(page, /^Sales Planning is fed by/).waitFor();
  assert.equal(page.url(), address);
  await page.getByRole("link", { name: "History" }).click();
  await page.waitForURL("**/history?at=1");
  await page.goBack();
  await heading(page, /^Sales Planning is fed by/).waitFor();
  assert.equal(page.url(), address);
  assert.deepEqual(faults, []);
});

test("an address that cannot be read says what may stand there", async () => {
  for (const path of ["/explore?depth=0", "/?at=yesterday"]) {
    const { page } = await open(browser, path);
    await page.getByRole("alert").getByText(/^In the address, .+ cannot be read: it is /).waitFor();
    await assertAccessible(page);
  }
});

test("what is not there leads to what is near", async () => {
  const { page, faults } = await open(browser, "/entity/top%20product");
  await heading(page, "No “top product”").waitFor();
  const near = page.getByRole("region", { name: "Near it" });
  await near.getByText("Port in Division X / Sales Planning").waitFor();
  await near.getByRole("link", { name: "Top Products" }).first().click();
  await heading(page, /^Top Products is owned by/).waitFor();
  assert.deepEqual(faults, []);
});

test("the page's own question opens in the playground, and answers", async () => {
  const { page, faults } = await open(browser, planning);
  await heading(page, /^Sales Planning/).waitFor();
  await page.getByRole("link", { name: "Open this page’s query in the playground" }).click();
  await page.locator(".graphiql-tabs [role=tab][aria-selected=true]", { hasText: "EntityPage" }).waitFor();
  assert.equal(new URL(page.url()).hash, "", "a reload keeps what is typed since");
  await page.waitForFunction(() => localStorage.getItem("graphiql:query")?.includes("query EntityPage")); // GraphiQL has read it
  const asked = page.waitForResponse((answer) => answer.request().postData()?.includes("query EntityPage"));
  await page.locator(".graphiql-execute-button").click();
  const answer = await (await asked).json();
  assert.equal(answer.data.catalog.entity.name, "Sales Planning");
  assert.deepEqual(faults, []);
});

test("when the server stops answering, what was there stays, with the cause and a way to try again", async () => {
  const { page } = await open(browser, "/ownership");
  await page.locator("main h1").waitFor();
  await page.route("**/graphql", (route) => route.abort());
  await page.getByRole("link", { name: "History" }).click();
  const alert = page.getByRole("alert").filter({ hasText: "The server did not answer." });
  await alert.waitFor();
  await assertAccessible(page);
  await page.unroute("**/graphql");
  await alert.getByRole("button", { name: "Try again" }).click();
  await heading(page, /commit/).waitFor();
  assert.equal(await alert.count(), 0);
});

const exceptions = (faults) => faults.filter((fault) => fault.startsWith("exception"));
const nothingComes = async (page) => {
  await page.route("**/*", (route) => route.abort());
  return () => page.unroute("**/*");
};

test("when the server is gone a page that was not there yet says so, and comes by itself when the server is back", async () => {
  const { page, faults } = await open(browser, "/ownership");
  await heading(page, /^Every domain/).waitFor();
  const comesAgain = await nothingComes(page);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "History" }).click();
  await page.getByRole("alert").getByText("The server did not answer. This page comes by itself as soon as it is there.").waitFor();
  await assertAccessible(page);
  await screenshot(page, "app-gone");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.goBack();
  await heading(page, /^Every domain/).waitFor();
  await page.goForward();
  await page.getByRole("alert").getByText("The server did not answer.").first().waitFor();
  await comesAgain();
  await heading(page, /commit/).waitFor();
  assert.equal(new URL(page.url()).pathname, "/history");
  assert.deepEqual(exceptions(faults), []);
});

test("what is fetched in advance or opened over a page, and does not come, leaves the page as it is and says so", async () => {
  const { page, faults } = await open(browser, "about:blank", { at: "" });
  await page.route(/\/assets\/(PaletteDialog|HelpDialog)/, (route) => route.abort());
  const failed = page.waitForEvent("requestfailed", (request) => request.url().includes("/assets/PaletteDialog")); // it is fetched a second after the page
  await page.goto(base);
  await heading(page, "What do you want to know?").waitFor();
  await failed;
  await page.keyboard.press("Control+k");
  await page.getByRole("alert").getByText("The server has another version now.").waitFor();
  await heading(page, "What do you want to know?").waitFor();
  assert.deepEqual(exceptions(faults), []);
});

test("names and descriptions are inert", async () => {
  const { page, faults } = await open(browser, "/");
  const hostile = `<img src=x onerror="alert(1)"></title><script>alert(2)</script>`;
  await page.route("**/graphql", async (route) => {
    if (route.request().headers().accept?.includes("event-stream")) return route.continue(); // it never ends
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replaceAll('"Sales Planning"', JSON.stringify(hostile)) });
  });
  await page.goto(base + planning);
  await heading(page, `${hostile} is owned by Finance`).waitFor();
  assert.equal(await page.title(), `${hostile} · Headwater`);
  assert.equal(await page.locator("main img, main script").count(), 0);
  assert.deepEqual(faults, []);
});

test("an unknown address is not found, for programs too", async () => {
  assert.equal((await fetch(`${base}/nonsense`, { headers: { accept: "text/html" } })).status, 404);
  const { page } = await open(browser, "/nonsense");
  await heading(page, "There is no such page").waitFor();
  await assertAccessible(page);
});
