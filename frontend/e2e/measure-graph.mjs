#!/usr/bin/env node
// Measures the graph view in real Chromium on the example and on made up catalogs, at servers of its own: node e2e/measure-graph.mjs BINARY [CHROMIUM].
// From the answer to the drawing, the longest the page did not answer, and how smoothly it pans. It writes
// docs/benchmarks-graph.md; no test asserts a time.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";
import { settled } from "./rest.mjs";

const [binary, executablePath = "/usr/bin/chromium"] = process.argv.slice(2);
const servers = [];
process.on("exit", () => servers.forEach((server) => server.kill()));
const demo = await start("demo");
const dense = await start("serve", "--store", "memory");
const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });

/** Of a lineage, first of one step, then of all. */
const lineage = (start, open = []) => ({ path: `/explore/${start}?direction=downstream&depth=1`, then: `/explore/${start}?direction=downstream&depth=all${open.length ? `&open=${open.map((id) => `box:${id}`).join(",")}` : ""}` });
const domainsOf = (key, count) => Array.from({ length: count }, (_, d) => `domain:${key}${d}`);

const shapes = [
  { name: "the example, Customer downstream", base: demo, ...lineage("domain:division-x/customer"), least: 5 },
  { name: "992 parts, all drawn", base: demo, ...lineage("domain:k0", domainsOf("k", 124)), least: 100 },
  { name: "992 parts, grouped", base: demo, ...lineage("domain:k0"), least: 100 },
  { name: "992 parts with 6,944 flows, grouped", base: demo, ...lineage("domain:m0"), least: 100 },
  { name: "10,000 parts, as domains", base: demo, ...lineage("domain:t0"), least: 100 },
  { name: "the map of 250 domains with 9,439 roll-ups", base: dense, path: "/explore?within=domain:d0", then: "/explore", least: 250 },
  { name: "250 domains with 9,439 roll-ups, downstream of one", base: dense, ...lineage("domain:d0"), least: 200 },
];
await fill(demo, [...tree({ key: "k", domains: 124, parts: 8 }), ...mesh({ key: "m", domains: 124, parts: 8, flows: 6_944 })]);
await fill(demo, tree({ key: "t", domains: 250, parts: 40 }));
await fill(dense, mesh({ key: "d", domains: 250, parts: 1, flows: 9_439 }));
const rows = [];
const runs = 3;
for (const shape of shapes) {
  const measured = [];
  for (let run = 0; run < runs; run++) measured.push(await measure(shape));
  const least = (name) => Math.min(...measured.map((run) => run[name]));
  const figures = ["toDrawn", "layout", "longest", "busy", "task", "median", "p95"];
  rows.push({ ...shape, ...measured[0], ...Object.fromEntries(figures.map((name) => [name, least(name)])) });
}
writeFileSync(new URL("../../docs/benchmarks-graph.md", import.meta.url), table(rows));
console.log(table(rows));
await browser.close();
servers.forEach((server) => server.kill());

async function start(...command) {
  const server = spawn(binary, [...command, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "ignore", "pipe"] });
  servers.push(server);
  return bannerOf(server);
}

async function bannerOf({ stderr }) {
  for await (const line of createInterface({ input: stderr })) {
    const [, url] = /GraphQL +(http:\/\/\S+)\/graphql/.exec(line) ?? [];
    if (url) return (stderr.resume(), url);
  }
  throw new Error("the server stopped without saying where it answers");
}

function parted({ key, domains, parts }) {
  const changes = [];
  for (let d = 0; d < domains; d++) {
    changes.push({ put: { id: `domain:${key}${d}`, name: `Domain ${d}` } });
    for (let p = 0; p < parts; p++) changes.push({ put: { id: `port:${key}${d}/p${p}`, container: `domain:${key}${d}`, name: `Part ${d}.${p}` } });
  }
  return changes;
}

