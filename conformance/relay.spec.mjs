// Relay, unmodified: its compiler takes the schema as the binary prints it, and what it makes runs in its runtime.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createClient } from "graphql-ws";
import relay from "relay-runtime";
import WebSocket from "ws";
import { follows } from "./documents.mjs";
import { binary, demo } from "./server.mjs";

const { Environment, Network, Observable, RecordSource, Store, commitMutation, createOperationDescriptor, fetchQuery, getRequest, requestSubscription } = relay;
const here = fileURLToPath(new URL(".", import.meta.url));
const project = mkdtempSync(join(tmpdir(), "headwater-relay-"));
after(() => rmSync(project, { recursive: true }));

const artefacts = compile();
const { url, ws } = await demo();

function compile() {
  cpSync(join(here, "relay"), join(project, "src"), { recursive: true });
  mkdirSync(join(project, "made"));
  writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module" }));
  writeFileSync(join(project, "schema.graphql"), execFileSync(binary, ["schema", "graphql"]));
  const config = { src: "./src", schema: "./schema.graphql", language: "javascript", artifactDirectory: "./made", eagerEsModules: true };
  writeFileSync(join(project, "relay.config.json"), JSON.stringify(config));
  execFileSync(process.execPath, [join(here, "node_modules/relay-compiler/cli.js"),], { cwd: project, stdio: ["ignore", "ignore", "inherit"] });
  return async (name) => (await import(pathToFileURL(join(project, "made", `${name}.graphql.js`)))).default;
}

function connect() {
  const socket = createClient({ url: ws, webSocketImpl: WebSocket, retryAttempts: 0 });
  const ask = async ({ text }, variables) => {
    const headers = { "content-type": "application/json", accept: "application/graphql-response+json" };
    return (await fetch(url, { method: "POST", headers, body: JSON.stringify({ query: text, variables }) })).json();
  };
  const follow = ({ text }, variables) => Observable.create((sink) => socket.subscribe({ query: text, variables }, sink));
  const environment = new Environment({ network: Network.create(ask, follow), store: new Store(new RecordSource()) });
  return { environment, close: () => socket.dispose() };
}

test("a question, its next page by node, and a change in the store", async () => {
  const { environment, close } = connect();
  const [query, refetch, mutation] = await Promise.all(["TeamQuery", "TeamOwnsQuery", "TeamMutation"].map(artefacts));
  const { catalog } = await fetchQuery(environment, query, { ref: "finance" }).toPromise();
  assert.equal(catalog.team.name, "Finance");

  const list = () => environment.getStore().getSource().get('client:team:finance:__Team_owns_connection');
  const held = environment.retain(createOperationDescriptor(getRequest(query), { ref: "finance" }));
  assert.equal(list().edges.__refs.length, 2);
  const last = environment.getStore().getSource().get(list().pageInfo.__ref);
  assert.equal(last.hasNextPage, true);
  await fetchQuery(environment, refetch, { id: "team:finance", first: 2, after: last.endCursor }).toPromise();
  assert.ok(list().edges.__refs.length > 2, "the next page goes behind the first");

  await new Promise((resolve, reject) =>
    commitMutation(environment, {
      mutation,
      variables: { input: { changes: [{ put: { id: "team:finance", name: "Finance & Control" } }] } },
      onCompleted: (_, errors) => (errors ? reject(errors) : resolve()),
      onError: reject,
    }),
  );
  assert.equal(environment.getStore().getSource().get("team:finance").name, "Finance & Control");
  held.dispose();
  await close();
});

test("faults leave null, and come with their codes", async () => {
  const { environment, close } = connect();
  const [query, mutation] = await Promise.all(["TeamQuery", "TeamMutation"].map(artefacts));
  assert.equal((await fetchQuery(environment, query, { ref: "nobody" }).toPromise()).catalog.team, null);
  const errors = await new Promise((resolve, reject) => {
    const variables = { input: { changes: [{ put: { id: "nonsense" } }] } };
    commitMutation(environment, { mutation, variables, onCompleted: (_, errors) => resolve(errors), onError: reject });
  });
  assert.equal(errors[0].extensions.code, "BAD_USER_INPUT");
  await close();
});

test("commits are followed, and resumed after the one seen last", async () => {
  const { environment, close } = connect();
  const [subscription, mutation] = await Promise.all(["TeamSubscription", "TeamMutation"].map(artefacts));
  const put = (name) =>
    new Promise((resolve, reject) => {
      const variables = { input: { changes: [{ put: { id: "team:finance", name } }] } };
      commitMutation(environment, { mutation, variables, onCompleted: ({ apply }) => resolve(apply.revision), onError: reject });
    });
  let revision = await put("Finance 0");
  for (let i = 1; i <= 3; i++) {
    await put(`Finance ${i}`);
    const told = await new Promise((resolve, reject) => {
      const { dispose } = requestSubscription(environment, {
        subscription,
        variables: { after: revision },
        onNext: (data) => (resolve(data), queueMicrotask(() => dispose())),
        onError: reject,
      });
    });
    revision = follows(told.commits, revision);
    assert.equal(told.commits.diff.entities[0].entity.name, `Finance ${i}`);
  }
  await close();
});
