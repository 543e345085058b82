// A server of its own for each spec: the real binary, on a free port, gone when the tests end.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after } from "node:test";

export const binary = process.env.HEADWATER_BINARY ?? assert.fail("HEADWATER_BINARY is not set");

/** Starts the demo, where nobody has to sign in. */
export const demo = () => start(["demo"]);

/** Starts a server that wants tokens, and returns one for each scope beside its addresses. */
export async function guarded(...scopes) {
  const folder = mkdtempSync(join(tmpdir(), "headwater-conformance-"));
  after(() => rmSync(folder, { recursive: true }));
  const store = ["--store", `sqlite:${join(folder, "catalog.db")}`];
  const tokens = scopes.map((scope) => {
    const options = { stdio: ["ignore", "pipe", "ignore"], encoding: "utf8" };
    return execFileSync(binary, ["token", "create", "--name", scope, "--scope", scope, ...store], options).trim();
  });
  return { ...(await start(["serve", ...store])), tokens };
}

async function start(args) {
  const server = spawn(binary, [...args, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "ignore", "pipe"] });
  after(async () => {
    if (server.exitCode === null && server.kill()) await once(server, "exit");
  });
  for await (const line of createInterface({ input: server.stderr })) {
    const [, host] = /GraphQL +http:\/\/(\S+)\/graphql/.exec(line) ?? [];
    if (!host) continue;
    server.stderr.resume();
    await ready(`http://${host}/readyz`);
    return { url: `http://${host}/graphql`, ws: `ws://${host}/graphql` };
  }
  return assert.fail("the server stopped without saying where it answers");
}

async function ready(url) {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(url).catch(() => undefined); // not listening yet
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail("the server was not ready within 30 s");
}
