import { expect, test } from "vitest";
import { brought, closed, opened, readOpenings, toggled, writeOpenings } from "./openings";

test("what is written is read again", () => {
  const texts = ["down1:capability:x/get-product", "up:dataset:pg%3A//a/b", "box:domain:x/sale", "closed:domain:x/stock"];
  expect(writeOpenings(readOpenings(texts))).toEqual(texts);
});

test("what nobody understands opens nothing", () => {
  expect(writeOpenings(readOpenings(["", "sideways:x", "up", "down1:"]))).toEqual([]);
});

test("opening further takes the place of opening less, in that direction alone", () => {
  const one = opened(opened(readOpenings([]), { of: "a", direction: "UPSTREAM", depth: 1 }), { of: "a", direction: "DOWNSTREAM", depth: 1 });
  const more = opened(one, { of: "a", direction: "UPSTREAM" });
  expect(writeOpenings(more)).toEqual(["down1:a", "up:a"]);
  expect(writeOpenings(closed(more, "a", "DOWNSTREAM"))).toEqual(["up:a"]);
});

test("a box is open or closed, not both", () => {
  const open = toggled(readOpenings(["closed:a"]), "a", true);
  expect(writeOpenings(open)).toEqual(["box:a"]);
  expect(writeOpenings(toggled(open, "a", false))).toEqual(["closed:a"]);
});

test("no step is the entity itself with all its parts", () => {
  const whole = readOpenings(["down0:domain:x/sale", "down1:a"]);
  expect([...whole.whole]).toEqual(["domain:x/sale"]);
  expect(writeOpenings(whole)).toEqual(["down0:domain:x/sale", "down1:a"]);
  expect([...closed(whole, "domain:x/sale", "DOWNSTREAM").whole]).toEqual([]);
});

test("each number of steps brings what it has of its own, and all before it", () => {
  expect(brought([17, 34, 0, 2])).toEqual([51, 51, 53]);
  expect(brought([])).toEqual([]);
});
