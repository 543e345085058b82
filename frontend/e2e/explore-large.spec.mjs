// Pictures of more than anybody can follow: filters and grain hold, counts are the API's, and what is not drawn is said and reachable.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, open, screenshot, settled } from "./browser.mjs";
import { ask } from "./catalogs.mjs";
import { feeds, put, startServer } from "./server.mjs";

let browser, server;
const times = (count, what) => Array.from({ length: count }, (_, i) => what(i));
const owns = (team, of) => ({ link: { relation: "OWNS", from: team, to: of } });

/** 40 domains of two divisions, each with two products, in these 15 ports and 15 capabilities that a chain of flows leads through in turn; and three ports beside, which feed one of them. */
const part = (d, p) => `${p % 2 ? "capability" : "port"}:k${d}/p${p}`;
const chain = [
  ...times(2, (i) => put(`division:v${i}`, { name: `Division ${i}` })),
  ...times(4, (i) => put(`team:t${i}`, { name: `Team ${i}` })),
  ...times(40, (d) => put(`domain:k${d}`, { name: `Domain ${d}`, container: `division:v${d % 2}` })),
  ...times(40, (d) => owns(`team:t${d % 4}`, `domain:k${d}`)),
  ...times(80, (i) => put(`product:k${Math.floor(i / 2)}-${i % 2}`, { name: `Product ${i}`, container: `domain:k${Math.floor(i / 2)}` })),
  ...times(40, (d) => times(30, (p) => put(part(d, p), { name: `Part ${d}.${p}`, container: p % 2 ? `domain:k${d}` : `product:k${d}-${p % 4 ? 1 : 0}` }))).flat(),
  ...times(39, (d) => times(30, (p) => feeds(part(d, p), part(d + 1, (p + 1) % 30)))).flat(),
  put("domain:beside", { name: "Beside" }),
  ...times(3, (i) => put(`port:beside/${i}`, { name: `Beside ${i}`, container: "domain:beside" })),
  ...times(3, (i) => feeds(`port:beside/${i}`, part(5, i))),
];

/** 250 domains of one division, and 9,439 flows between them. */
function dense() {
  const pairs = new Set();
  for (let i = 0; pairs.size < 9_439; i++) {
    const from = i % 250, to = (from * 31 + 17 * Math.floor(i / 250) + 1) % 250;
    if (from !== to) pairs.add(`${from} ${to}`);
  }
  return [
    ...times(250, (d) => put(`domain:d${d}`, { name: `Dense ${d}` })),
    ...times(250, (d) => put(`port:d${d}/out`, { name: `Out ${d}`, container: `domain:d${d}` })),
    ...[...pairs].map((pair) => pair.split(" ")).map(([from, to]) => feeds(`port:d${from}/out`, `port:d${to}/out`)),
  ];
}

async function started(changes) {
  const fresh = await startServer();
  for (let i = 0; i < changes.length; i += 1000) await fresh.apply(...changes.slice(i, i + 1000));
  return fresh;
}

before(async () => void (browser = await launch()));
after(() => browser?.close());

const status = (page) => page.locator("[data-graph] [role=status]").first();
const boxes = (page) => page.locator(".react-flow__minimap-node");
const number = (text) => Number(text.replaceAll(",", ""));

async function explore(path, viewport = { width: 1440, height: 900 }) {
  const opened = await open(browser, path, { at: server.base, viewport });
  await settled(opened.page);
  return opened;
}

