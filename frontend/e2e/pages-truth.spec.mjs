// Every number on the start, the ownership, divisions, systems and entity pages is the API's, on the example, on the example as it
// grew, and on a catalog made up from a seed.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { launch, open } from "./browser.mjs";
import { ask, catalogs } from "./catalogs.mjs";
import { startServer } from "./server.mjs";

let browser;
before(async () => void (browser = await launch()));
after(() => browser?.close());

const numbersIn = (text) => (text.match(/\d[\d,]*/g) ?? []).map((number) => Number(number.replaceAll(",", "")));
const card = (page, name) => page.getByRole("region", { name, exact: true });
const plural = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

for (const [name, begin] of Object.entries(catalogs)) {
  describe(`on the ${name} catalog`, () => {
    let at, stop, page, faults;
    before(async () => {
      ({ base: at, stop } = await begin());
      ({ page, faults } = await open(browser, "/", { at, viewport: { width: 1440, height: 900 } }));
    });
    afterEach(() => assert.deepEqual(faults, []));
    after(async () => {
      await page?.context().close();
      await stop?.();
    });

    async function go(path, heading = /./) {
      await page.goto(at + path);
      await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    }

    test("the start", async () => {
      const { catalog } = await ask(at, `{ catalog {
        divisions: entities(where: { kinds: [DIVISION] }) { totalCount nodes { id name ... on Division { border { crossings(first: 0) { totalCount } } domains(first: 0) { totalCount } } } }
        domains: entities(where: { kinds: [DOMAIN] }, first: 12) { totalCount nodes { name upstream { total } impact { total teams { team { id } } } } }
        teams: entities(where: { kinds: [TEAM] }, first: 0) { totalCount } systems: entities(where: { kinds: [SOURCE_SYSTEM] }, first: 0) { totalCount }
        gaps: findings(kinds: [UNOWNED, OWNER_CONFLICT, UNSOURCED, SHADOW_SYSTEM], first: 0) { totalCount } } }`);
      await go("/");
      await page.getByText([plural(catalog.divisions.totalCount, "division"), plural(catalog.domains.totalCount, "domain"), plural(catalog.teams.totalCount, "team"), plural(catalog.systems.totalCount, "system")].join(", "), { exact: true }).waitFor();
      const most = (measure) => catalog.domains.nodes.reduce((best, of) => (measure(of) > measure(best) ? of : best));
      const feeds = most(({ impact }) => impact.total);
      const numbers = [
        plural(most(({ upstream }) => upstream.total).upstream.total, "part"),
        plural(feeds.impact.total, "part"),
        plural(feeds.impact.teams.filter(({ team }) => team).length, "team"),
        plural(catalog.divisions.nodes[0].border.crossings.totalCount, "link"),
      ];
      assert.deepEqual(await page.locator("main li > a > .small").allInnerTexts(), numbers);
      for (const division of catalog.divisions.nodes) await card(page, division.name).getByText(plural(division.domains.totalCount, "domain"), { exact: true }).waitFor();
      await card(page, "Gaps").getByText(String(catalog.gaps.totalCount), { exact: true }).first().waitFor();
    });

    test("ownership: each kind of finding, and who owns and consumes which domain", async () => {
      const { catalog } = await ask(at, `{ catalog {
        findings(first: 1000) { totalCount nodes { kind } }
        domains: entities(where: { kinds: [DOMAIN] }, first: 40) { nodes { name owner { id name } ownership { status claims { team { id } } } consumers { team { id } } parts(first: 100) { nodes { consumers { team { id } } } } } }
        teams: entities(where: { kinds: [TEAM] }, first: 50) { nodes { id name } } } }`);
      await go("/ownership");
      const kinds = catalog.findings.nodes.map(({ kind }) => kind);
      const byKind = [...new Set(kinds)].map((kind) => kinds.filter((other) => other === kind).length);
      const said = (await page.locator("main [class*=gaps] h2").allInnerTexts()).filter((title) => title !== "Who is accountable");
      assert.deepEqual(said.map((title) => numbersIn(title).at(-1)).sort(), byKind.sort());
      await page.getByText(plural(catalog.findings.totalCount, "finding"), { exact: false }).first().waitFor();
      const cells = await page.locator("table td[title]").evaluateAll((all) => all.map((at) => at.title).sort());
      const holds = (team, domain) => {
        const { owner, ownership, consumers } = domain;
        const owns = owner?.id === team.id || (ownership.status === "CONFLICT" && ownership.claims.some((claim) => claim.team?.id === team.id));
        const uses = [...consumers, ...domain.parts.nodes.flatMap(({ consumers }) => consumers)].some((use) => use.team.id === team.id);
        return owns || uses ? [`${team.name} ${owns && uses ? "owns and consumes" : owns ? "owns" : "consumes"} ${domain.name}`] : [];
      };
      assert.deepEqual(cells, catalog.teams.nodes.flatMap((team) => catalog.domains.nodes.flatMap((domain) => holds(team, domain))).sort());
    });

    test("divisions: what a sale would cut", async () => {
      const { catalog } = await ask(at, "{ catalog { entities(where: { kinds: [DIVISION] }, first: 10) { nodes { id name ... on Division { border { byRelation { relation count } crossings(first: 300) { totalCount nodes { from { id } to { id } outward } } } } } } } }");
      for (const { id, name, border } of catalog.entities.nodes) {
        const { byRelation, crossings } = border;
        await go(`/divisions?within=${id}`, new RegExp(`Selling ${name}`));
        const outside = new Set(crossings.nodes.map(({ from, to, outward }) => (outward ? to.id : from.id)));
        const heading = await page.getByRole("heading", { level: 1 }).innerText();
        if (crossings.totalCount) assert.match(heading, new RegExp(`^Selling ${name} cuts ${plural(crossings.totalCount, "link")} to ${plural(outside.size, "shared thing")}\\.`));
        const report = card(page, "Border report");
        await report.getByText(`${crossings.totalCount} of ${crossings.totalCount} · complete`).waitFor();
        assert.deepEqual((await report.getByRole("heading", { level: 3 }).allInnerTexts()).map((text) => numbersIn(text).at(-1)), byRelation.map(({ count }) => count));
      }
    });

    test("systems: whom each serves, who runs it and what runs there", async () => {
      const { catalog } = await ask(at, "{ catalog { entities(where: { kinds: [SOURCE_SYSTEM] }) { totalCount nodes { id name ... on SourceSystem { serves { totalCount } operators { totalCount } runs { totalCount } downstream(depth: 1) { total } } } } markets: entities(where: { kinds: [MARKET] }) { totalCount } } }");
      await go("/systems");
      assert.match(await page.getByRole("heading", { level: 1 }).innerText(), new RegExp(`^${plural(catalog.entities.totalCount, "system")}, ${plural(catalog.markets.totalCount, "market")}\\.`));
      for (const { name, serves, operators, runs, downstream } of catalog.entities.nodes) {
        const terms = await card(page, name).locator("dt").allInnerTexts();
        const number = (word) => Number(terms.find((term) => term.startsWith(word))?.slice(word.length) || 0);
        assert.deepEqual([number("Serves"), number("Operated by"), number("Runs here"), number("Feeds")], [serves.totalCount, operators.totalCount, runs.totalCount, downstream.total], name);
      }
    });

    test("an entity of each kind: what reaches it, its parts, its users, its findings", async () => {
      const { catalog } = await ask(at, `{ catalog { entities(first: 1000) { nodes { id kind name upstream { total byDepth { count } } downstream { total byDepth { count } } parts(first: 0) { totalCount } consumers { team { id } } } } } }`);
      const ofKind = new Map(catalog.entities.nodes.toSorted((a, b) => a.upstream.total + a.downstream.total + a.consumers.length - b.upstream.total - b.downstream.total - b.consumers.length).map((of) => [of.kind, of]));
      for (const { id, kind, upstream, downstream, parts, consumers } of ofKind.values()) {
        await go(`/entity/${id}`);
        const { catalog } = await ask(at, "query($id: ID!) { catalog { findings(within: $id, first: 0) { totalCount } } }", { id });
        for (const [title, side] of [["Fed by", upstream], ["Feeds", downstream]]) {
          const steps = await card(page, title).getByRole("heading", { level: 3 }).allInnerTexts();
          if (side.total > 0 && side.total <= 100) assert.deepEqual(steps.map((step) => numbersIn(step)[1]), side.byDepth.map(({ count }) => count), `${id}: ${title}`);
        }
        if (parts.totalCount > 0 && kind !== "DATASET") assert.equal(numbersIn(await card(page, "Parts").locator("h2").innerText()).at(-1), parts.totalCount, id);
        if (kind !== "TEAM") assert.equal(numbersIn(await card(page, "Consumers").locator("h2").innerText()).at(-1), consumers.length, id);
        await card(page, "Findings").getByText(`${catalog.findings.totalCount} here`).or(card(page, "Findings").getByText(`of ${catalog.findings.totalCount} shown`)).waitFor();
      }
    });
  });
}

