// The clients of OpenLineage for Python and Java, as they are, with a token that may only hand in: what they send becomes lineage.
// They are installed from their registries into a folder of the user's; where that cannot be reached the test says so and is skipped.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { binary, guarded } from "./server.mjs";

const { url, tokens } = await guarded("ingest", "read");
const root = url.replace("/graphql", "");
const here = (name) => fileURLToPath(new URL(`openlineage/${name}`, import.meta.url));
const sending = { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, HEADWATER_TOKEN: tokens[0] } };

/** Returns what a command says, or skips the test where it cannot be run. */
function installed(t, command, args, options = {}) {
  try {
    return execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], timeout: 30_000, ...options });
  } catch (error) {
    t.skip(`SKIPPED: ${command} ${args[0]} failed, so this client was not tried: ${String(error.stderr ?? error).slice(-300)}`);
  }
}

async function lineage(name) {
  const query = `{catalog {dataset(namespace: "postgres://host:5432", name: "${name}.target") {upstream {items {nodes {entity {id} precision}}}}}}`;
  const answer = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${tokens[1]}` },
    body: JSON.stringify({ query }),
  });
  const { data } = await answer.json();
  return data.catalog.dataset.upstream.items.nodes.map(({ entity, precision }) => `${entity.id} ${precision}`);
}

const table = (name) => `dataset:postgres:%2F%2Fhost:5432/${name}.source`;

/** Returns a Python with the client in it, and with cattrs, which makes objects of its classes; or skips the test. */
function client(t) {
  const venv = join(tmpdir(), "headwater-openlineage-python-1.54.0-cattrs-26.2.1");
  const python = join(venv, "bin", "python");
  if (!existsSync(join(venv, "done"))) {
    if (installed(t, "python3", ["-m", "venv", venv], { timeout: 120_000 }) === undefined) return;
    if (installed(t, python, ["-m", "pip", "install", "-q", "openlineage-python==1.54.0", "cattrs==26.2.1"], { timeout: 120_000 }) === undefined) return;
    execFileSync("touch", [join(venv, "done")]);
  }
  return python;
}

test("openlineage-python, plain, with gzip and asynchronously", async (t) => {
  const python = client(t);
  if (python === undefined) return;
  execFileSync(python, [here("send.py"), root], sending);
  for (const name of ["http", "gzip", "async"]) {
    assert.deepEqual(await lineage(name), [
      `${table(name)} EXACT`,
      `${table(name).replace("dataset:", "field:")}/k EXACT`,
    ]);
  }
});

test("openlineage-python reads an export: what flows in it is what flows in the catalog", async (t) => {
  const python = client(t);
  if (python === undefined) return;
  const folder = mkdtempSync(join(tmpdir(), "headwater-export-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const headwater = (...args) => execFileSync(binary, [...args, "--store", `sqlite:${join(folder, "catalog.db")}`], { encoding: "utf8" });
  const artifacts = fileURLToPath(new URL("../examples/dbt/artifacts", import.meta.url));
  headwater("import", "dbt", artifacts, "--namespace", "duckdb://tea_shop.duckdb");
  const read = JSON.parse(execFileSync(python, [here("read.py")], { encoding: "utf8", input: headwater("export", "-o", "openlineage") }));
  const { data } = JSON.parse(headwater("query", "{catalog {links(relations: [FEEDS], first: 1000) {nodes {from {id} to {id}}}}}"));
  const recorded = data.catalog.links.nodes.map(({ from, to }) => [from.id, to.id]);
  assert.equal(recorded.length, 12);
  assert.deepEqual(read.map(String).sort(), recorded.map(String).sort());
});

test("openlineage-java, plain and with gzip", async (t) => {
  const target = join(tmpdir(), "headwater-openlineage-java-1.54.0");
  const maven = ["-q", "-B", "-f", here("java"), `-Dconformance.target=${target}`];
  if (installed(t, "mvn", [...maven, "compile", "exec:java", "-Dexec.mainClass=Send", `-Dexec.args=${root}`], sending) === undefined) return;
  for (const name of ["java", "java-gzip"]) {
    assert.deepEqual(await lineage(name), ["job:conformance/" + name + " EXACT", `${table(name)} EXACT`]);
  }
});
