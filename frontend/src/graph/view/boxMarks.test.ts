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
