// graphql-ws, unmodified: every operation over one WebSocket, resuming where a connection was lost, and tokens.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { change, commits, follows, named, question } from "./documents.mjs";
import { demo, guarded } from "./server.mjs";

const options = { webSocketImpl: WebSocket, lazy: true, retryAttempts: 0 };

/** Runs what has one answer. */
async function once(client, query, variables) {
  for await (const answer of client.iterate({ query, variables })) return answer;
}

test("questions, faults, changes and commits", async () => {
  const { ws } = await demo();
  const client = createClient({ ...options, url: ws });
  const asked = await once(client, question, { ref: "finance" });
  assert.equal(asked.data.catalog.team.name, "Finance");
  const missing = await once(client, question, { ref: "nobody" });
  assert.equal(missing.errors[0].extensions.code, "NOT_FOUND");
  await assert.rejects(once(client, "{ nothing }"), (errors) => errors[0].extensions.code === "GRAPHQL_VALIDATION_FAILED");

  const told = client.iterate({ query: commits, variables: { after: 0 } });
  let { revision } = (await told.next()).value.data.commits;
  const put = await once(client, change, { id: "team:a", name: "A" });
  while (revision !== put.data.apply.revision) revision = follows((await told.next()).value.data.commits, revision);
  await told.return();
  await client.dispose();
});

test("a lost connection is resumed after the revision seen last", async () => {
  const { ws } = await demo();
  let socket;
  const writer = createClient({ ...options, url: ws });
  const reader = createClient({ ...options, url: ws, retryAttempts: 5, retryWait: async () => {}, on: { connected: (s) => (socket = s) } });
  let revision = (await once(writer, change, { id: "team:r0", name: "0" })).data.apply.revision;
  for (let i = 1; i <= 5; i++) {
    await once(writer, change, { id: `team:r${i}`, name: String(i) });
    const told = reader.iterate({ query: commits, variables: { after: revision } });
    const { value } = await told.next();
    revision = follows(value.data.commits, revision);
    assert.equal(named(value.data.commits), String(i));
    socket.terminate(); // without a word
    await told.return();
  }
  await Promise.all([reader.dispose(), writer.dispose()]);
});

test("a token in connectionParams counts for what its scope is", async () => {
  const { ws, tokens } = await guarded("read", "write");
  const [reader, writer] = tokens.map((token) => createClient({ ...options, url: ws, connectionParams: { authorization: `Bearer ${token}` } }));
  assert.ok((await once(writer, change, { id: "team:a", name: "A" })).data.apply.revision);
  assert.equal((await once(reader, question, { ref: "a" })).data.catalog.team.name, "A");
  assert.equal((await once(reader, change, { id: "team:b", name: "B" })).errors[0].extensions.code, "FORBIDDEN");

  const strangers = [undefined, { authorization: "Bearer hunter2" }].map((connectionParams) => createClient({ ...options, url: ws, connectionParams }));
  for (const stranger of strangers) await assert.rejects(once(stranger, question, { ref: "a" }), (event) => event.code === 4403);
  await Promise.all([reader, writer, ...strangers].map((client) => client.dispose()));
});
