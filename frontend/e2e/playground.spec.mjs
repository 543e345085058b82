// GraphiQL at /playground/: it works offline, under its policy, and answers every example.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answerTo, assertAnswered, launch, open, reportScreenshots, screenshot } from "./browser.mjs";
import { examples } from "./examples.mjs";

let browser;
before(async () => void (browser = await launch()));
after(() => browser?.close());

const tabs = (page) => page.locator(".graphiql-tabs [role=tab]");
const activeTab = (page, operation) => page.locator(".graphiql-tabs [role=tab][aria-selected=true]", { hasText: operation });
const shown = (page) => page.locator(".graphiql-response .view-lines").filter({ hasText: '"data"' });

/** Waits until GraphiQL, which reads the operation's name a little after the text has changed and then keeps the text, has kept it. */
const read = (page, operation) => page.waitForFunction((name) => localStorage.getItem("graphiql:query")?.includes(`query ${name}`), operation);

/** Waits until GraphiQL, which stores its tabs half a second after the last change, has stored the open one. */
const stored = (page, operation) =>
  page.waitForFunction((name) => {
    const { tabs, activeTabIndex } = JSON.parse(localStorage.getItem("graphiql:tabState") ?? '{"tabs":[]}');
    return tabs[activeTabIndex]?.query.includes(`query ${name}`);
  }, operation);

/** Runs the open tab. */
async function run(page, example) {
  const answer = await answerTo(page, example.operation, () => page.locator(".graphiql-execute-button").click());
  assertAnswered(answer, example);
  await shown(page).waitFor();
}

/** GraphiQL stands once it has asked for the schema and its docs can be opened. */
async function openPlayground(path, options) {
  const opened = await open(browser, path, options);
  await opened.page.locator(".graphiql-query-editor .view-line").first().waitFor();
  await opened.page.waitForLoadState("networkidle");
  return opened;
}

test("every example has a tab, and every tab answers", async (t) => {
  const { page, faults } = await openPlayground("/playground/");
  assert.deepEqual(await tabs(page).allInnerTexts(), examples.map(({ operation }) => operation));
  for (const [index, example] of examples.entries()) {
    await tabs(page).nth(index).click();
    if (index > 0) await read(page, example.operation); // the first one is open already
    await run(page, example);
    if (index === 0) await screenshot(page, "playground-light");
  }
  assert.deepEqual(faults, []);
  reportScreenshots(t);
});

test("the schema is documented and the query is checked against it", async () => {
  const { page, faults } = await openPlayground("/playground/", { colorScheme: "dark" });
  await page.getByRole("button", { name: "Show Documentation Explorer" }).click();
  await page.locator(".graphiql-doc-explorer-content").getByText("Query", { exact: true }).first().waitFor();
  await page.locator(".graphiql-query-editor .view-line").first().click();
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText("query Wrong { nowhere }");
  await page.locator(".graphiql-query-editor .squiggly-error").first().waitFor(); // said by the GraphQL worker
  await screenshot(page, "playground-dark");
  assert.deepEqual(faults, []);
});

test("a link opens its example, also for who has been here before", async () => {
  const [first, second] = [examples[3], examples[5]];
  const { page, faults } = await openPlayground(`/playground/?example=${first.name}`);
  await activeTab(page, first.operation).waitFor();
  await read(page, first.operation);
  await run(page, first);
  assert.equal(new URL(page.url()).search, "", "a reload keeps what was typed since");

  await stored(page, first.operation);
  await page.goto(`${page.url()}?example=${second.name}`);
  await activeTab(page, second.operation).waitFor();
  await read(page, second.operation);
  await run(page, second);
  assert.equal(await tabs(page).count(), examples.length, "no tab is opened twice");
  assert.deepEqual(faults, []);
});

test("a link opens its example in a new tab where its own was edited", async () => {
  const { page, faults } = await openPlayground("/playground/");
  await page.locator(".graphiql-query-editor .view-line").first().click();
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText("query Mine { catalog { revision } }");
  await activeTab(page, "Mine").waitFor();
  await stored(page, "Mine");
  await page.goto(`${page.url()}?example=${examples[0].name}`);
  await activeTab(page, examples[0].operation).waitFor();
  await read(page, examples[0].operation);
  await run(page, examples[0]);
  assert.equal(await tabs(page).count(), examples.length + 1);
  assert.equal(await tabs(page).first().innerText(), "Mine", "what was typed is still there");
  assert.deepEqual(faults, []);
});
