import { expect, test } from "vitest";
import { comparisonOf, concerned, lotsOf, pointWord } from "./words";

const entity = (action: "ADDED" | "REMOVED" | "CHANGED") => ({ action, entity: { id: "x", name: "X" }, fields: [] });
const flow = (action: "ADDED" | "REMOVED" | "CHANGED", from: string, to: string) => ({ action, relation: "FEEDS", from: { id: from, name: from }, to: { id: to, name: to }, fields: [] });

test("points are revisions or times", () => {
  expect(pointWord({ revision: "14" })).toBe("revision 14");
  expect(pointWord({ time: "2026-03-31" })).toBe("31 March 2026");
});

test.each([
  [[], [], "Nothing differs between revision 1 and now."],
  [[entity("CHANGED")], [], "1 entity differs between revision 1 and now. 1 changed."],
  [[entity("ADDED"), entity("REMOVED")], [flow("ADDED", "a", "b")], "2 entities and 1 link differ between revision 1 and now. 2 came, 1 went."],
])("%#: a comparison is a sentence", (entities, links, said) => {
  const { answer, rest } = comparisonOf({ revision: "1" }, undefined, { entities, links });
  expect(`${answer} ${rest}`).toBe(said);
});

test("the lineage in question is that of the ends of flows that came or went", () => {
  const difference = { entities: [], links: [flow("ADDED", "a", "b"), flow("REMOVED", "c", "b"), flow("CHANGED", "d", "e")] };
  expect(concerned(difference, "UPSTREAM")).toEqual(["b"]);
  expect(concerned(difference, "DOWNSTREAM")).toEqual(["a", "c"]);
});

test("however many are concerned, all of them are, in lots that can be asked about", () => {
  const links = Array.from({ length: 2_345 }, (_, at) => flow("ADDED", "a", `b${at}`));
  const all = concerned({ links }, "UPSTREAM");
  expect(all).toHaveLength(2_345);
  expect(lotsOf(all).map(({ length }) => length)).toEqual([1_000, 1_000, 345]);
  expect(lotsOf(all).flat()).toEqual(all);
  expect(lotsOf([])).toEqual([]);
  expect(lotsOf(all.slice(0, 1_000))).toHaveLength(1);
});
