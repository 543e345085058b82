// The start page at /start/, which stands in for the web app where that is not built: quiet, without script, and all its links lead somewhere.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { base, launch, open, screenshot } from "./browser.mjs";
import { assertAccessible } from "./accessible.mjs";
import { examples } from "./examples.mjs";

let browser;
before(async () => void (browser = await launch()));
after(() => browser?.close());

for (const options of [
  { name: "light", colorScheme: "light" },
  { name: "dark", colorScheme: "dark" },
  { name: "narrow", viewport: { width: 390, height: 800 } },
]) {
  test(`start page, ${options.name}`, async () => {
    const { name, ...context } = options;
    const { page, faults } = await open(browser, "/start/", context);
    assert.equal(await page.locator("h1").count(), 1);
    assert.deepEqual(await page.locator(".questions a").allInnerTexts(), examples.map(({ title }) => title));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, "nothing sticks out");
    await assertAccessible(page);
    await screenshot(page, `start-${name}`, { fullPage: true });
    assert.deepEqual(faults, []);
  });
}

test("its links to this server work", async () => {
  const { page } = await open(browser, "/start/");
  const links = await page.locator("a[href^='/'], link[href^='/']").evaluateAll((all) => all.map((link) => link.href));
  assert.ok(links.length > examples.length);
  for (const link of new Set(links)) {
    const answer = await fetch(link);
    assert.equal(answer.status, 200, link.replace(base, ""));
  }
});
