// A server of a test's own, with a catalog that it writes itself: the other tests' must not change.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

const binary = process.env.HEADWATER_BINARY ?? assert.fail("HEADWATER_BINARY is not set");

export async function serve() {
  const server = spawn(binary, ["serve", "--store", "memory", "--listen", "127.0.0.1:0"], { stdio: ["ignore", "ignore", "pipe"] });
  const base = await bannerOf(server);
  const apply = async (...changes) => {
    const query = "mutation Apply($input: ApplyInput!) { apply(input: $input) { revision } }";
    const answer = await fetch(`${base}/graphql`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ query, variables: { input: { changes, message: "A test's" } } }) });
    const { errors } = await answer.json();
    assert.equal(errors?.length ?? 0, 0, errors?.[0]?.message);
  };
  const stop = async () => {
    if (server.exitCode === null && server.kill()) await once(server, "exit");
  };
  return { base, apply, stop };
}

async function bannerOf({ stderr }) {
  for await (const line of createInterface({ input: stderr })) {
    const [, url] = /GraphQL +(http:\/\/\S+)\/graphql/.exec(line) ?? [];
    if (url) return (stderr.resume(), url);
  }
  return assert.fail("the server stopped without saying where it answers");
}

export const put = (id, more = {}) => ({ put: { id, ...more } });
export const feeds = (from, to) => ({ link: { relation: "FEEDS", from, to } });
