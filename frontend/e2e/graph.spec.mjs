// What the example does not have, drawn: cycles between boxes, flows across divisions, denied and coarse ones, long tables;
// and what happens when something changes, or the layout fails.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { launch } from "./browser.mjs";
import { feeds, put, startServer } from "./server.mjs";

let browser, server;
before(async () => {
  server = await startServer();
  browser = await launch();
  const domain = (id, container) => put(`domain:${id}`, { name: id.toUpperCase(), ...(container && { container }) });
  const port = (id) => put(`port:${id}/out`, { name: `Out of ${id}`, container: `domain:${id}`, ...(id === "a" && { tags: ["gold"] }) });
  const columns = Array.from({ length: 60 }, (_, i) => put(`field:db/wide/c${i}`, { name: `column ${i}`, container: "dataset:db/wide" }));
  await server.apply(
    put("division:x", { name: "X" }), put("division:y", { name: "Y" }),
    ...["a", "b", "c"].map((id) => domain(id, "division:x")), domain("z", "division:y"), domain("t", "division:y"),
    ...["a", "b", "c", "z"].map(port),
    feeds("port:a/out", "port:b/out"), feeds("port:b/out", "port:c/out"), feeds("port:c/out", "port:a/out"), feeds("port:c/out", "port:z/out"),
    put("domain:k", { name: "K" }), put("port:k/one", { name: "One", container: "domain:k" }), put("port:k/two", { name: "Two", container: "domain:k" }),
    put("domain:l", { name: "L" }), put("port:l/in", { name: "In", container: "domain:l" }), feeds("domain:k", "port:l/in"),
    put("dataset:db/wide", { name: "Wide", container: "domain:t" }), put("dataset:db/end", { name: "End", container: "domain:t" }), put("field:db/end/e", { name: "e", container: "dataset:db/end" }),
    ...columns, ...columns.map((_, i) => feeds(`field:db/wide/c${i}`, "field:db/end/e")),
    put("domain:d", { name: "D" }), put("port:d/out", { name: "Out of d", container: "domain:d" }), put("domain:e", { name: "E" }), put("port:e/in", { name: "In of e", container: "domain:e" }), put("port:e/more", { name: "More", container: "domain:e" }),
    feeds("port:d/out", "port:e/in"), feeds("port:d/out", "port:e/more"),
  );
  await server.apply({ deny: { from: "port:d/out", to: "port:e/more" } });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function explore(path, options = {}) {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })).newPage();
  await page.goto(`${server.base}/explore/${path}`);
  await page.locator("[data-graph] [data-slot]").first().waitFor();
  return page;
}

const slot = (page, id) => page.locator(`[data-graph] [data-slot="${id}"]`);

test("a cycle between boxes says how many it joins, on the flow that returns", async () => {
  const page = await explore("domain:a?direction=both&depth=all");
  await page.locator("[data-graph] svg").getByText("↺ 3", { exact: true }).waitFor();
  assert.equal(await page.locator("[data-graph] svg").getByText(/^↺/).count(), 1);
});

test("a flow from one division to another has a double bar, which the legend explains", async () => {
  const page = await explore("domain:z?depth=1");
  await page.getByRole("list", { name: "Legend" }).getByText("Crosses a division").waitFor();
  const inDivision = await explore("domain:b?depth=1");
  assert.equal(await inDivision.getByRole("list", { name: "Legend" }).getByText("Crosses a division").count(), 0);
});

describe("a table of sixty columns", () => {
  test("shows eight, and the others are found by name", async () => {
    const page = await explore("field:db/end/e?grain=column&depth=all");
    const box = page.locator(".react-flow__node").filter({ has: page.locator(`[data-slot="dataset:db/wide"]`) });
    assert.equal(await box.locator("[data-slot^='field:db/wide/']").count(), 8);
    await box.getByText("52 more in Wide").click();
    await page.getByRole("textbox", { name: "Find in Wide" }).fill("umn 59");
    await page.keyboard.press("Enter");
    await slot(page, "field:db/wide/c59").and(page.locator("[data-selected]")).waitFor();
    await page.locator('[data-entry="field:db/wide/c59"][aria-selected="true"]').waitFor();
  });
});

const zoomTo = async (page, wanted) => {
  const button = page.getByRole("button", { name: wanted.over ? "Zoom in" : "Zoom out", exact: true });
  const zoom = () => page.locator('[aria-label="Zoom"] span').innerText().then(Number.parseFloat);
  for (let at = await zoom(); wanted.over ? at <= wanted.over : at >= wanted.under; at = await zoom()) await button.click();
};

