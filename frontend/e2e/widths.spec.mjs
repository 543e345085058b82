// No page scrolls sideways, however wide the screen is: what needs more room than there is scrolls within its own frame.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, open } from "./browser.mjs";
import { addresses } from "./addresses.mjs";

const widths = [320, 360, 390, 480, 600, 699, 700, 768, 799, 800, 900, 959, 960, 1024, 1099, 1100, 1199, 1200, 1280];

let browser;
before(async () => void (browser = await launch()));
after(() => browser?.close());

/** By how much a page is wider than the screen, and what sticks out. */
const excess = () => {
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide <= 0) return "";
  const out = [...document.querySelectorAll("body *")].filter((at) => at.getBoundingClientRect().right > innerWidth + 0.5);
  return `${wide} px too wide: ${out.slice(0, 3).map((at) => `${at.tagName.toLowerCase()}.${at.className}`).join(", ")}`;
};

for (const { name, path, stands } of addresses) {
  test(`${name} is never wider than the screen`, async () => {
    const { page, faults } = await open(browser, path);
    await stands(page);
    const found = [];
    for (const width of widths) {
      await page.setViewportSize({ width, height: 844 });
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      const said = await page.evaluate(excess);
      if (said) found.push(`at ${width}: ${said}`);
    }
    assert.deepEqual(found, []);
    assert.deepEqual(faults, []);
    await page.context().close();
  });
}
