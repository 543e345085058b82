import { expect, test } from "vitest";
import { numbers } from "../testdata/generate";
import { cycleSizes } from "./cycles";

const edges = (text: string) => text.split(" ").filter(Boolean).map((edge) => ({ from: edge[0]!, to: edge[1]! }));

test("a cycle has the size of all that lies on it", () => {
  expect(cycleSizes(edges("ab bc ca cd"))).toEqual(new Map([["a", 3], ["b", 3], ["c", 3]]));
});

test("a flow to itself is a cycle of one", () => {
  expect(cycleSizes(edges("aa ab"))).toEqual(new Map([["a", 1]]));
});

test("two are on one cycle where each is reached from the other", () => {
  for (let seed = 0; seed < 300; seed++) {
    const next = numbers(seed);
    const made = Array.from({ length: next(16) }, () => ({ from: "abcdefg"[next(7)]!, to: "abcdefg"[next(7)]! }));
    const sizes = cycleSizes(made);
    for (const node of "abcdefg") {
      const mates = [..."abcdefg"].filter((other) => reaches(made, node, other) && reaches(made, other, node));
      expect(sizes.get(node) ?? 0, JSON.stringify(made)).toBe(mates.length);
    }
  }
});

/** Whether one or more edges lead there. */
function reaches(all: { from: string; to: string }[], from: string, to: string): boolean {
  const seen = new Set<string>();
  const queue = [from];
  for (const at of queue) for (const edge of all) if (edge.from === at && !seen.has(edge.to)) seen.add(edge.to) && queue.push(edge.to);
  return seen.has(to);
}
