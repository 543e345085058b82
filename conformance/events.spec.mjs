// graphql-sse, unmodified: every operation by server-sent events, resuming where a stream was lost, and tokens.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createClient } from "graphql-sse";
import { change, commits, follows, named, question } from "./documents.mjs";
import { demo, guarded } from "./server.mjs";

async function once(client, query, variables) {
  for await (const answer of client.iterate({ query, variables })) return answer;
}

test("questions, faults, changes and commits", async () => {
  const { url } = await demo();
  const client = createClient({ url, retryAttempts: 0 });
  const asked = await once(client, question, { ref: "finance" });
  assert.equal(asked.data.catalog.team.name, "Finance");
  const missing = await once(client, question, { ref: "nobody" });
  assert.equal(missing.errors[0].extensions.code, "NOT_FOUND");
  await assert.rejects(once(client, "{ nothing }"), (error) => error.response.status === 400);

  const told = client.iterate({ query: commits, variables: { after: 0 } });
  let { revision } = (await told.next()).value.data.commits;
  const put = await once(client, change, { id: "team:a", name: "A" });
  while (revision !== put.data.apply.revision) revision = follows((await told.next()).value.data.commits, revision);
  await told.return();
  client.dispose();
});

test("a stream is resumed after the revision seen last", async () => {
  const { url } = await demo();
  const client = createClient({ url, retryAttempts: 0 });
  let revision = (await once(client, change, { id: "team:r0", name: "0" })).data.apply.revision;
  for (let i = 1; i <= 5; i++) {
    await once(client, change, { id: `team:r${i}`, name: String(i) });
    const told = client.iterate({ query: commits, variables: { after: revision } });
    const { value } = await told.next();
    revision = follows(value.data.commits, revision);
    assert.equal(named(value.data.commits), String(i));
    await told.return();
  }
  client.dispose();
});

test("a token counts for what its scope is", async () => {
  const { url, tokens } = await guarded("read", "write");
  const [reader, writer] = tokens.map((token) => createClient({ url, retryAttempts: 0, headers: { authorization: `Bearer ${token}` } }));
  assert.ok((await once(writer, change, { id: "team:a", name: "A" })).data.apply.revision);
  assert.equal((await once(reader, question, { ref: "a" })).data.catalog.team.name, "A");
  assert.equal((await once(reader, change, { id: "team:b", name: "B" })).errors[0].extensions.code, "FORBIDDEN");
  const stranger = createClient({ url, retryAttempts: 0 });
  await assert.rejects(once(stranger, question, { ref: "a" }), (error) => error.response.status === 401);
});