describe("a lineage of 1,170 parts", () => {
  const path = "/explore/domain:k0?direction=downstream&depth=all";
  before(async () => void (server = await started(chain)));
  after(() => server?.stop());

  const lineage = async (where) => (await ask(server.base, "query($where: EntityFilter) { catalog { entity(by: {id: \"domain:k0\"}) { downstream(where: $where) { total items(first: 1000) { nodes { entity { id } } } } } } }", { where })).catalog.entity.downstream;

  for (const [name, search, where] of [["kind", "&kinds=capability", { kinds: ["CAPABILITY"] }], ["owner", "&owner=team:t1", { owner: "team:t1" }], ["name", "&text=part%207.", { named: "part 7." }], ["place", "&within=domain:k9", { within: "domain:k9" }]]) {
    test(`keeps of a filter by ${name} what it says, in the picture and in the list`, async () => {
      const { total, items } = await lineage(where);
      const { page, faults } = await explore(path + search);
      await page.getByText(`Showing ${total} of 1,170 downstream in`).waitFor();
      assert.ok((await boxes(page).count()) > 1);
      await page.getByRole("list", { name: "Legend" }).getByText("Implied").waitFor();
      await page.getByRole("tab", { name: `Downstream ${total}` }).waitFor();
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      const listed = await page.locator("[data-list] [data-entry]").evaluateAll((all) => all.map((at) => at.dataset.entry));
      assert.deepEqual(listed.sort(), items.nodes.map(({ entity }) => entity.id).sort());
      await screenshot(page, `explore-large-${name}`);
      assert.deepEqual(faults, []);
    });
  }

  test("says before the click how many a choice leaves", async () => {
    const { page, faults } = await explore(path);
    await page.getByText("Showing 1,170 of 1,170 downstream in").waitFor();
    await page.getByRole("button", { name: "Filter" }).click();
    const ports = page.getByRole("group", { name: "Only these kinds" }).getByText(/^ports/i);
    const said = number(/ ([\d,]+)$/.exec(await ports.innerText())[1]);
    assert.equal(said, (await lineage({ kinds: ["PORT"] })).total);
    await ports.click();
    await page.getByText(`Showing ${said.toLocaleString("en")} of 1,170 downstream in`).waitFor();
    assert.deepEqual(faults, []);
  });

  test("follows the grain", async () => {
    const { page, faults } = await explore(`${path}&grain=division`);
    await page.getByText("in 2 groups").waitFor();
    await page.getByRole("radiogroup", { name: "Grain" }).getByText("Domain", { exact: true }).click();
    await page.getByText("in 40 groups").waitFor();
    await page.waitForFunction(() => document.querySelectorAll(".react-flow__minimap-node").length === 40);
    await page.getByRole("radiogroup", { name: "Grain" }).getByText("Product", { exact: true }).click();
    await page.locator('[data-graph] [data-slot^="product:"]').first().waitFor();
    await page.locator("[data-graph]").focus();
    await page.keyboard.press("/");
    await page.getByRole("textbox", { name: "Find in this graph" }).fill("Product 11");
    await page.getByText("1 of 1", { exact: true }).waitFor();
    await page.keyboard.press("Escape");
    await screenshot(page, "explore-large-product");
    assert.deepEqual(faults, []);
  });

  test("a group says how much more it could show, and a click draws that", async () => {
    const { page, faults } = await explore(`${path}&grain=domain`);
    const handles = page.locator("[data-graph] [data-handle]");
    await page.waitForFunction(() => document.querySelectorAll(".react-flow__minimap-node").length === 40);
    assert.deepEqual(await handles.evaluateAll((all) => all.map((at) => at.dataset.handle)), ["domain:k5 UPSTREAM"], "nothing else leads to what is not drawn");
    const picture = async (opened) => (await ask(server.base, "query($opened: [Opening!]) { catalog { picture(of: [\"domain:k0\"], direction: DOWNSTREAM, opened: $opened) { entities { totalCount } } } }", { opened })).catalog.picture.entities.totalCount;
    const more = (await picture([{ of: "domain:k5", direction: "UPSTREAM", depth: 1 }])) - (await picture([]));
    assert.equal(await handles.innerText(), `+${more}`);
    await screenshot(page, "explore-large-handle");
    await handles.dispatchEvent("click");
    await page.locator('[data-graph] [data-slot="domain:beside"]').waitFor();
    await settled(page);
    await screenshot(page, "explore-large-opened");
    await page.locator('[data-handle="domain:k5 UPSTREAM"]', { hasText: "−" }).dispatchEvent("click");
    await page.locator('[data-graph] [data-slot="domain:beside"]').waitFor({ state: "detached" });
    assert.deepEqual(faults, []);
  });

  test("what is selected in the list is drawn itself, in the box that it is in", async () => {
    const { page, faults } = await explore(`${path}&grain=port&select=port:k1/p0`);
    await page.locator('[data-graph] [data-slot="port:k1/p0"][data-selected]').waitFor();
    assert.deepEqual(faults, []);
  });
});

