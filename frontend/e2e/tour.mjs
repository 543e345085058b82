#!/usr/bin/env node
// Takes the pictures of docs/tour.md and of the README in real Chromium: node e2e/tour.mjs BINARY [CHROMIUM [PICTURE…]].
// It starts the demo on a free port and, last, changes its catalog a little, so that there is a history to show.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { still, watchRequests } from "./rest.mjs";
import { smallPng } from "./smallpng.mjs";

const [binary, executablePath = "/usr/bin/chromium", ...only] = process.argv.slice(2);
const folder = new URL("../../docs/images/", import.meta.url);
const base = `http://127.0.0.1:${await freePort()}`;
const demo = spawn(binary, ["demo", "--listen", new URL(base).host], { stdio: "ignore" });
process.on("exit", () => demo.kill());
const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
await ready();
mkdirSync(folder, { recursive: true });

const large = { width: 1300, height: 660 }; // the parts of boxes are named
const planning = "domain:division-x/sales-planning";
const plan = [{ remove: { id: "capability:division-x/product/get-product", cascade: true } }];
await picture("graph", `/explore/${planning}?depth=all&select=capability:division-x/customer/get-customer`, { viewport: large });
await picture("start", "/");
await picture("map", "/explore", { viewport: { width: 1100, height: 640 } });
await picture("palette", "/", { act: async (page) => (await page.keyboard.press("Control+k"), await page.getByRole("combobox", { name: "Search or ask" }).fill("top pro"), await page.getByRole("option").first().waitFor()) });
await picture("entity", `/entity/${planning}`);
await picture("catalog", "/catalog?kinds=port&within=division:division-x");
await picture("ownership", "/ownership");
await picture("divisions", "/divisions?within=division:division-v", { viewport: { width: 1200, height: 560 } });
await picture("systems", "/systems");
await picture("change", `/change?plan=${encodeURIComponent(JSON.stringify(plan))}`, { viewport: { width: 1300, height: 780 } });
await picture("phone", `/explore/${planning}?depth=all`, { viewport: { width: 390, height: 780 } });
await picture("dark", `/explore/${planning}?depth=all`, { colorScheme: "dark", viewport: large });
await apply("Sales Team decides on the targets now", { handOver: { entity: planning, to: "team:division-x/sales" } });
await apply("Nobody uses the RFM analysis in Division V any more", { remove: { id: "port:division-v/crm/rfm-analysis", cascade: true } });
await picture("history", "/history?open=r2");
await picture("compare", "/history?from=1&to=3");
await browser.close();
process.exit(0);

/** One page as a person sees it, once it and its drawing stand. */
async function picture(name, path, { act, ...options } = {}) {
  if (only.length > 0 && !only.includes(name)) return;
  const page = await browser.newPage({ viewport: { width: 1200, height: 700 }, colorScheme: "light", reducedMotion: "reduce", ...options });
  watchRequests(page);
  await page.goto(base + path);
  await page.locator("main h1").first().waitFor();
  if (/^\/(explore|change)/.test(path)) await page.locator(".react-flow__node").first().waitFor(); // laid out in a worker
  await act?.(page);
  await still(page, () => page.locator("main").innerText()); // what is counted and what moves has arrived
  const file = fileURLToPath(new URL(`${name}.png`, folder));
  writeFileSync(file, smallPng(await page.screenshot())); // docs/tour.md is read over the net: no picture of it is large
  await page.close();
  console.log(`${name}.png ${Math.round(statSync(file).size / 1024)} KB`);
}

async function apply(message, ...changes) {
  const query = "mutation Apply($input: ApplyInput!) { apply(input: $input) { revision } }";
  const answer = await fetch(`${base}/graphql`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ query, variables: { input: { changes, message } } }) });
  const { errors } = await answer.json();
  if (errors) throw new Error(errors[0].message);
}

async function ready() {
  while (!(await fetch(`${base}/readyz`).catch(() => undefined))?.ok) {
    if (demo.exitCode !== null) throw new Error(`the demo stopped with ${demo.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}
