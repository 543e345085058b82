// Every number on Explore is the API's: what handles, menus, chips and filters say before a click is what the click brings, on the
// example, on the example as it grew, and on a catalog made up from a seed.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { launch, open, settled } from "./browser.mjs";
import { ask, catalogs } from "./catalogs.mjs";

let browser;
before(async () => void (browser = await launch()));
after(() => browser?.close());

const pictured = `query($of: ID!, $direction: Direction, $depth: Int, $opened: [Opening!]) { catalog { picture(of: [$of], direction: $direction, depth: $depth, opened: $opened) {
  entities(first: 1000) { totalCount nodes { entity { id kind } } } flows(first: 1000) { nodes { from { id } to { id } precision } } } } }`;
const picture = async (at, of, more = {}) => (await ask(at, pictured, { of, direction: "UPSTREAM", depth: 1, ...more })).catalog.picture;

/** What can be asked about: of each kind one that has flows, the one with most. */
async function subjects(at) {
  const { catalog } = await ask(at, "{ catalog { entities(first: 1000, where: { kinds: [DOMAIN, DATA_PRODUCT, PORT, CAPABILITY, DATASET, FIELD] }) { nodes { id kind upstream { total } downstream { total } } } } }");
  const best = new Map();
  for (const of of catalog.entities.nodes) if (of.upstream.total + of.downstream.total > (best.get(of.kind)?.reached ?? 0)) best.set(of.kind, { ...of, reached: of.upstream.total + of.downstream.total });
  return [...best.values()];
}

/** How many entities a handle's words say are up- or downstream of what it is at. */
const feedingIn = async (page, key) => Number(/([\d,]+) (?:upstream|downstream) of /.exec(await page.locator(`[data-handle="${key}"]`).getAttribute("title"))[1].replaceAll(",", ""));

/** How many the lineage of that has in one step, of those that are not drawn. */
async function feeding(at, of, direction, { entities }) {
  const { catalog } = await ask(at, "query($of: ID!, $direction: Direction!) { catalog { lineage(of: [$of], direction: $direction, depth: 1) { items(first: 1000) { nodes { entity { id } } } } } }", { of, direction });
  const drawn = new Set(entities.nodes.map(({ entity }) => entity.id));
  return catalog.lineage.items.nodes.filter(({ entity }) => !drawn.has(entity.id)).length;
}

const attributes = (locator, name) => locator.evaluateAll((all, name) => all.map((at) => at.dataset[name]), name);
const beside = async (page) => Number(/, and ([\d,]+) \w+ you opened/.exec(await page.locator("[data-graph] [role=status]").first().innerText())?.[1].replace(",", "") ?? 0);

