// A server of a test's own, with an empty catalog that it may change as it likes.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

const binary = process.env.HEADWATER_BINARY ?? assert.fail("HEADWATER_BINARY is not set");

/** Starts one; `base` is where it answers, `apply` changes its catalog, with a token where the store has some, `stop` ends it. */
export async function startServer({ store = "memory", token } = {}) {
  const { base, stop } = await start("serve", "--store", store);
  return { base, apply: (...changes) => apply(base, changes, token), stop };
}

/** Starts a command that serves, on a free port of this machine. */
export async function start(...command) {
  const server = spawn(binary, [...command, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "ignore", "pipe"] });
  const base = await bannerOf(server);
  const stop = async () => {
    if (server.exitCode === null && server.kill()) await once(server, "exit");
  };
  return { base, stop };
}

async function bannerOf({ stderr }) {
  for await (const line of createInterface({ input: stderr })) {
    const [, url] = /GraphQL +(http:\/\/\S+)\/graphql/.exec(line) ?? [];
    if (url) return (stderr.resume(), url);
  }
  return assert.fail("the server stopped without saying where it answers");
}

async function apply(base, changes, token) {
  const query = "mutation Apply($input: ApplyInput!) { apply(input: $input) { revision } }";
  const answer = await fetch(`${base}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables: { input: { changes, message: "A test's" } } }),
  });
  const { data, errors } = await answer.json();
  assert.equal(errors, undefined);
  return data.apply.revision;
}

/** Changes, as apply takes them. */
export const put = (id, more = {}) => ({ put: { id, ...more } });
export const link = (relation, from, to) => ({ link: { relation, from, to } });
export const feeds = (from, to) => link("FEEDS", from, to);