describe("250 domains with 9,439 flows between them", () => {
  before(async () => void (server = await started(dense())));
  after(() => server?.stop());

  test("are drawn with the largest flows; the map says how many, and a click brings those of one domain", async () => {
    const { page, faults } = await explore("/explore", { width: 1600, height: 1000 });
    assert.match(await status(page).innerText(), /^Showing 250 domains, with 500 of 9,439 flows, the largest\. Select a box to see all of its\.$/);
    assert.equal(await boxes(page).count(), 250);
    assert.equal(await page.locator("[data-graph] svg g[data-flow]").count(), 500);
    await screenshot(page, "explore-dense-map");
    const { catalog } = await ask(server.base, "{ catalog { rollUp { flows { from { id } to { id } } } } }");
    const own = catalog.rollUp.flows.filter(({ from, to }) => from.id === "domain:d7" || to.id === "domain:d7").length;
    await page.locator('[data-graph] [data-slot="domain:d7"]').dispatchEvent("click");
    await page.waitForURL(/select=domain:d7/);
    await page.waitForFunction((own) => [...document.querySelectorAll("[data-graph] svg g[data-flow]")].filter(({ dataset }) => dataset.flow.split(" ").includes("domain:d7")).length >= own, own);
    assert.deepEqual(faults, []);
  });

  test("what comes in pages says how far it is read; where a page does not come, what was drawn stays until it does", async () => {
    const { page } = await explore("/explore/domain:d0?direction=downstream&depth=1");
    const before = await boxes(page).count();
    let pages = 0, dropped = false, drop;
    const held = new Promise((resolve) => (drop = resolve));
    await page.route("**/graphql", async (route) => {
      if (!dropped && route.request().postData()?.includes("query MoreFlows") && ++pages === 3) {
        await held;
        dropped = true;
        return route.abort();
      }
      return route.continue();
    });
    await page.getByRole("button", { name: "More depth" }).click();
    await status(page).getByText(/^Reading flows 3,000 of \d,\d{3}$/).waitFor();
    assert.equal(await boxes(page).count(), before);
    await page.getByRole("tab", { name: "Downstream 249" }).waitFor(); // the list waits for no flows
    await screenshot(page, "explore-reading");
    drop();
    const alert = page.getByRole("alert").filter({ hasText: /3,000 of \d,\d{3} flows are there/ });
    await alert.waitFor();
    await status(page).getByText(/^3,000 of \d,\d{3} flows read$/).waitFor();
    assert.equal(await boxes(page).count(), before);
    await screenshot(page, "explore-reading-failed");
    await alert.getByRole("button", { name: "Try again" }).click();
    await page.waitForFunction(() => document.querySelectorAll(".react-flow__minimap-node").length === 250);
    await alert.waitFor({ state: "detached" });
  });

  test("a lineage of them is trimmed alike", async () => {
    const { page, faults } = await explore("/explore/domain:d0?direction=downstream&depth=all");
    assert.match(await status(page).innerText(), /^Showing \d+ of \d+ downstream in \d+ groups, with [\d,]+ of [\d,]+ flows, the largest\. Select a box to see all of its\.$/);
    await screenshot(page, "explore-dense");
    assert.deepEqual(faults, []);
  });
});

/** 25 domains with 38 parts each, which feed those of the next one, the last one's the first's, and one more of any domain. */
function cyclic() {
  const [domains, parts] = [25, 38];
  const any = (i) => (i * 7_919 + 31) % (domains * parts);
  const at = (i) => `port:r${i % domains}/p${Math.floor(i / domains)}`;
  const all = times(domains * parts, (i) => i);
  return [
    ...times(10, (i) => put(`team:r${i}`, { name: `Team ${i}` })),
    ...times(domains, (d) => put(`domain:r${d}`, { name: `Round ${d}` })),
    ...times(domains, (d) => owns(`team:r${d % 10}`, `domain:r${d}`)),
    ...all.map((i) => put(at(i), { name: `Round part ${i}`, container: `domain:r${i % domains}` })),
    ...all.map((i) => feeds(at(i), at((i + 1) % all.length))),
    ...all.filter((i) => any(i) !== i && any(i) !== (i + 1) % all.length).map((i) => feeds(at(i), at(any(i)))),
  ];
}

