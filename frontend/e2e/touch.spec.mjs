// What a finger hits: wherever the pointer is coarse, and on a phone, what can be pressed is 44 px high and wide. Links in
// texts, tables and lists of names are text: axe sees to their 24.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { addresses } from "./addresses.mjs";
import { launch, open, screenshot, settled } from "./browser.mjs";

let browser;
before(async () => void (browser = await launch()));
after(() => browser?.close());

/** Each control that is hit by less than 44 px, by what it is called; on the canvas, which is zoomed, each is as large as one likes. */
const small = (within = "*") => {
  const half = 21; // points are rounded to pixels
  const controls = [...document.querySelectorAll("button, [role=button], [role=tab], [role=option], [role=menuitem], [data-entry] > :first-child, summary, input, select, textarea, nav a, [role=toolbar] a, a.mantine-Button-root, a.mantine-ActionIcon-root")];
  const thumbnail = document.querySelector("[aria-label='Show the graph on the whole screen']")?.checkVisibility();
  const isThumbnail = (at) => thumbnail && at.closest("[data-graph]"); // which is one button
  const isText = (at) => at.matches("a") && getComputedStyle(at).display.startsWith("inline");
  const isSeen = (at) => at.closest(within) && at.checkVisibility({ visibilityProperty: true }) && at.getBoundingClientRect().width > 1 && !at.closest(".react-flow__viewport, [aria-hidden=true], .unseen") && !(at.disabled && at.tabIndex < 0);
  const targets = new Set(controls.filter((at) => !isText(at) && !isThumbnail(at)).map((at) => (at.matches("[type=checkbox], [type=radio]") && at.labels?.[0]) || at));
  const misses = (at) => {
    at.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const { left, top, width, height } = at.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    const points = [[x - half, y], [x + half, y], [x, y - half], [x, y + half]];
    return points.filter(([x, y]) => x >= 0 && x < innerWidth && y >= 0 && y < innerHeight).some(([x, y]) => !at.contains(document.elementFromPoint(x, y)));
  };
  return [...targets].filter(isSeen).filter(misses).map((at) => {
    const { width, height } = at.getBoundingClientRect();
    return `${at.tagName.toLowerCase()} “${(at.getAttribute("aria-label") ?? at.innerText ?? "").trim().slice(0, 40)}” ${Math.round(width)} × ${Math.round(height)}`;
  });
};

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const tablet = { viewport: { width: 1024, height: 900 }, hasTouch: true, isMobile: true };

for (const [device, options] of Object.entries({ phone, tablet })) {
  for (const { name, path, stands } of addresses) {
    test(`${name}: a finger hits it on a ${device}`, async () => {
      const { page, faults } = await open(browser, path, options);
      await stands(page);
      assert.equal(await page.evaluate(() => matchMedia("(pointer: coarse)").matches), true);
      await screenshot(page, `touch-${device}-${name.replaceAll(" ", "-")}`);
      assert.deepEqual(await page.evaluate(small), []);
      assert.deepEqual(faults, []);
      await page.context().close();
    });
  }
}

test("a mouse needs no more room than before", async () => {
  const { page } = await open(browser, "/explore", { viewport: { width: 1280, height: 800 } });
  await settled(page);
  assert.equal((await page.getByRole("button", { name: "Export" }).boundingBox()).height, 30);
});

test("what is opened over the graph is hit by a finger, too", async () => {
  const { page } = await open(browser, "/explore/domain:division-x/sales-planning?depth=all", tablet);
  await settled(page);
  const opens = [
    [() => page.getByRole("button", { name: "Filter" }).tap(), page.getByRole("textbox", { name: "Name has" }), ".mantine-Popover-dropdown"],
    [() => page.getByRole("button", { name: "Export" }).tap(), page.getByRole("menuitem", { name: "Picture as SVG" }), ".mantine-Menu-dropdown"],
    [() => page.locator("[data-graph]").press("/"), page.getByRole("textbox", { name: "Find in this graph" }), ":has(> [aria-label='Find in this graph'])"],
    [() => page.getByRole("button", { name: "Search or ask" }).tap(), page.getByRole("combobox", { name: "Search or ask" }), "[role=dialog]"],
  ];
  for (const [act, shown, within] of opens) {
    await act();
    await shown.waitFor();
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));
    assert.deepEqual(await page.evaluate(small, within), []);
    await page.keyboard.press("Escape");
    await shown.waitFor({ state: "detached" });
  }
});
