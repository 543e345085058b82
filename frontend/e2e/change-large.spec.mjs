// A plan that affects more than one answer holds: all of it can be read, and the number is exact from the beginning.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, screenshot } from "./browser.mjs";
import { feeds, put, startServer } from "./server.mjs";

const many = 1_230;
let browser, server;

before(async () => {
  server = await startServer();
  const ports = Array.from({ length: many }, (_, at) => `port:sink/p${at}`);
  await server.apply(
    put("domain:source", { name: "Source" }), put("port:source/out", { name: "Out", container: "domain:source" }), put("domain:sink", { name: "Sink" }),
    ...ports.map((id, at) => put(id, { name: `Port ${at}`, container: "domain:sink" })),
    ...ports.map((to) => feeds("port:source/out", to)),
  );
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

const address = (...changes) => `/change?plan=${encodeURIComponent(JSON.stringify(changes))}`;
const retire = address({ remove: { id: "port:source/out", cascade: true } });

test("the picture has all of it: closed boxes count every part, and open to them", async () => {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(server.base + retire);
  await page.getByText("Showing 1,231 parts in 2 groups").waitFor();
  const sink = page.locator(".react-flow__node").filter({ has: page.locator('[data-slot="domain:sink"]') });
  await sink.locator('[data-mark="!"]').getByText("1,230").waitFor();
  assert.equal(await page.locator('[data-mark="+"]').count(), 0, "what is there before and after is not new");
  await screenshot(page, "change-large");
  await sink.locator("[data-toggle]").click();
  await page.getByText(/^Showing 1,231 parts, with 500 of 1,230 flows/).waitFor();
  await page.waitForURL(/open=box:domain:sink/);
  await page.getByText("After", { exact: true }).first().click();
  await page.getByText(/^Showing 1,230 parts/).waitFor();
});

test("what is affected is read on to its end, also when something is committed meanwhile", async () => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(`${server.base}${retire}&tab=affected`);
  await page.getByRole("heading", { level: 1, name: /^Retiring Out of Source breaks 1,230 parts/ }).waitFor();
  const breaks = page.getByRole("region", { name: "Breaks" });
  await breaks.getByText("1,000 of 1,230").waitFor();
  await page.getByRole("button", { name: "Read on" }).click();
  await page.getByRole("button", { name: "Read on" }).waitFor({ state: "detached" });
  const names = await breaks.getByRole("button").evaluateAll((all) => all.map((at) => at.querySelector(".strong").textContent));
  assert.equal(names.length, many);
  assert.equal(new Set(names).size, many, "none twice");
});

test("of more lineages than can be compared at once it is said how many are, and the others are compared for who asks", async () => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(`${server.base}/history?from=0&to=1`);
  await page.getByText("The lineage of 1,000 of 1,230 parts whose flows differ is compared.").waitFor();
  await page.getByText("1,000 pairs gained, 0 lost, 0 otherwise than before.").waitFor();
  await page.getByRole("button", { name: "Compare more" }).click();
  await page.getByText("The lineage of 1,230 of 1,230 parts whose flows differ is compared.").waitFor();
  await page.getByText("230 pairs gained, 0 lost, 0 otherwise than before.", { exact: true }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Compare more" }).count(), 0);
});
