// dbt and dbt-ol, unmodified, on examples/dbt and DuckDB: what the events say and what the manifest says is one lineage.
import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { promisify } from "node:util";
import { programs } from "./dbt/environment.mjs";
import { binary, guarded } from "./server.mjs";

const { bin, missing } = programs();
const skip = missing && `SKIPPED: dbt cannot be installed here: ${missing}`;
if (skip) console.error(skip);

const example = new URL("../examples/dbt/", import.meta.url).pathname;
const namespace = "duckdb://tea_shop.duckdb"; // as profiles.yml says
const folder = mkdtempSync(join(tmpdir(), "headwater-dbt-"));
after(() => rmSync(folder, { recursive: true }));
const target = join(folder, "target");
const { url: server, tokens: [ingest, write, read] } = skip ? { tokens: [] } : await guarded("ingest", "write", "read");

/** Builds the example as its README would: the run is told to the server, and leaves its artifacts in target. */
async function build() {
  cpSync(example, folder, { recursive: true });
  const env = {
    PATH: `${bin}:${process.env.PATH}`, HOME: folder, DBT_SEND_ANONYMOUS_USAGE_STATS: "false",
    OPENLINEAGE_URL: server.replace("/graphql", ""), OPENLINEAGE_API_KEY: ingest, OPENLINEAGE_NAMESPACE: "tea-shop",
  };
  const run = (program, ...args) => promisify(execFile)(join(bin, program), args, { cwd: folder, env });
  const { stdout } = await run("dbt-ol", "build");
  assert.match(stdout, /Emitted \d+ OpenLineage events/);
  await run("dbt", "docs", "generate");
}

/** Asks the server that was told of the run. */
async function ask(query, variables) {
  const answer = await fetch(server, {
    method: "POST", headers: { "content-type": "application/json", authorization: `Bearer ${read}` }, body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await answer.json();
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data;
}

/** The names of all datasets downstream of one, as the catalog answers. */
async function downstream(name) {
  const data = await ask(
    `query ($namespace: String!, $name: String!) {
      catalog { dataset(namespace: $namespace, name: $name) { downstream(where: {kinds: [DATASET]}) { items(first: 1000) { nodes { entity { id } } } } } } }`,
    { namespace, name });
  return data.catalog.dataset.downstream.items.nodes.map(({ entity }) => decodeURIComponent(entity.id.split("/")[1]));
}

/** The datasets of a manifest, and for each all that is downstream of it: the definition, read naively. */
function lineageOf(manifest) {
  const nodes = { ...manifest.nodes, ...manifest.sources };
  const built = ({ resource_type, config }) => ["model", "seed", "snapshot", "source"].includes(resource_type) && config.materialized !== "ephemeral";
  const name = (n) => [n.database, n.schema, n.identifier ?? n.alias].join(".");
  const reach = (id, seen = new Set()) => {
    for (const [child, node] of Object.entries(nodes)) {
      if (node.resource_type === "test" || seen.has(child) || !node.depends_on?.nodes?.includes(id)) continue;
      seen.add(child);
      reach(child, seen);
    }
    return seen;
  };
  const datasets = Object.keys(nodes).filter((id) => built(nodes[id]));
  const names = new Map(datasets.map((id) => [name(nodes[id]), [...reach(id)].filter((d) => built(nodes[d])).map((d) => name(nodes[d])).sort()]));
  return names;
}

const manifest = () => JSON.parse(readFileSync(join(target, "manifest.json"), "utf8"));

async function theSameAsTheManifest() {
  const lineage = lineageOf(manifest());
  assert.equal(lineage.size, 10);
  for (const [name, expected] of lineage) {
    const found = (await downstream(name)).filter((d) => lineage.has(d)).sort();
    assert.deepEqual(found, expected, `downstream of ${name}`);
  }
}

test("what dbt-ol tells of a run is the lineage of the manifest", { skip, timeout: 900_000 }, async () => {
  await build();
  await theSameAsTheManifest();
});

test("its manifest and the events say things of the same datasets", { skip }, async () => {
  const before = await ask("{ catalog { entities(where: {kinds: [DATASET]}, first: 1000) { nodes { name id } } } }");
  execFileSync(binary, ["import", "dbt", target, "--server", server], { env: { ...process.env, HEADWATER_TOKEN: write } });
  const after = await ask("{ catalog { entities(where: {kinds: [DATASET]}, first: 1000) { nodes { id claims { source rank } } } } }");
  assert.deepEqual(after.catalog.entities.nodes.map((d) => d.id).sort(), before.catalog.entities.nodes.map((d) => d.id).sort());
  const both = after.catalog.entities.nodes.filter(({ claims }) => new Set(claims.map((c) => c.rank)).size === 2);
  assert.equal(both.length, 10, "all but the ephemeral model, of which dbt-ol makes a dataset");
  await theSameAsTheManifest();
});

test("lineage of columns goes through both, exact at fields and rolled up to the domain", { skip }, async () => {
  const { catalog } = await ask(
    `query ($field: FieldRef!) { catalog { entity(by: {field: $field}) { upstream {
      items(first: 1000) { nodes { precision entity { id kind } } }
      datasets: rollUp(to: DATASET) { entities { entity { id } precision } } } }
      dataset(namespace: "${namespace}", name: "tea_shop.till.raw_refunds") { downstream { rollUp(to: DOMAIN) { entities { entity { id } precision } } } } } }`,
    { field: { namespace, name: "tea_shop.main.revenue", field: "net" } });
  const exact = catalog.entity.upstream.items.nodes.filter(({ precision, entity }) => precision === "EXACT" && entity.kind === "FIELD");
  assert.deepEqual(exact.map(({ entity }) => entity.id.split("/").slice(1).join(".")).sort(), [
    "tea_shop.main.stg_orders.pence", "tea_shop.main.stg_refunds.refunded", "tea_shop.main_raw.raw_orders.pence", "tea_shop.till.raw_refunds.pence",
  ]);
  // And coarse the ephemeral model: dbt-ol names it as an input, and no column of it.
  const rolledUp = (how) => catalog.entity.upstream.datasets.entities.filter((e) => e.precision === how).map(({ entity }) => entity.id.split("/")[1]).sort();
  assert.deepEqual(rolledUp("EXACT"), ["tea_shop.main.stg_orders", "tea_shop.main.stg_refunds", "tea_shop.main_raw.raw_orders", "tea_shop.till.raw_refunds"]);
  assert.deepEqual(rolledUp("COARSE"), ["tea_shop.main.net_orders"]);
  assert.deepEqual(catalog.dataset.downstream.rollUp.entities.map(({ entity, precision }) => [entity.id, precision]), [["domain:tea-shop/sales", "EXACT"]]);
});

test("the artifacts beside the example are those that dbt writes", { skip }, () => {
  const store = ["--store", `sqlite:${join(folder, "artifacts.db")}`, "--namespace", namespace];
  execFileSync(binary, ["import", "dbt", join(example, "artifacts"), ...store]);
  assert.match(execFileSync(binary, ["import", "dbt", target, ...store], { encoding: "utf8" }), /Nothing to do/);
});
