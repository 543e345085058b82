import { expect, test } from "vitest";
import type { Kind } from "./kinds";
import { onlyDivision, placeOf } from "./place";

test("a place is all of a full name but the name", () => {
  expect(placeOf({ name: "Stock", fullName: "Division X / Stock" })).toBe("Division X");
  expect([placeOf({ name: "Stock", fullName: "Stock" }), placeOf({ name: "Stock", fullName: "Live Stock" })]).toEqual(["", ""]);
});

test("a team is of a division where it serves no other", () => {
  const serving = (...kinds: Kind[]) => onlyDivision({ serves: { nodes: kinds.map((kind, index) => ({ kind, id: index })) } })?.id;
  expect([serving(), serving("DIVISION"), serving("MARKET", "DIVISION"), serving("DIVISION", "DIVISION"), serving("MARKET")]).toEqual([undefined, 0, 1, undefined, undefined]);
});
