// Asks axe whether a page keeps the rules of WCAG 2.2, levels A and AA.
import assert from "node:assert/strict";
import axe from "axe-core";

export async function assertAccessible(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    window.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
  );
  const said = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target).join(", ")}`);
  assert.deepEqual(said, []);
}