for (const [name, begin] of Object.entries(catalogs)) {
  describe(`on the ${name} catalog`, () => {
    let at, stop, page, faults;
    before(async () => {
      ({ base: at, stop } = await begin());
      ({ page, faults } = await open(browser, "/explore", { at, viewport: { width: 1600, height: 1000 } }));
    });
    afterEach(() => assert.deepEqual(faults, []));
    after(async () => {
      await page?.context().close();
      await stop?.();
    });

    async function explore(path) {
      await page.goto(at + path);
      await settled(page);
    }

    /** What the list has, all of it, as on paper. */
    async function listed() {
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      return attributes(page.locator("[data-list] [data-entry]"), "entry");
    }

    test("the map draws coarse joins as coarse, and its list says so", async () => {
      const { catalog } = await ask(at, "{ catalog { rollUp(to: DOMAIN) { entities { entity { id ... on Domain { parts(first: 0) { totalCount } } } } flows { from { id } to { id } count precision } } } }");
      const { entities, flows } = catalog.rollUp;
      await explore("/explore");
      const drawn = await page.locator("[data-graph] svg g[data-flow]").evaluateAll((all) => all.map((at) => [at.dataset.flow, at.querySelector("path").hasAttribute("stroke-dasharray")]));
      assert.deepEqual(
        Object.fromEntries(drawn.map(([id, dashed]) => [id.replace(/ kept$/, ""), dashed])),
        Object.fromEntries(flows.map(({ from, to, precision }) => [`${from.id} ${to.id}`, precision === "COARSE"])),
      );
      const legend = await page.getByRole("list", { name: "Legend" }).allInnerTexts();
      assert.equal(/Coarse roll-up/.test(legend.join()), flows.some(({ precision }) => precision === "COARSE"));
      const sum = flows.reduce((sum, { count }) => sum + count, 0);
      assert.match(await page.locator("[data-graph] [role=status]").first().innerText(), new RegExp(`^Showing ${entities.length} domains and ${sum} flows? between them$`));
      for (const from of new Set(flows.slice(0, 6).map(({ from }) => from.id))) {
        await page.locator(`[data-graph] [data-slot="${from}"]`).click();
        const fed = page.locator("[aria-current=true] + div li");
        await fed.first().waitFor();
        const of = flows.filter((flow) => flow.from.id === from);
        assert.equal(await fed.count(), of.length);
        assert.equal(await fed.filter({ hasText: "Coarse" }).count(), of.filter(({ precision }) => precision === "COARSE").length);
      }
    });

    test("a graph opens at a grain at which what it is about is drawn, and the list has what the API answers", async () => {
      for (const { id, kind } of await subjects(at)) {
        await explore(`/explore/${id}?direction=both&depth=2`);
        assert.equal(await page.getByRole("radiogroup", { name: "Grain" }).locator("input:checked").first().inputValue(), { DATASET: "dataset", FIELD: "column" }[kind] ?? "port");
        const isFar = await page.locator("[data-graph][data-zoom=brief], [data-graph][data-zoom=block]").count(); // then no row is drawn
        if (!isFar) assert.ok((await attributes(page.locator("[data-graph] [data-slot]"), "slot")).includes(id), `${id} is drawn`);
        const { catalog } = await ask(at, "query($id: ID!) { catalog { entity(by: { id: $id }) { upstream(depth: 2) { ...L } downstream(depth: 2) { ...L } } } } fragment L on Lineage { total items(first: 1000) { nodes { entity { id } } } }", { id });
        for (const side of ["upstream", "downstream"]) {
          await page.getByRole("tab", { name: side === "upstream" ? /^Up / : /^Down / }).click();
          const { total, items } = catalog.entity[side];
          await page.getByRole("tab", { name: new RegExp(`^${side === "upstream" ? "Up" : "Down"} ${total}$`) }).waitFor();
          assert.deepEqual((await listed()).sort(), items.nodes.map(({ entity }) => entity.id).sort(), `${kind} ${side}`);
        }
      }
    });

    test("a handle brings as many as it says, at every grain", async () => {
      const all = await subjects(at);
      for (const [i, grain] of ["division", "domain", "product", "port", "dataset", "column"].entries()) {
        for (const { id } of new Set([all[i % all.length], all[(i + 2) % all.length]])) {
          await explore(`/explore/${id}?grain=${grain}`);
          const handles = page.locator("[data-handle]:not([data-open])");
          const before = await picture(at, id);
          for (const key of (await attributes(handles, "handle")).slice(0, 12)) {
            const [of, direction] = key.split(" ");
            const said = Number(await page.locator(`[data-handle="${key}"]`).getAttribute("data-count"));
            const opened = await picture(at, id, { opened: [{ of, direction, depth: 1 }] });
            assert.equal(said, opened.entities.totalCount - before.entities.totalCount, `${id} at ${grain}: ${key}`);
            assert.equal(await feedingIn(page, key), await feeding(at, of, direction, before), `${id} at ${grain}: ${key} by its words`);
          }
          const [first] = await attributes(handles, "handle");
          if (first) {
            const said = Number(await page.locator(`[data-handle="${first}"]`).getAttribute("data-count"));
            await page.locator(`[data-handle="${first}"]`).evaluate((at) => at.click());
            await page.waitForURL(/open=/);
            await page.getByText("you opened").waitFor();
            assert.equal(await beside(page), said, `${id} at ${grain}: ${first}`);
          }
        }
      }
    });

    test("the menu of a handle says what each number of steps brings, also where much of it is drawn", async () => {
      const shown = { direction: undefined, depth: 2 };
      for (const { id } of (await subjects(at)).slice(0, 4)) {
        await explore(`/explore/${id}?direction=both&depth=2`);
        for (const key of (await attributes(page.locator("[data-handle]:not([data-open])"), "handle")).slice(0, 3)) {
          const [of, direction] = key.split(" ");
          const before = (await picture(at, id, shown)).entities.totalCount;
          await page.locator(`[data-handle="${key}"]`).dispatchEvent("contextmenu");
          const items = page.getByRole("menuitem").filter({ hasText: /step/ });
          await items.first().waitFor();
          for (const text of await items.allInnerTexts()) {
            const [, all, depth, brings] = /^(All, )?(\d+) steps?\s*\+(\d+)$/.exec(text);
            const grown = await picture(at, id, { ...shown, opened: [{ of, direction, ...(!all && { depth: Number(depth) }) }] });
            assert.equal(Number(brings), grown.entities.totalCount - before, `${key}: ${text}`);
          }
          await page.keyboard.press("Escape");
          await items.first().waitFor({ state: "hidden" });
        }
      }
    });

    test("a filter leaves as many as it says", async () => {
      const [{ id }] = (await subjects(at)).filter(({ kind }) => kind === "DOMAIN");
      await explore(`/explore/${id}?direction=both&depth=all`);
      await page.getByRole("button", { name: "Filter" }).click();
      const kinds = page.getByRole("group", { name: "Only these kinds" }).locator("label");
      await kinds.first().waitFor();
      const labels = await kinds.allInnerTexts();
      for (const label of labels) {
        const said = Number(/ (\d+)$/.exec(label)[1]);
        const box = page.getByRole("checkbox", { name: label, exact: true });
        await box.check();
        await page.waitForURL(/kinds=/);
        await page.getByRole("tab", { name: /^By team/ }).click();
        assert.equal((await listed()).length, said, `${id}: ${label}`);
        await page.getByRole("button", { name: /^Filter/ }).click();
        await box.waitFor();
        await box.uncheck();
      }
    });

    test("the chips of precision count what a place leaves", async (t) => {
      const { catalog } = await ask(at, "{ catalog { entities(first: 1000, where: { kinds: [DOMAIN, CAPABILITY, DATASET] }) { nodes { id downstream { byPrecision { precision count } } } } } }");
      const coarse = catalog.entities.nodes.find(({ downstream }) => downstream.byPrecision.some(({ precision }) => precision === "COARSE"));
      if (name === "example") return t.skip("nothing of it is coarse");
      const answer = await ask(at, "query($id: ID!) { catalog { entity(by: { id: $id }) { downstream { items(first: 1000) { nodes { precision entity { id containers { id } } } } } } } }", { id: coarse.id });
      const { nodes } = answer.catalog.entity.downstream.items;
      const places = new Set(nodes.filter(({ precision }) => precision === "COARSE").flatMap(({ entity }) => entity.containers.map(({ id }) => id)));
      for (const place of [...places].slice(0, 3)) {
        await explore(`/explore/${coarse.id}?direction=downstream&depth=all&within=${place}`);
        const left = nodes.filter(({ entity }) => entity.id === place || entity.containers.some(({ id }) => id === place));
        const count = (of) => left.filter(({ precision }) => precision === of).length;
        await page.getByText(`Exact ${count("EXACT")}`, { exact: true }).waitFor();
        await page.getByText(`Coarse ${count("COARSE")}`, { exact: true }).waitFor();
      }
    });
  });
}

