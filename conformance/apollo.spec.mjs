// Apollo Client, unmodified: its cache keeps entities by their ids, and a change or a commit updates what was asked before.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ApolloClient, ApolloLink, CombinedGraphQLErrors, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { change, commits, follows, question } from "./documents.mjs";
import { demo } from "./server.mjs";

const { url, ws } = await demo();

function connect() {
  const socket = createClient({ url: ws, webSocketImpl: WebSocket, retryAttempts: 0 });
  const isStream = ({ operationType }) => operationType === "subscription";
  const link = ApolloLink.split(isStream, new GraphQLWsLink(socket), new HttpLink({ uri: url }));
  const client = new ApolloClient({ link, cache: new InMemoryCache() });
  return { client, close: () => (client.stop(), socket.dispose()) };
}

test("questions are cached by id, and changes seen in the cache", async () => {
  const { client, close } = connect();
  const asked = { query: gql(question), variables: { ref: "finance" } };
  const { data } = await client.query(asked);
  assert.equal(data.catalog.team.name, "Finance");
  await client.mutate({ mutation: gql(change), variables: { id: "team:finance", name: "Finance & Control" } });
  assert.equal(client.readQuery(asked).catalog.team.name, "Finance & Control");
  await client.mutate({ mutation: gql(change), variables: { id: "team:finance", name: "Finance" } });
  await close();
});

test("faults come as errors with their codes", async () => {
  const { client, close } = connect();
  const fault = (query, variables) => client.query({ query: gql(query), variables }).then(assert.fail, (error) => error);
  const missing = await fault(question, { ref: "nobody" });
  assert.ok(CombinedGraphQLErrors.is(missing), String(missing));
  assert.equal(missing.errors[0].extensions.code, "NOT_FOUND");
  const invalid = await fault("{ nothing }");
  assert.equal(invalid.errors[0].extensions.code, "GRAPHQL_VALIDATION_FAILED");
  const refused = await client.mutate({ mutation: gql(change), variables: { id: "nonsense", name: "A" } }).then(assert.fail, (error) => error);
  assert.equal(refused.errors[0].extensions.code, "BAD_USER_INPUT");
  await close();
});

test("commits are followed, and resumed after the one seen last", async () => {
  const { client, close } = connect();
  const put = async (name) => (await client.mutate({ mutation: gql(change), variables: { id: "team:finance", name } })).data.apply.revision;
  let revision = await put("Finance 0");
  for (let i = 1; i <= 3; i++) {
    await put(`Finance ${i}`);
    const told = await first(client.subscribe({ query: gql(commits), variables: { after: revision } }));
    revision = follows(told.data.commits, revision);
    assert.equal(told.data.commits.diff.entities[0].entity.name, `Finance ${i}`);
  }
  await close();
});

const first = (observable) =>
  new Promise((resolve, reject) => {
    const subscription = observable.subscribe({ next: (value) => (subscription?.unsubscribe(), resolve(value)), error: reject });
  });
