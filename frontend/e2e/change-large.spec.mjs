// A plan that affects more than one answer holds: all of it can be read, and the number is exact from the beginning.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./browser.mjs";
import { startServer } from "./server.mjs";

const many = 1_230;
let browser, server;

before(async () => {
  server = await startServer();
  const ports = Array.from({ length: many }, (_, at) => `port:sink/p${at}`);
  await server.apply(
    { put: { id: "domain:source", name: "Source" } }, { put: { id: "port:source/out", name: "Out", container: "domain:source" } }, { put: { id: "domain:sink", name: "Sink" } },
    ...ports.map((id, at) => ({ put: { id, name: `Port ${at}`, container: "domain:sink" } })),
    ...ports.map((to) => ({ link: { relation: "FEEDS", from: "port:source/out", to } })),
  );
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

test("what is affected is read on to its end, also when something is committed meanwhile", async () => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(`${server.base}/change?tab=affected&plan=${encodeURIComponent(JSON.stringify([{ remove: { id: "port:source/out", cascade: true } }]))}`);
  await page.getByRole("heading", { level: 1, name: /^Retiring Out of Source breaks 1,230 parts/ }).waitFor();
  const breaks = page.getByRole("region", { name: "Breaks" });
  await breaks.getByText("1,000 of 1,230").waitFor();
  await page.getByRole("button", { name: "Read on" }).click();
  await page.getByRole("button", { name: "Read on" }).waitFor({ state: "detached" });
  const names = await breaks.getByRole("button").evaluateAll((all) => all.map((at) => at.querySelector(".strong").textContent));
  assert.equal(names.length, many);
  assert.equal(new Set(names).size, many, "none twice");
});
