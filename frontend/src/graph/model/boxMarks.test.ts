import { expect, test } from "vitest";
import type { Box } from "../model/scene";
import { marksOf } from "./boxMarks";

const still = { removed: 0, added: 0, severities: {}, findings: [], cycle: 0 };

const team = { id: "team:a", name: "A" };
const box = (more: Partial<Box>): Box => ({ owner: team, conflict: false, collapsed: false, tally: still, ...more }) as Box;
const signs = (of: Box, far = true) => marksOf(of, far).map(({ sign, count }) => `${sign}${count ?? ""}`);

test("a box that is as it should be has no mark", () => {
  expect(signs(box({}))).toEqual([]);
});

test("who is missing, what goes and comes, what breaks and what turns in a circle: the gravest first", () => {
  const tally = { removed: 1, added: 2, severities: { INFORM: 1, BREAKING: 3, POSSIBLE: 4 }, findings: ["It has no source."], cycle: 5 };
  expect(signs(box({ owner: null, tally }))).toEqual(["▲ new1", "▲", "✕1", "+2", "!3", "?4", "i1", "↺5"]);
  expect(signs(box({ owner: null, tally, collapsed: true }), false), "near by its second line says who is missing").toEqual(["▲ new1", "✕1", "+2", "!3", "?4", "i1", "↺5"]);
  expect(signs(box({ owner: null, tally }), false), "and its rows the rest").toEqual(["▲ new1"]);
});

test("two owners, and one owner after another", () => {
  expect(marksOf(box({ owner: null, conflict: true }), true)[0]!.says).toBe("Two owners");
  expect(marksOf(box({ formerOwner: null }), true)[0]!.says).toBe("Nobody, then A");
});

test("where there is more than was answered, what is counted is at least so many", () => {
  const tally = { ...still, removed: 1, severities: { BREAKING: 1_300 } };
  expect(marksOf(box({ tally, partial: true }), true).map(({ count, more, says }) => [count, more, says])).toEqual([[1, true, "At least 1 removed"], [1_300, true, "At least 1,300 breaking"]]);
  expect(marksOf(box({ tally }), true).map(({ more, says }) => [more, says])).toEqual([[undefined, "1 removed"], [undefined, "1,300 breaking"]]);
});

test("of many new findings the first are told, and how many more there are", () => {
  const findings = Array.from({ length: 1_205 }, (_, at) => `P${at} has no source.`);
  expect(marksOf(box({ tally: { ...still, findings } }), false)[0]).toMatchObject({ count: 1_205, says: "P0 has no source. P1 has no source. P2 has no source. P3 has no source. P4 has no source. And 1,200 more." });
});
