// Spark with OpenLineage's listener, as they are, with a token that may only hand in: what a small job of Spark SQL reads and writes
// becomes lineage, table by table and column by column, under the tables' names and under their files'. Both are installed
// from their registries into folders of the system's; where that cannot be done the test says so and is skipped.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { guarded } from "./server.mjs";

const spark = "3.5.7";
const listener = "io.openlineage:openlineage-spark_2.12:1.53.0";

const { url, tokens } = await guarded("ingest", "read");
const job = fileURLToPath(new URL("openlineage/spark.py", import.meta.url));
const home = join(tmpdir(), `headwater-pyspark-${spark}`);
const jars = join(tmpdir(), "headwater-openlineage-spark-1.53.0");
const done = (folder) => existsSync(join(folder, "done"));

/** Runs a command, or skips the test where it cannot be run. */
function installed(t, command, ...args) {
  try {
    execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], timeout: 120_000 });
    return true;
  } catch (error) {
    t.skip(`SKIPPED: ${command} ${args[0]} failed, so Spark was not tried: ${String(error.stderr || error).slice(-300)}`);
    return false;
  }
}

function install(t) {
  const python = join(home, "bin", "python");
  if (!installed(t, "java", "-version")) return false;
  if (!done(home)) {
    if (!installed(t, "python3", "-m", "venv", home) || !installed(t, python, "-m", "pip", "install", "-q", `pyspark==${spark}`)) return false;
    execFileSync("touch", [join(home, "done")]);
  }
  if (!done(jars)) {
    const plugin = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy";
    if (!installed(t, "mvn", "-q", "-B", plugin, `-Dartifact=${listener}`, `-DoutputDirectory=${jars}`)) return false;
    execFileSync("touch", [join(jars, "done")]);
  }
  return true;
}

/** Asks the catalog. */
async function ask(query) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${tokens[1]}` },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = await answer.json();
  assert.equal(errors, undefined);
  return data;
}

test("a job of Spark SQL, its tables and columns", async (t) => {
  if (!install(t)) return;
  const folder = mkdtempSync(join(tmpdir(), "headwater-spark-"));
  after(() => rmSync(folder, { recursive: true }));
  const warehouse = join(folder, "warehouse");
  const conf = {
    "spark.extraListeners": "io.openlineage.spark.agent.OpenLineageSparkListener",
    "spark.openlineage.transport.type": "http",
    "spark.openlineage.transport.url": url.replace("/graphql", ""),
    "spark.openlineage.transport.auth.type": "api_key",
    "spark.openlineage.transport.auth.apiKey": tokens[0],
    "spark.openlineage.namespace": "warehouse",
    "spark.ui.enabled": "false",
  };
  const jar = join(jars, `${listener.split(":").slice(1).join("-")}.jar`);
  execFileSync(
    join(home, "bin", "spark-submit"),
    ["--master", "local[1]", "--jars", jar, ...Object.entries(conf).flatMap(([key, value]) => ["--conf", `${key}=${value}`]), job, warehouse],
    { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, PYSPARK_PYTHON: join(home, "bin", "python") } },
  );
  const { catalog } = await ask(`{catalog {
    dataset(namespace: "file", name: "${warehouse}/report") {
      fields(first: 10) {nodes {name upstream(depth: 1) {items {nodes {entity {name} path {flows {claims {reason}}}}}}}}
      upstream(where: {kinds: [DATASET]}) {items {nodes {entity {name} precision}}}
    }}}`);
  const { fields, upstream } = catalog.dataset;
  assert.deepEqual(named(upstream), [`${warehouse}/customers EXACT`, `${warehouse}/orders EXACT`]);
  const columns = Object.fromEntries(fields.nodes.map((field) => [field.name, field.upstream.items.nodes.map(way).sort()]));
  const filters = ["country (INDIRECT: FILTER)", "customer (INDIRECT: FILTER, INDIRECT: JOIN)", "id (INDIRECT: FILTER, INDIRECT: JOIN)"];
  assert.deepEqual(columns, {
    tea: [...filters, "tea (DIRECT: IDENTITY, INDIRECT: GROUP_BY)"],
    total: [...filters, "price (DIRECT: AGGREGATION)", "tea (INDIRECT: GROUP_BY)"],
  });
  assert.equal(await name(`file:${warehouse}`, "default.report"), "dataset:file/" + encodeURIComponent(`${warehouse}/report`), "by the table's name");
});

const named = (lineage) => lineage.items.nodes.map(({ entity, precision }) => `${entity.name} ${precision}`);

const way = ({ entity, path }) => `${entity.name} (${path.flows.at(-1).claims[0].reason})`;

/** Returns the ID of the dataset that a name leads to. */
async function name(namespace, name) {
  const { catalog } = await ask(`{catalog {dataset(namespace: "${namespace}", name: "${name}") {id}}}`);
  return catalog.dataset?.id;
}
