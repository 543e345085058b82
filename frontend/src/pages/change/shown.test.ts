import { expect, test } from "vitest";
import type { Answer } from "../../graph/model/answer";
import type { Scene } from "../../graph/model/scene";
import { shownSaid } from "./shown";

const drawn = (many: number) => ({ drawn: Array.from({ length: many }) }) as unknown as Answer;
const scene = (boxes: number, grouped = false) => ({ boxes: Array.from({ length: boxes }), flows: [], grouped, left: { boxes: 0, flows: 0, ways: 0 } }) as unknown as Scene;

test("all of it is said to be shown, and in how many groups where it is grouped", () => {
  expect(shownSaid(drawn(1), scene(1), { left: 0 }, 0, 0)).toBe("Showing 1 part");
  expect(shownSaid(drawn(1_231), scene(2, true), { left: 0 }, 1_230, 0)).toBe("Showing 1,231 parts in 2 groups");
});

test("where a picture holds no more it says of how many, and where the rest is", () => {
  expect(shownSaid(drawn(10_000), scene(3, true), { left: 7 }, 56_000, 0)).toBe("Showing the first 10,000 parts in 3 groups. The plan affects 56,000: the list has all of them");
});

test("what is too much to be drawn is counted", () => {
  const trimmed = { ...scene(300, true), left: { boxes: 20, flows: 0, ways: 0 } };
  expect(shownSaid(drawn(9_000), trimmed, { left: 0 }, 9_000, 0)).toBe("Showing 9,000 parts in 300 of 320 groups");
});

test("while it is read it says how far that has come", () => {
  expect(shownSaid(undefined, undefined, undefined, 5_000, 3_000)).toBe("Reading the picture: 3,000 parts so far");
  expect(shownSaid(undefined, undefined, undefined, 5, 0)).toBe("");
});
