// Whoever records something chooses its texts: a catalog in which every text would like to be code, at a server of its own, on
// every page. The policy's violation reports are the oracle, beside traces that a script or a tag would leave.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, open } from "./browser.mjs";
import { startServer } from "./server.mjs";

const hostile = `"><img src=x onerror="window.pwned=1">'\`]]></title></style><script>window.pwned=1</script><b id=injected>{{7*7}}\${7*7}`;
let browser, server;

before(async () => {
  server = await startServer();
  const put = (id, more = {}) => ({ put: { id, name: `${hostile} ${id}`, description: hostile, type: hostile, contact: hostile, url: `javascript:window.pwned=1`, tags: ["<i>tag"], properties: [{ key: "<u>key", value: hostile }], ...more } });
  const link = (relation, from, to) => ({ link: { relation, from, to, reason: hostile } });
  await server.apply(
    put("division:x"), put("division:v"), put("market:m"), put("team:t"), put("team:u"), put("system:s"), put("system:shadow"),
    put("domain:x/a", { container: "division:x" }), put("domain:v/a", { container: "division:v" }), put("domain:lone"),
    put("port:x/a/out", { container: "domain:x/a" }), put("port:v/a/in", { container: "domain:v/a", direction: "INPUT" }), put("port:v/a/out", { container: "domain:v/a" }),
    put("capability:x/a/do", { container: "domain:x/a" }), put("product:x/a/p", { container: "domain:x/a" }),
    put("dataset:d/t", { container: "domain:x/a" }), put("field:d/t/f", { container: "dataset:d/t" }), put("job:j/k"),
    link("FEEDS", "port:x/a/out", "port:v/a/in"), link("FEEDS", "capability:x/a/do", "port:x/a/out"),
    link("OWNS", "team:t", "domain:x/a"), link("OWNS", "team:t", "domain:v/a"), link("OWNS", "team:u", "domain:v/a"),
    link("CONSUMES", "team:u", "port:v/a/in"), link("OPERATES", "team:t", "system:s"),
    link("SERVES", "system:s", "market:m"), link("SERVES", "system:s", "division:x"), link("SERVES", "system:s", "division:v"),
    link("VARIANT_OF", "domain:v/a", "domain:x/a"), link("RUNS_IN", "capability:x/a/do", "system:s"),
    link("READS", "job:j/k", "dataset:d/t"),
  );
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const plan = encodeURIComponent(JSON.stringify([{ handOver: { entity: "domain:x/a", to: "team:u" } }, { remove: { id: "port:x/a/out", cascade: true } }]));
const pages = [
  "/", "/catalog", "/catalog?kinds=port&open=domain,owner", "/ownership", "/ownership?within=division:x", "/divisions", "/divisions?tab=flows", "/divisions?tab=owners", "/systems", "/systems?within=market:m",
  "/history?open=r1", "/history?select=domain:x/a", "/history?from=0&to=1&direction=downstream", `/change?plan=${plan}`, "/change",
  "/explore", "/explore/domain:v/a?depth=all", "/explore/domain:v/a?direction=both&grain=domain", "/explore?select=domain:x/a,domain:v/a",
  ...["division:x", "market:m", "team:t", "team:u", "system:s", "domain:x/a", "domain:v/a", "port:v/a/in", "capability:x/a/do", "product:x/a/p", "dataset:d/t", "field:d/t/f", "job:j/k"].map((id) => `/entity/${id}?open=r1`),
  "/entity/domain:nothing-of-the-kind",
];

/** What the texts would have left in the page, were they markup or code. */
const traces = () => ({
  pwned: window.pwned,
  tags: document.querySelectorAll("main :is(img, script, iframe, object, embed, base, [onerror], [onload], #injected)").length + [...document.querySelectorAll("main :is(u, i)")].filter(({ textContent }) => /^(tag|key)/.test(textContent)).length,
  links: [...document.querySelectorAll("a[href]")].filter((link) => /^(javascript|data|vbscript):/i.test(link.getAttribute("href").trim())).length,
  computed: document.title.includes("49"),
});

test("the oracles see what would go wrong", async () => {
  const { page, faults } = await open(browser, "/", { at: server.base });
  await page.locator("main h1").waitFor();
  await page.evaluate((markup) => document.querySelector("main").insertAdjacentHTML("beforeend", markup), `<img src="data:," onerror="window.pwned=1"><a href="javascript:1">x</a>`);
  await assert.doesNotReject(page.waitForFunction(() => document.querySelector("main img")?.complete));
  const seen = await page.evaluate(traces);
  assert.equal(seen.tags > 0 && seen.links > 0, true);
  assert.ok(faults.some((fault) => fault.startsWith("policy: ")), faults.join("\n"));
});

test("every text of the catalog is text on every page", async () => {
  for (const path of pages) {
    const missing = path.includes("nothing-of-the-kind");
    const { page, faults } = await open(browser, path, { at: server.base });
    await page.locator("main h1").first().waitFor();
    if (!missing && path !== "/change") await page.locator("main").getByText("<script>").first().waitFor({ state: "attached" });
    assert.deepEqual(await page.evaluate(traces), { pwned: undefined, tags: 0, links: 0, computed: false }, path);
    assert.deepEqual(faults, [], path);
    await page.context().close();
  }
});

test("and in the palette, the help and the menus", async () => {
  const { page, faults } = await open(browser, "/divisions", { at: server.base });
  await page.locator("main h1").waitFor();
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: "Border report as CSV" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or ask" }).fill("script");
  await page.getByRole("option").filter({ hasText: "<script>" }).first().waitFor();
  assert.equal(await page.evaluate(() => document.querySelectorAll("[role=dialog] :is(img, script, #injected)").length), 0);
  assert.deepEqual(await page.evaluate(traces), { pwned: undefined, tags: 0, links: 0, computed: false });
  assert.deepEqual(faults, []);
});