/** So many flows, from each part as many as from any other, to domains here and there: most pairs of domains are joined, and most are on a cycle. */
function mesh({ key, domains, parts, flows }) {
  const changes = parted({ key, domains, parts });
  const pairs = new Set();
  const place = (at) => [at % domains, Math.floor(at / domains)];
  for (let i = 0; pairs.size < flows; i++) {
    const spread = (Math.imul(i + 1, 0x9e3779b1) >>> 0) / 2 ** 32; // evenly over all parts
    const [[d, p], [to, at]] = [place(i % (domains * parts)), place(Math.floor(spread * domains * parts))];
    if (to !== d) pairs.add(`port:${key}${d}/p${p} port:${key}${to}/p${at}`);
  }
  return [...changes, ...[...pairs].map((pair) => pair.split(" ")).map(([from, to]) => ({ link: { relation: "FEEDS", from, to } }))];
}

/** Domains in a row; each part feeds one or two of the domains that follow. */
function tree({ key, domains, parts }) {
  const port = (d, p) => `port:${key}${d}/p${p}`;
  const changes = parted({ key, domains, parts });
  for (let d = 1; d < domains; d++) {
    for (let p = 0; p < parts; p++) {
      const from = Math.floor((d - 1) / 2); // a binary tree of domains
      changes.push({ link: { relation: "FEEDS", from: port(from, (p * 3 + d) % parts), to: port(d, p) } });
      if (p % 3 === 0 && d > 4) changes.push({ link: { relation: "FEEDS", from: port(Math.floor((d - 3) / 2), p), to: port(d, (p + 1) % parts) } });
    }
  }
  return changes;
}

/** In parts, which a busy machine takes too. */
async function fill(base, changes) {
  for (let i = 0; i < changes.length; i += 1000) await apply(base, changes.slice(i, i + 1000));
}

async function apply(base, changes) {
  const query = "mutation Fill($input: ApplyInput!) { apply(input: $input) { revision } }";
  const answer = await fetch(`${base}/graphql`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ query, variables: { input: { changes } } }) });
  const { errors } = await answer.json();
  if (errors) throw new Error(JSON.stringify(errors[0]));
}

async function measure({ base, path, then, least }) {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.addInitScript(watch);
  await page.goto(base + path); // the code, the worker and the canvas are there
  await page.locator(".react-flow__node").first().waitFor({ timeout: 60_000 });
  await settled(page);
  await page.waitForTimeout(1000); // no pause: what the page fetches in advance when it has nothing to do is no part of what is measured
  const traced = await trace(page);
  await page.evaluate(() => window.watched.begin());
  // As a click does it: the address changes within the page, and one request follows.
  await page.evaluate((address) => {
    history.pushState(history.state, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
  }, then);
  await page.waitForFunction((boxes) => window.watched.drawn(boxes), least, { timeout: 120_000 });
  await page.waitForTimeout(500); // no pause: what is done until then is part of what is measured
  const { answered, drawn, longest, layout } = await page.evaluate(() => window.watched.end());
  const processor = await traced();
  const counts = await page.evaluate(() => ({ boxes: document.querySelectorAll(".react-flow__node").length, rows: document.querySelectorAll("[data-graph] [data-slot]").length, flows: document.querySelectorAll("[data-graph] svg g[data-flow]").length }));
  const frames = await pan(page);
  await page.context().close();
  return { toDrawn: drawn - answered, layout, longest, ...processor, ...counts, ...frames };
}

/**
 * Traces the main thread; what is returned ends it and says how long the thread was busy from the last answer on, and in its longest task, in the
 * processor's time: others on the machine count little.
 */
async function trace(page) {
  const folder = mkdtempSync(join(tmpdir(), "headwater-trace-"));
  const path = join(folder, "trace.json");
  await browser.startTracing(page, { path, categories: ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"] });
  return async () => {
    await browser.stopTracing();
    const { traceEvents } = JSON.parse(readFileSync(path, "utf8"));
    rmSync(folder, { recursive: true });
    const answered = traceEvents.filter(({ name }) => name === "ResourceFinish").map(({ pid, tid, ts }) => ({ thread: `${pid} ${tid}`, ts })).sort((a, b) => b.ts - a.ts)[0];
    const tasks = traceEvents.filter(({ name, pid, tid, ts, dur, tdur }) => name === "RunTask" && tdur && `${pid} ${tid}` === answered.thread && ts + dur >= answered.ts);
    const times = tasks.map(({ tdur }) => tdur / 1000);
    return { busy: times.reduce((sum, time) => sum + time, 0), task: Math.max(...times) };
  };
}

/** In the page: when the last answer came, when boxes were there, how long the longest task was. */
function watch() {
  let longest = 0, drawnAt, begun = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.startTime >= begun) longest = Math.max(longest, entry.duration);
  }).observe({ type: "longtask", buffered: true });
  window.watched = {
    begin: () => ((begun = performance.now()), (longest = 0), (drawnAt = undefined), performance.clearResourceTimings(), performance.clearMeasures()),
    drawn: (boxes) => {
      const there = document.querySelectorAll(".react-flow__minimap-node").length >= boxes;
      if (there) drawnAt ??= performance.now();
      return there;
    },
    end: () => ({
      answered: Math.max(...performance.getEntriesByType("resource").filter(({ name }) => name.endsWith("/graphql")).map(({ responseEnd }) => responseEnd)),
      drawn: drawnAt,
      longest,
      layout: performance.getEntriesByName("headwater-layout").at(-1)?.duration,
    }),
  };
}

