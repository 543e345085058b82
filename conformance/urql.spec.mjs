// urql with graphcache, unmodified and aware of the schema: entities are normalised by their ids, what a change answers updates them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client, fetchExchange, subscriptionExchange } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { getIntrospectionQuery } from "graphql";
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { change, commits, follows, question } from "./documents.mjs";
import { demo } from "./server.mjs";

const { url, ws } = await demo();
const schema = await introspect();

async function introspect() {
  const query = getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true });
  const answer = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ query }) });
  const { data, errors } = await answer.json();
  assert.equal(errors, undefined);
  return data;
}

// What has no id is part of what it was asked of.
const embedded = Object.fromEntries(
  schema.__schema.types.filter(({ kind, fields }) => kind === "OBJECT" && !fields.some(({ name }) => name === "id")).map(({ name }) => [name, () => null]),
);

function connect() {
  const faults = [];
  const socket = createClient({ url: ws, webSocketImpl: WebSocket, retryAttempts: 0 });
  const forwardSubscription = ({ query, variables }) => ({ subscribe: (sink) => ({ unsubscribe: socket.subscribe({ query, variables }, sink) }) });
  const cache = cacheExchange({ schema, keys: embedded, logger: (severity, message) => faults.push(`${severity}: ${message}`) });
  const client = new Client({ url, preferGetMethod: false, exchanges: [cache, fetchExchange, subscriptionExchange({ forwardSubscription })] });
  return { client, faults, close: () => socket.dispose() };
}

test("questions are cached by id, and changes seen in the cache", async () => {
  const { client, faults, close } = connect();
  const { data, error } = await client.query(question, { ref: "finance" });
  assert.equal(error, undefined);
  assert.equal(data.catalog.team.name, "Finance");
  await client.mutation(change, { id: "team:finance", name: "Finance & Control" });
  assert.equal(client.readQuery(question, { ref: "finance" }).data.catalog.team.name, "Finance & Control");
  assert.deepEqual(faults, []);
  await close();
});

test("questions go by GET as well", async () => {
  const client = new Client({ url, preferGetMethod: "force", exchanges: [fetchExchange] });
  assert.equal((await client.query(question, { ref: "it" })).data.catalog.team.id, "team:it");
});

test("faults come as errors with their codes", async () => {
  const { client, close } = connect();
  const missing = await client.query(question, { ref: "nobody" });
  assert.equal(missing.error.graphQLErrors[0].extensions.code, "NOT_FOUND");
  const refused = await client.mutation(change, { id: "nonsense", name: "A" });
  assert.equal(refused.error.graphQLErrors[0].extensions.code, "BAD_USER_INPUT");
  await close();
});

test("commits are followed, and resumed after the one seen last", async () => {
  const { client, close } = connect();
  const put = async (name) => (await client.mutation(change, { id: "team:finance", name })).data.apply.revision;
  let revision = await put("Finance 0");
  for (let i = 1; i <= 3; i++) {
    await put(`Finance ${i}`);
    const { data, error } = await first(client.subscription(commits, { after: revision }));
    assert.equal(error, undefined);
    revision = follows(data.commits, revision);
    assert.equal(data.commits.diff.entities[0].entity.name, `Finance ${i}`);
  }
  await close();
});

const first = (source) =>
  new Promise((resolve) => {
    const subscription = source.subscribe((result) => (resolve(result), queueMicrotask(() => subscription.unsubscribe())));
  });