describe("a lineage that is one cycle", () => {
  before(async () => void (server = await started(cyclic())));
  after(() => server?.stop());

  const flows = (page) => page.locator("[data-graph] svg g[data-flow]");
  const path = "/explore/domain:r0?direction=downstream&depth=all&owner=team:r1";

  test("says how many flows it leaves out where its box is opened", async () => {
    const { page, faults } = await explore(`${path}&open=box:domain:r0`);
    assert.match(await status(page).innerText(), /, with .*\d+ of [\d,]+ ways through what is hidden\. Select a box to see all of its\.$/);
    assert.ok((await flows(page).count()) <= 500);
    const [ground, surface] = await status(page).evaluate((at) => [getComputedStyle(at), getComputedStyle(document.querySelector("[data-graph] [data-float]"))].map((style) => style.backgroundColor));
    assert.equal(ground, surface, "what is said over boxes has the ground of all that floats");
    await screenshot(page, "explore-cycle");
    assert.deepEqual(faults, []);
  });
});

describe("a chain of 240 domains with long names", () => {
  before(async () => {
    server = await started([
      ...times(240, (d) => put(`domain:c${d}`, { name: `Customer relationship administration ${d}` })),
      ...times(240, (d) => put(`port:c${d}/out`, { name: `Out ${d}`, container: `domain:c${d}` })),
      ...times(239, (d) => feeds(`port:c${d}/out`, `port:c${d + 1}/out`)),
    ]);
  });
  after(() => server?.stop());

  test("is seen whole when it is fitted, and no name stands on another", async () => {
    const { page, faults } = await explore("/explore/domain:c0?direction=downstream&depth=all&grain=domain");
    await page.getByRole("button", { name: "Show all of it" }).click();
    await page.waitForFunction(() => document.querySelectorAll(".react-flow__node").length === 240);
    await settled(page);
    const canvas = await page.locator("[data-graph]").boundingBox();
    const names = await page.locator(".react-flow__node").evaluateAll((all) => all.map((at) => at.getBoundingClientRect()).map(({ left, right, top, bottom }) => ({ left, right, top, bottom })));
    for (const { left, right, top, bottom } of names) assert.ok(left >= canvas.x && right <= canvas.x + canvas.width && top >= canvas.y && bottom <= canvas.y + canvas.height, JSON.stringify({ left, right, top, bottom, canvas }));
    await screenshot(page, "explore-chain-whole");
    assert.deepEqual(faults, []);
  });

  test("has names that stay in their boxes, at any zoom", async () => {
    const { page } = await explore("/explore/domain:c0?direction=downstream&depth=all&grain=domain");
    await page.getByRole("button", { name: "Show all of it" }).click();
    await settled(page);
    for (let step = 0; step < 14; step++) {
      const out = await page.locator(".react-flow__node").evaluateAll((all) =>
        all.flatMap((node) => {
          const box = node.getBoundingClientRect(), name = node.querySelector("b").getBoundingClientRect();
          return name.bottom > box.bottom + 1 || name.right > box.right + 1 ? [`${name.bottom - box.bottom} ${name.right - box.right}`] : [];
        }),
      );
      assert.deepEqual(out, [], await page.locator('[aria-label="Zoom"] span').innerText());
      if (step === 6) await screenshot(page, "explore-chain-names");
      await page.getByRole("button", { name: "Zoom in", exact: true }).click();
      await settled(page);
    }
  });
});

/** What is to be read of each name: the letters that are in sight, with an ellipsis where some are not. */
const read = (page) =>
  page.locator(".react-flow__node").evaluateAll((nodes) =>
    nodes.map((node) => {
      const name = node.querySelector("b");
      const seen = [...(name.children.length ? name.children : [name])].map((part) => {
        const text = part.firstChild, range = document.createRange();
        const { left, right, top, bottom } = part.getBoundingClientRect();
        const size = parseFloat(getComputedStyle(part).fontSize); // letters may be a little higher than their line
        const cut = part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + size / 2;
        const ends = cut ? right - size * (node.getBoundingClientRect().width / node.offsetWidth) : right + 0.5;
        const letters = [...text.data].filter((_, at) => {
          range.setStart(text, at);
          range.setEnd(text, at + 1);
          const letter = range.getBoundingClientRect();
          return letter.left >= left - 0.5 && letter.right <= ends && letter.top >= top - 2 && letter.bottom <= bottom + 2;
        });
        return letters.join("") + (cut ? "…" : "");
      });
      return { name: name.title, seen: seen.join(" ") };
    }),
  );

