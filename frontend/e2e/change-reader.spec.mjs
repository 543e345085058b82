// Change for who may only look, at a real server that has tokens: what cannot be applied is said before the click, and the
// server refuses it all the same.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assertAccessible } from "./accessible.mjs";
import { launch, screenshot } from "./browser.mjs";
import { startServer } from "./server.mjs";

const folder = mkdtempSync(join(tmpdir(), "headwater-reader-"));
const store = `sqlite:${join(folder, "catalog.db")}`;
const made = (name, scope) => execFileSync(process.env.HEADWATER_BINARY, ["token", "create", "--name", name, "--scope", scope, "--store", store], { stdio: ["ignore", "pipe", "ignore"] }).toString().trim();
const orders = "domain:north/orders";
const plan = `/change?plan=${encodeURIComponent(JSON.stringify([{ handOver: { entity: orders, to: "team:north/money" } }]))}`;

let browser, server, tokens;

before(async () => {
  tokens = { reader: made("reader", "read"), writer: made("writer", "write") };
  server = await startServer({ store, token: tokens.writer });
  await server.apply(
    { put: { id: "division:north", name: "North" } }, { put: { id: orders, name: "Orders" } },
    { put: { id: "team:north/sales", name: "Sellers" } }, { put: { id: "team:north/money", name: "Money" } },
    { link: { relation: "OWNS", from: "team:north/sales", to: orders } },
  );
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true });
});

const heading = (page, text) => page.getByRole("heading", { level: 1, name: text });

/** The plan's page, signed in as somebody. */
async function planAs(who, options) {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })).newPage();
  await page.goto(server.base + plan);
  await page.waitForURL("**/sign-in?next=*");
  await page.getByLabel("Token").fill(tokens[who]);
  await page.getByRole("button", { name: "Sign in" }).click();
  await heading(page, /^Handing Orders to Money breaks nothing/).waitFor();
  return page;
}

async function ownerOf(id) {
  const query = `{ catalog { revision entity(by: { id: ${JSON.stringify(id)} }) { owner { name } } } }`;
  const answer = await fetch(`${server.base}/graphql`, { method: "POST", headers: { "content-type": "application/json", authorization: `Bearer ${tokens.reader}` }, body: JSON.stringify({ query }) });
  return (await answer.json()).data.catalog;
}

const asItWas = { revision: "1", entity: { owner: { name: "Sellers" } } };

for (const colorScheme of ["light", "dark"]) {
  test(`a reader sees all that a plan would bring, and why it cannot be applied, ${colorScheme}`, async () => {
    const page = await planAs("reader", { colorScheme });
    await page.getByText("You may look, not change: ask for the scope write.").waitFor();
    assert.equal(await page.getByRole("button", { name: "Apply…" }).isDisabled(), true);
    await page.getByRole("row", { name: "Owner of Orders Sellers Money" }).waitFor();
    await page.getByRole("button", { name: "Share" }).waitFor();
    await assertAccessible(page);
    await screenshot(page, `change-reader-${colorScheme}`);
  });
}

test("a page that takes a reader for a writer is told otherwise by the server, and nothing is written", async () => {
  const page = await planAs("reader");
  await page.route("**/session", (route) => route.fulfill({ json: { name: "reader", scopes: ["write"] } }));
  await page.reload();
  await page.getByRole("button", { name: "Apply…" }).click();
  await page.getByRole("button", { name: "Apply over revision 1" }).click();
  await page.getByRole("alert").getByText("You may look, not change. Share the plan with somebody who may.").waitFor();
  assert.deepEqual(await ownerOf(orders), asItWas);
});

test("the same plan is applied by who may", async () => {
  assert.deepEqual(await ownerOf(orders), asItWas);
  const page = await planAs("writer");
  await page.getByRole("button", { name: "Apply…" }).click();
  await page.getByRole("button", { name: "Apply over revision 1" }).click();
  await page.getByRole("heading", { name: "Applied: revision 2" }).waitFor();
  assert.deepEqual(await ownerOf(orders), { revision: "2", entity: { owner: { name: "Money" } } });
});
