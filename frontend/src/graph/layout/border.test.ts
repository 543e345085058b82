import { expect, test } from "vitest";
import type { Box } from "../model/scene";
import { badgesOf, overBorder } from "./border";
import type { PlacedBox } from "./drawing";

const tally = { removed: 0, added: 0, severities: { BREAKING: 13 }, findings: [], cycle: 0 };
const placed = (more: Partial<Box>): PlacedBox => ({ box: { owner: { id: "team:a", name: "A" }, tally, collapsed: false, width: 212, height: 72, ...more } as Box, at: { x: 100, y: 50 } }) as PlacedBox;

test("the marks of a box cover a stretch of its lower border, from far away one that is so many times as large", () => {
  const [near] = badgesOf(placed({ collapsed: true }), 1);
  expect(near).toMatchObject({ left: 136, top: 114, bottom: 130 });
  expect(near!.right - near!.left).toBeGreaterThan(16);
  expect(near!.right - near!.left).toBeLessThan(36);
  const [far] = badgesOf(placed({ collapsed: true }), 2);
  expect(far).toMatchObject({ left: 136, top: 106, bottom: 138 });
  expect(far!.right - far!.left).toBeCloseTo(2 * (near!.right - near!.left));
});

test("from far away its handles cover some of its sides, near by those of its rows are left out", () => {
  const farHandles = [{ slot: "domain:a", name: "A", direction: "UPSTREAM" as const, count: 7, own: 0, x: 0, y: 46 }];
  const box = { ...placed({ tally: { ...tally, severities: {} } }), farHandles };
  expect(overBorder(box, 1)).toEqual([]);
  const [handle] = overBorder(box, 2);
  expect(handle).toMatchObject({ top: 78, bottom: 114 });
  expect([(handle!.left + handle!.right) / 2, handle!.right - handle!.left >= 36]).toEqual([100, true]);
});

test("where rows are drawn they say it themselves: nothing is covered, and neither is where there is nothing to mark", () => {
  expect(badgesOf(placed({}), 1)).toEqual([]);
  expect(badgesOf(placed({ tally: { ...tally, severities: {} } }), 2)).toEqual([]);
});