test("from near by a box opens to datasets and columns, eight of sixty and a way to the others; from farther away it closes", async () => {
  const page = await explore("dataset:db/end?grain=domain&depth=all");
  const columns = page.locator("[data-graph] [data-column]");
  const before = await slot(page, "domain:t").boundingBox();
  assert.equal(await columns.count(), 0);
  await zoomTo(page, { over: 130 });
  await page.locator('[data-graph] [data-of="dataset:db/wide"] [data-column]').first().waitFor();
  assert.equal(await page.locator('[data-of="dataset:db/wide"] [data-column]').count(), 8);
  assert.equal(await page.locator('[data-of="dataset:db/end"] [data-column]').count(), 1);
  await page.locator("[data-graph]").getByText("Find in 60 columns").click();
  await page.getByRole("textbox", { name: "Find in Wide" }).fill("umn 59");
  await page.keyboard.press("Escape");
  await zoomTo(page, { under: 110 });
  await columns.first().waitFor({ state: "detached" });
  await zoomTo(page, { over: 130 });
  await page.locator("[data-graph]").getByText("Find in 60 columns").click();
  await page.getByRole("textbox", { name: "Find in Wide" }).fill("umn 59");
  await page.keyboard.press("Enter");
  await page.waitForURL(/explore\/field:db\/wide\/c59/);
  assert.ok(before.width > 0);
});

test("the columns of a very long table are read to their end; where some do not come it says so, and goes on when it is asked to", async () => {
  const names = Array.from({ length: 1_100 }, (_, i) => String(i).padStart(4, "0"));
  await server.apply(put("domain:long", { name: "Long" }), put("port:long/out", { name: "Long out", container: "domain:long" }), put("dataset:db/long", { name: "Long table", container: "domain:long" }), ...names.slice(0, 900).map((i) => put(`field:db/long/c${i}`, { name: `column ${i}`, container: "dataset:db/long" })));
  await server.apply(...names.slice(900).map((i) => put(`field:db/long/c${i}`, { name: `column ${i}`, container: "dataset:db/long" })), feeds("field:db/long/c0000", "port:long/out"));
  const page = await explore("port:long/out?direction=upstream&grain=domain&depth=all");
  await zoomTo(page, { over: 130 });
  await page.locator("[data-graph]").getByText("Find in 1,100 columns").waitFor();
  let dropped = false;
  await page.route("**/graphql", (route) => {
    const { operationName, variables } = route.request().postDataJSON() ?? {};
    if (operationName !== "Columns" || !variables.after || dropped) return route.continue();
    dropped = true;
    return route.abort();
  });
  await page.locator("[data-graph]").getByText("Find in 1,100 columns").click();
  const finder = page.getByRole("dialog", { name: "More in Long table" });
  await finder.getByText("The first 1,000 of 1,100 columns").waitFor();
  await finder.getByRole("alert").waitFor();
  await finder.getByRole("button", { name: "Try again" }).click();
  await finder.getByText("1,100 columns", { exact: true }).waitFor();
  await page.getByRole("textbox", { name: "Find in Long table" }).fill("umn 1099");
  await page.keyboard.press("Enter");
  await page.waitForURL(/explore\/field:db\/long\/c1099/);
});

test("what is taken away from near by has the columns that are drawn", async () => {
  const page = await explore("dataset:db/end?grain=domain&depth=all");
  await zoomTo(page, { over: 130 });
  await page.locator('[data-of="dataset:db/wide"] [data-column]').first().waitFor();
  await page.locator('[data-of="dataset:db/end"] [data-column]').first().waitFor();
  const drawn = await page.locator('[data-of="dataset:db/wide"] [data-column] span').allInnerTexts();
  const take = async (item) => {
    await page.getByRole("button", { name: "Export" }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: item }).click()]);
    return readFileSync(await download.path(), "utf8");
  };
  const texts = [...(await take("Picture as SVG")).matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
  assert.deepEqual(texts.filter((text) => /^column \d+$/.test(text)), drawn.filter((text) => /^column \d+$/.test(text)));
  assert.ok(texts.includes("52 more columns"));
  const mermaid = await take("Diagram as Mermaid");
  for (const name of drawn) assert.ok(mermaid.includes(name), name);
  assert.match(mermaid, /"52 more columns"/);
});

describe("whatever the zoom", () => {
  const large = async (locator, said) => {
    const { height } = await locator.boundingBox();
    assert.ok(height >= 11, `${said} is ${height} px high`);
  };

  test("a cycle, who is missing and what one step brings are seen", async () => {
    const page = await explore("domain:a?direction=downstream&depth=1");
    for (const under of [75, 40, 27]) {
      await zoomTo(page, { under });
      await large(page.locator('[data-mark="▲"]').first(), `at ${under} % that nobody owns it`);
      await large(page.locator('[data-handle="domain:b DOWNSTREAM"]'), `at ${under} % the handle`);
      assert.equal(await page.locator('[data-handle="domain:b DOWNSTREAM"]').innerText(), "+2", "what it feeds, and the box itself");
    }
    await page.locator('[data-handle="domain:b DOWNSTREAM"]').click();
    await slot(page, "domain:c").waitFor();
    const cycle = await explore("domain:a?direction=both&depth=all");
    for (const under of [75, 40, 27]) {
      await zoomTo(cycle, { under });
      await large(cycle.locator("[data-graph] svg").getByText("↺ 3", { exact: true }), `at ${under} % the cycle`);
    }
  });
});

