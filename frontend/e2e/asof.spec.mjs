// The point in time, chosen from wherever one is: by revision, by time, or after one of the last commits.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertAccessible } from "./accessible.mjs";
import { launch, screenshot } from "./browser.mjs";
import { startServer } from "./server.mjs";

const orders = "domain:north/orders";
let browser, server;

before(async () => {
  server = await startServer();
  await server.apply({ put: { id: "division:north", name: "North" } }, { put: { id: orders, name: "Orders" } });
  await server.apply({ put: { id: orders, name: "Sales orders" } });
  await server.apply({ put: { id: orders, name: "All orders" } });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function visit(path, options) {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })).newPage();
  await page.goto(server.base + path);
  return page;
}

const banner = (page) => page.getByRole("status").filter({ hasText: /^As of/ });
const panel = (page) => page.getByRole("dialog").filter({ has: page.getByLabel("Or a time") });
const heading = (page, text) => page.getByRole("heading", { level: 1, name: text });

for (const colorScheme of ["light", "dark"]) {
  test(`from the graph by its revision, by the keyboard alone, ${colorScheme}`, async () => {
    const page = await visit(`/explore/${orders}?depth=2`, { colorScheme });
    await heading(page, /All orders/).waitFor();
    await page.getByRole("button", { name: "Now · revision 3" }).press("Enter");
    await panel(page).getByRole("button", { name: /^r1/ }).waitFor();
    await assertAccessible(page);
    await screenshot(page, `asof-${colorScheme}`);
    await page.keyboard.type("2");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.searchParams.get("at") === "2" && url.searchParams.get("depth") === "2");
    await banner(page).getByText("1 commit since.").waitFor();
    await heading(page, /Sales orders/).waitFor();
    await page.getByRole("button", { name: "As of revision 2" }).waitFor();
    await assertAccessible(page);
  });
}

test("from every page, and back to now", async () => {
  for (const path of ["/", `/entity/${orders}`, "/explore", "/catalog", "/ownership", "/divisions", "/systems", "/change", "/history"]) {
    const page = await visit(path);
    await page.locator("main h1").waitFor();
    await page.getByRole("button", { name: "Point in time: now" }).click();
    await panel(page).getByRole("button", { name: /^r1/ }).click();
    await banner(page).getByText("As of revision 1.").waitFor();
    await panel(page).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Point in time: revision 1" }).click();
    await panel(page).getByRole("button", { name: "Back to now" }).click();
    await banner(page).waitFor({ state: "detached" });
    assert.equal(new URL(page.url()).searchParams.get("at"), null, path);
    await page.context().close();
  }
});

test("by a time, and what is none is said", async () => {
  const page = await visit(`/entity/${orders}`, { viewport: { width: 390, height: 844 } });
  await heading(page, /All orders/).waitFor();
  await page.getByRole("button", { name: "Point in time: now" }).click();
  const form = panel(page);
  await form.getByRole("button", { name: "Show it" }).click();
  await form.getByText("A revision such as 12, or a time.").waitFor();
  await assertAccessible(page);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, "nothing sticks out of a phone");
  await screenshot(page, "asof-narrow");
  await form.getByLabel("Or a time").fill("2999-12-31T12:00");
  await form.getByRole("button", { name: "Show it" }).click();
  await banner(page).getByText("That is revision 3. Nothing has been committed since.").waitFor();
});
