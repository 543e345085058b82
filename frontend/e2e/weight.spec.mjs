// What a browser with nothing kept fetches for the first screen of each page, without anybody touching it: no more than 350 KiB of
// code, styles and fonts, as gzip makes them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { base, launch, open, still } from "./browser.mjs";

const limit = 350 * 1024;
const pages = ["/", "/explore", "/explore/domain:division-x/sales-planning?depth=all", "/entity/domain:division-x/sales-planning", "/catalog", "/ownership", "/divisions", "/systems", "/change", "/history"];

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

for (const path of pages) {
  test(`the first screen of ${path}`, async (t) => {
    const { page } = await open(browser, path);
    await page.locator("h1").first().waitFor();
    await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("PaletteDialog"))); // the last of it, a second later
    const names = await still(page, () => page.evaluate(() => [...new Set(performance.getEntriesByType("resource").map(({ name }) => name))].filter((name) => new URL(name).pathname.startsWith("/assets/"))));
    const weights = await Promise.all(names.map(async (name) => gzipSync(Buffer.from(await (await fetch(name)).arrayBuffer()), { level: 9 }).length));
    const sum = weights.reduce((sum, weight) => sum + weight, 0);
    t.diagnostic(`${(sum / 1024).toFixed(1)} KiB in ${names.length} files`);
    assert.ok(names.some((name) => name.endsWith(".js")) && names.some((name) => name.endsWith(".woff2")), names.join(" "));
    assert.ok(sum <= limit, `${sum} bytes: ${names.map((name, i) => `${weights[i]} ${name.slice(base.length)}`).join(", ")}`);
    await page.context().close();
  });
}