test("denied flows are drawn for who asks, and carry nothing", async () => {
  const page = await explore("domain:e?depth=all");
  assert.equal(await page.locator("[data-graph] svg").getByText("⊘").count(), 0);
  await page.getByRole("button", { name: "Filter" }).click();
  await page.getByRole("checkbox", { name: "Denied flows too" }).check();
  await page.locator("[data-graph] svg").getByText("⊘").waitFor();
  assert.equal(new URL(page.url()).searchParams.get("flows"), "denied");
});

test("where only a whole is recorded, the exact flow can be planned", async () => {
  const page = await explore("port:l/in?depth=all&select=port:k/one");
  await page.getByText("Why coarse").waitFor();
  const link = page.getByRole("link", { name: "Record the exact flow" });
  const plan = new URL(await link.getAttribute("href"), server.base).searchParams.get("plan");
  assert.deepEqual(JSON.parse(plan), [{ link: { relation: "FEEDS", from: "port:k/one", to: "port:l/in" } }]);
});

test("a filter by tag keeps the ways through what it hides", async () => {
  const page = await explore("domain:z?depth=all&tags=gold");
  await page.getByText("Showing 1 of 3 upstream").waitFor();
  await page.locator("[data-graph] svg").getByText("2 hidden").waitFor();
});

test("what somebody changes gets a ring, and view and selection stay", async () => {
  const page = await explore("domain:b?depth=all&select=port:a/out");
  await page.evaluate(() => {
    window.rings = [];
    new MutationObserver((seen) => window.rings.push(...seen.map(({ target }) => target).filter((at) => at.dataset.changed).map((at) => at.dataset.slot))).observe(document.body, { subtree: true, attributeFilter: ["data-changed"] });
  });
  const view = () => page.locator(".react-flow__viewport").getAttribute("style");
  const before = await view();
  await server.apply(put("port:a/out", { name: "Renamed", container: "domain:a", tags: ["gold"] }));
  await slot(page, "port:a/out").getByText("Renamed").waitFor();
  await page.waitForFunction(() => window.rings.includes("port:a/out"));
  await page.locator("[data-graph] [data-changed]").first().waitFor({ state: "detached" });
  assert.equal(await view(), before);
  assert.equal(new URL(page.url()).searchParams.get("select"), "port:a/out");
  await page.getByRole("link", { name: /1 change · Show/ }).waitFor();
});

test("flows lead from top down for who asks: boxes, arrow keys and the address", async () => {
  const page = await explore("domain:e?depth=all");
  const places = async () => {
    const at = (id) => slot(page, id).boundingBox();
    const [from, to] = [await at("domain:d"), await at("domain:e")];
    return { below: to.y > from.y + from.height, right: to.x > from.x + from.width };
  };
  assert.deepEqual(await places(), { below: false, right: true });
  await page.getByRole("button", { name: "Flows from top down" }).click();
  await page.waitForURL(/orientation=down/);
  await page.locator('[data-graph] [aria-pressed="true"]').waitFor();
  await page.reload();
  await slot(page, "domain:d").waitFor();
  assert.equal((await places()).below, true);
  await page.locator("[data-graph]").focus();
  await page.keyboard.press("ArrowUp");
  await page.locator("[data-graph] [aria-live]").getByText("Out of d in D").waitFor();
  await page.keyboard.press("o");
  await page.waitForURL((url) => !url.searchParams.has("orientation"));
  await page.waitForFunction(() => document.querySelector('[data-slot="domain:e"]').getBoundingClientRect().left > document.querySelector('[data-slot="domain:d"]').getBoundingClientRect().right);
});

test("when the layout fails a person is told, and the list is there", async () => {
  const page = await (await browser.newContext()).newPage();
  await page.route(/layout\.worker/, (route) => route.fulfill({ contentType: "text/javascript", body: "onmessage = ({ data }) => postMessage({ number: data.number, error: 'out of room' });" }));
  await page.goto(`${server.base}/explore/domain:b?depth=all`);
  await page.getByRole("alert").getByText("could not be laid out").waitFor();
  await page.locator('[data-entry="port:a/out"]').waitFor();
  await page.unroute(/layout\.worker/);
});