test("on a phone a long ID sticks out of no page, and a row says where it is and who owns it", async (t) => {
  const { apply, base: at, stop } = await startServer();
  t.after(stop);
  const table = "dataset:snowflake:%2F%2Forganisation-account/warehouse.presentation_layer.monthly_active_customers_by_region";
  await apply({ put: { id: "domain:x/customer", name: "Customer" } }, { put: { id: "team:care", name: "Customer Care" } }, { link: { relation: "OWNS", from: "team:care", to: "domain:x/customer" } }, { put: { id: table, name: "monthly", container: "domain:x/customer" } });
  const phone = { at, viewport: { width: 360, height: 780 } };
  const { page } = await open(browser, `/entity/${table.replaceAll("%", "%25")}`, phone);
  await page.getByRole("heading", { level: 1, name: /^monthly is owned by Customer Care/ }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
  await page.context().close();
  const list = await open(browser, "/catalog?kinds=dataset", phone);
  const row = list.page.getByRole("listitem").filter({ hasText: "monthly" });
  for (const said of ["dataset", "Customer", "Customer Care"]) await row.getByText(said, { exact: true }).waitFor();
  await list.page.context().close();
});

test("a long name stays in its tile and in its column", async (t) => {
  const { base: at, stop } = await catalogs.generated();
  t.after(stop);
  const name = "Unternehmensdatenverwaltungsgesellschaft";
  for (const [path, within] of [["/", "li"], ["/ownership", "th"]]) {
    const { page } = await open(browser, path, { at });
    const link = page.locator(within).filter({ has: page.getByRole("link", { name }) }).first();
    await link.waitFor();
    const [outer, inner] = await link.evaluate((at) => [at.getBoundingClientRect(), at.querySelector("a").getBoundingClientRect()].map(({ left, right }) => [left, right]));
    assert.ok(inner[0] >= outer[0] - 0.5 && inner[1] <= outer[1] + 0.5, `${path}: ${inner} in ${outer}`);
    assert.ok(await link.evaluate((at) => at.scrollWidth <= at.clientWidth), `${path} does not overflow`);
    await page.context().close();
  }
});
