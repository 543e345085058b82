// The plain playground at /playground/?plain: it answers every example, and shows faults readably and inertly.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { answerTo, assertAnswered, atRest, launch, open, screenshot } from "./browser.mjs";
import { assertAccessible } from "./accessible.mjs";
import { examples } from "./examples.mjs";

let browser;
before(async () => void (browser = await launch()));
after(() => browser?.close());

test("every example answers", async () => {
  const { page, faults } = await open(browser, "/playground/?plain");
  for (const example of examples) {
    const { title, operation, query } = example;
    await page.getByRole("button", { name: title }).click();
    assert.equal(await page.locator("#query").inputValue(), query);
    assertAnswered(await answerTo(page, operation, () => page.getByRole("button", { name: "Run" }).click()), example);
    await page.locator("#answer", { hasText: '"data": {' }).waitFor();
    assert.ok(await page.locator("#errors").isHidden());
  }
  await page.getByRole("button", { name: examples[0].title }).click();
  await answerTo(page, examples[0].operation, () => page.keyboard.press("Control+Enter"));
  await page.locator("#answer", { hasText: '"data": {' }).waitFor();
  await screenshot(page, "plain-light");
  await assertAccessible(page);
  assert.deepEqual(faults, []);
});

test("a link opens its example", async () => {
  const { page, faults } = await open(browser, `/playground/?plain&example=${examples[3].name}`);
  assert.equal(await page.locator("#query").inputValue(), examples[3].query);
  assert.equal(await page.locator("[aria-pressed=true]").innerText(), examples[3].title);
  assert.deepEqual(faults, []);
});

test("faults are said in words", async () => {
  const { page } = await open(browser, "/playground/?plain", { colorScheme: "dark" }); // a refused query is a 400 in the console
  await page.locator("#query").fill("query Wrong { nowhere }");
  await page.keyboard.press("Control+Enter");
  await page.locator("#errors li", { hasText: "nowhere" }).first().waitFor();
  assert.equal(await page.locator("[aria-pressed=true]").count(), 0, "an edited query is no example");
  await screenshot(page, "plain-error-dark");
  await assertAccessible(page);

  await page.locator("#variables").fill("{ not json");
  await page.keyboard.press("Control+Enter");
  await page.locator("#errors li", { hasText: "The variables are not JSON" }).waitFor();
});

test("what the server says is never markup", async () => {
  const { page, faults } = await open(browser, "/playground/?plain");
  const hostile = "<img src=x onerror=alert(1)><b>bold</b>";
  await page.route("**/graphql", (route) =>
    route.fulfill({ json: { data: { name: hostile }, errors: [{ message: hostile, path: ["a", 0], extensions: { code: "INTERNAL" } }] } }),
  );
  await page.getByRole("button", { name: "Run" }).click();
  await page.locator("#errors li", { hasText: `INTERNAL · at a.0 · ${hostile}` }).waitFor();
  assert.equal(await page.locator("#answer *, #errors li *").count(), 0);
  assert.ok((await page.locator("#answer").textContent()).includes(hostile));
  assert.deepEqual(faults, []);
});

test("a later run replaces an earlier one that is still under way", async () => {
  const { page, faults } = await open(browser, "/playground/?plain");
  let answerSlow, slowAnswered;
  const held = new Promise((resolve) => (answerSlow = resolve));
  await page.route("**/graphql", async (route) => {
    const slow = route.request().postData().includes("Slow");
    if (slow) await held;
    const answered = route.fulfill({ json: { data: { name: slow ? "slow" : "quick" } } }).catch(() => {}); // cut off by the page
    if (slow) slowAnswered(answered);
    await answered;
  });
  await page.locator("#query").fill("query Slow { name }");
  await page.keyboard.press("Control+Enter");
  await page.locator("#query").fill("query Quick { name }");
  await page.keyboard.press("Control+Enter");
  await page.locator("#answer", { hasText: "quick" }).waitFor();
  await new Promise((resolve) => ((slowAnswered = resolve), answerSlow()));
  await atRest(page);
  assert.match(await page.locator("#answer").textContent(), /quick/);
  assert.deepEqual(faults, []);
});