describe("divisions and domains that are told apart by their last word alone", () => {
  before(async () => {
    server = await started([
      ...times(5, (i) => put(`division:v${i}`, { name: `Division ${i}` })),
      ...times(250, (d) => put(`domain:k${d}`, { name: `Domain ${d}`, container: `division:v${d % 5}` })),
      ...times(250, (d) => put(`port:k${d}/out`, { name: `Out ${d}`, container: `domain:k${d}` })),
      ...times(249, (d) => feeds(`port:k${d}/out`, `port:k${d + 1}/out`)),
      feeds("port:k249/out", "port:k0/out"),
    ]);
  });
  after(() => server?.stop());

  for (const [name, path, viewport] of [["a phone", "/explore?grain=division", { width: 390, height: 844 }], ["a lineage", "/explore/domain:k0?direction=downstream&depth=9&grain=domain", { width: 1440, height: 900 }], ["one division", "/explore?within=division:v1", { width: 1440, height: 900 }]]) {
    test(`no two read alike, at any zoom: ${name}`, async () => {
      const { page, faults } = await explore(path, viewport);
      await page.locator(".react-flow__node").nth(1).waitFor();
      await settled(page);
      await screenshot(page, `explore-told-apart-${name.replace(" ", "-")}`);
      for (let step = 0; step < 8; step++) {
        const names = await read(page);
        assert.ok(names.length > 0 && names.every(({ seen }) => seen.length > 0), JSON.stringify(names));
        assert.equal(new Set(names.map(({ seen }) => seen)).size, new Set(names.map(({ name }) => name)).size, JSON.stringify(names));
        if (!(await page.getByRole("button", { name: "Zoom in", exact: true }).isVisible())) break; // a thumbnail
        await page.getByRole("button", { name: "Zoom in", exact: true }).click();
        await settled(page);
      }
      assert.deepEqual(faults, []);
    });
  }
});

describe("600 domains of 5 divisions", () => {
  before(async () => {
    server = await started([
      ...times(5, (i) => put(`division:v${i}`, { name: `Division ${i}` })),
      ...times(600, (d) => put(`domain:k${d}`, { name: `Domain ${d}`, container: `division:v${d % 5}` })),
      ...times(600, (d) => put(`port:k${d}/out`, { name: `Out ${d}`, container: `domain:k${d}` })),
      ...times(599, (d) => feeds(`port:k${d}/out`, `port:k${d + 1}/out`)),
    ]);
  });
  after(() => server?.stop());

  const opened = async (page) => {
    await page.waitForURL((url) => url.searchParams.get("within") === "division:v3");
    await page.locator('[data-graph] [data-slot="domain:k3"]').waitFor({ state: "attached" });
    assert.match(await status(page).innerText(), /^Showing 120 domains/);
  };

  test("are drawn as divisions, which open to them", async () => {
    const { page, faults } = await explore("/explore");
    await page.getByText(/^Showing 600 domains in 5 divisions and [\d,]+ flows between them\. Open a division to see its domains\.$/).waitFor();
    const box = page.locator('[data-graph] [data-slot="division:v3"]');
    await box.dispatchEvent("click");
    await page.getByRole("button", { name: "Open Division 3" }).click();
    await opened(page);
    assert.equal(await page.getByRole("button", { name: "Open Division 3" }).count(), 0);
    await screenshot(page, "explore-division-opened");
    await page.goBack();
    await page.getByRole("button", { name: "Open Division 3" }).waitFor(); // it is selected still
    await box.dispatchEvent("click");
    await opened(page);
    assert.deepEqual(faults, []);
  });

  test("open on a phone too", async () => {
    const { page, faults } = await explore("/explore", { width: 390, height: 844 });
    await page.getByRole("button", { name: "Show the graph on the whole screen" }).click();
    await page.locator('[data-graph] [data-slot="division:v3"]').dispatchEvent("click");
    await page.getByRole("button", { name: "Open Division 3" }).click({ timeout: 10_000 });
    await opened(page);
    await screenshot(page, "explore-division-opened-phone");
    assert.deepEqual(faults, []);
  });

  test("are opened by the keys", async () => {
    const { page, faults } = await explore("/explore");
    await page.locator('[data-graph] [data-slot="division:v3"]').dispatchEvent("click");
    await page.getByRole("button", { name: "Open Division 3" }).waitFor();
    await page.locator("[data-graph]").press("+");
    await opened(page);
    assert.deepEqual(faults, []);
  });
});