test("what is selected is lit where only what it is part of is drawn", async () => {
  const getCustomer = "capability:division-x/customer/get-customer";
  const { page, faults } = await open(browser, `/explore/domain:division-x/sales-planning?depth=all&grain=domain&select=${getCustomer}`);
  await page.locator('[data-graph] [data-slot="domain:division-x/customer"][data-selected]').waitFor();
  assert.equal(await page.locator("[data-graph] svg g[data-lit]").count(), 2, "from Customer by Sale");
  await page.locator(`[data-entry="${getCustomer}"][aria-selected="true"]`).waitFor();
  assert.deepEqual(faults, []);
});

test("a long name stays in its box, also from far", async (t) => {
  const { base: at, stop } = await catalogs.generated();
  t.after(stop);
  const { page, faults } = await open(browser, "/explore/domain:a/d0?grain=domain&direction=both&depth=2", { at, viewport: { width: 1400, height: 900 } });
  await page.locator("[data-graph][data-zoom=block]").waitFor();
  await settled(page);
  const [outer, inner] = await page.locator('[data-graph] [data-slot="domain:b/d7"]').evaluate((at) => [at, at.querySelector("b")].map((at) => at.getBoundingClientRect()).map(({ left, right }) => [left, right]));
  assert.ok(inner[0] >= outer[0] && inner[1] <= outer[1], `${inner} in ${outer}`);
  assert.deepEqual(faults, []);
});