async function pan(page) {
  await page.evaluate(() => {
    window.frames_ = [];
    const note = (at) => (window.frames_.push(at), requestAnimationFrame(note));
    requestAnimationFrame(note);
  });
  const { x, y, width, height } = await page.locator("[data-graph]").boundingBox();
  await page.mouse.move(x + width / 2, y + height - 130);
  await page.mouse.down();
  for (let step = 0; step < 120; step++) await page.mouse.move(x + width / 2 + 200 * Math.sin(step / 8), y + height - 130 - step);
  await page.mouse.up();
  const gaps = await page.evaluate(() => window.frames_.slice(1).map((at, i) => at - window.frames_[i]).sort((a, b) => a - b));
  return { median: gaps[Math.floor(gaps.length / 2)], p95: gaps[Math.floor(gaps.length * 0.95)] };
}

function table(rows) {
  const figure = (value) => (value === undefined ? "–" : Math.round(value).toLocaleString("en"));
  const lines = rows.map((row) => [row.name, figure(row.boxes), figure(row.rows), figure(row.flows), `${figure(row.toDrawn)} ms`, `${figure(row.layout)} ms`, `${figure(row.longest)} ms`, `${figure(row.busy)} ms`, `${figure(row.task)} ms`, `${figure(1000 / row.median)} / s`, `${figure(row.p95)} ms`].join(" | "));
  return `# The graph view in the browser

Written by \`node e2e/measure-graph.mjs\` in \`frontend/\` on ${cpus().length} × ${cpus()[0]?.model}, headless Chromium ${browser.version()} with software rendering,
at a load average of ${loadavg()[0].toFixed(0)}: times of the wall mean little where that is above the number of processors. *To drawn* is from the
last byte of the answer until the boxes are in the page, layout in the worker included; *blocked* the longest task of the main thread meanwhile, both of the
wall. *Busy* is the processor's time that the main thread had from the answer until half a second after all was drawn, and *task* that of its longest task.
Frames are those of a two-second pan. Each figure is the least of ${runs} runs. Boxes, slots and flows are those in the page: what is
out of sight is not, and rows are there only from a zoom of 75 % on, where they can be read; all parts and flows are in the scene and laid out.
Where no number of flows is named, the domains are a binary tree of them; else a mesh, in which most pairs of domains are joined and most domains
are on a cycle: of that no more than 500 flows between closed boxes are drawn, the largest, and the page says of how many.

Catalog | Boxes | Slots | Flows | To drawn | Of it layout | Blocked | Busy | Task | Pan, median | Pan, 95 %
--- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --:
${lines.join("\n")}
`;
}
