// Who asks for less motion gets none: nothing appears, slides, pulses or turns, and the view jumps to where it leads.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { atRest, following, launch, open, settled } from "./browser.mjs";
import { feeds, put, startServer } from "./server.mjs";

let browser, server;
before(async () => {
  server = await startServer();
  const names = Array.from({ length: 30 }, (_, at) => String(at).padStart(2, "0"));
  await server.apply(...names.map((name) => put(`domain:n${name}`, { name: `Domain ${name}` })), ...names.slice(1).map((name, at) => feeds(`domain:n${names[at]}`, `domain:n${name}`)));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Notes whatever begins to move: animations and transitions, and each place that the drawing has on its way. */
function watch() {
  window.moved = [];
  for (const kind of ["animationstart", "transitionrun"]) {
    document.addEventListener(kind, ({ target, animationName, propertyName }) => window.moved.push(`${kind} ${animationName ?? propertyName} of ${target.className}`), true);
  }
}

/** How many places the drawing has from one frame to the next while something is done, which gives it so many at least. */
async function places(page, act, least) {
  await page.evaluate(() => {
    const at = document.querySelector(".react-flow__viewport");
    window.seen = new Set([at.style.transform]);
    window.looking = true;
    const look = () => window.looking && (window.seen.add(at.style.transform), requestAnimationFrame(look));
    look();
  });
  await act();
  await page.waitForFunction((least) => window.seen.size >= least, least);
  await atRest(page);
  return page.evaluate(() => ((window.looking = false), window.seen.size));
}

/** What a person does on the pages that could move, at the end of which the view has so many places at least. */
async function useIt(page, least) {
  await page.goto(`${server.base}/explore/domain:n10?direction=both`);
  await page.locator("[data-graph] [data-slot]").first().waitFor();
  await following(page);
  await page.getByRole("button", { name: "More depth" }).click();
  await page.locator('[data-graph] [data-slot="domain:n12"]').waitFor();
  await server.apply(put("domain:n11", { name: `Renamed ${Math.random()}` }));
  await page.locator('[data-graph] [data-changed]').first().waitFor();
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: "Picture as SVG" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Search or ask" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("combobox", { name: "Search or ask" }).waitFor({ state: "detached" });
  await page.locator('[data-entry="domain:n08"]').click();
  for (let times = 0; times < 3; times++) await page.getByRole("button", { name: "Zoom out", exact: true }).click();
  await atRest(page);
  const jumps = await places(page, () => page.locator("[data-graph]").press("f"), least);
  return { moved: await page.evaluate(() => window.moved), jumps };
}

test("nothing moves for who asks for that", async () => {
  const { page, faults } = await open(browser, "about:blank", { at: "", reducedMotion: "reduce" });
  await page.addInitScript(watch);
  const { moved, jumps } = await useIt(page, 2);
  assert.deepEqual(moved, []);
  assert.ok(jumps <= 2, `the view has ${jumps} places on its way`);
  assert.deepEqual(faults.filter((fault) => !fault.startsWith("request to")), []);
});

test("for all others something does", async () => {
  const { page } = await open(browser, "about:blank", { at: "" });
  await page.addInitScript(watch);
  const { moved, jumps } = await useIt(page, 3);
  for (const kind of ["animationstart", "transitionrun"]) assert.ok(moved.some((one) => one.startsWith(kind)), kind);
  assert.ok(jumps >= 3, "the view glides");
});

test("the boxes of a drawing are there at once, and one that comes to it appears", async () => {
  const { page } = await open(browser, "about:blank", { at: "" });
  await page.addInitScript(watch);
  const appearing = () => page.evaluate(() => window.moved.filter((one) => one.includes("react-flow__node") && !one.includes(" transform ")));
  await page.goto(`${server.base}/explore/domain:n10?direction=both&depth=2`);
  await page.locator('[data-graph] [data-slot="domain:n12"]').waitFor();
  await following(page);
  await settled(page);
  assert.deepEqual(await appearing(), []);
  await page.locator('[data-handle="domain:n12 DOWNSTREAM"]').click();
  await page.locator('[data-graph] [data-slot="domain:n13"]').waitFor();
  await settled(page);
  assert.equal((await appearing()).length, 1);
});
