import { expect, test } from "vitest";
import type { Drawn } from "../../graph/model/answer";
import { besideOf } from "./beside";

const drawn = (id: string, ...containers: string[]) => ({ id, containers }) as Drawn;
const none = new Set<string>();

test("what one step leads to are neighbours", () => {
  expect(besideOf([drawn("a"), drawn("b", "box")], new Set(["x"]), none)).toEqual({ count: 2, neighbours: true });
});

test("what is opened brings its parts as well, and they are no neighbours", () => {
  expect(besideOf([drawn("a"), drawn("column", "table")], new Set(["table"]), none)).toEqual({ count: 2, neighbours: false });
  expect(besideOf([drawn("a"), drawn("table")], new Set(["table"]), none)).toEqual({ count: 2, neighbours: false });
});

test("a box that is drawn whole brings its other parts, and is not one of them", () => {
  expect(besideOf([drawn("box"), drawn("a", "box"), drawn("b", "box")], new Set(["box"]), new Set(["box"]))).toEqual({ count: 2, neighbours: false });
});

test("a neighbour that was chosen counts", () => {
  expect(besideOf([drawn("a")], new Set(["a"]), new Set(["a"]))).toEqual({ count: 1, neighbours: true });
});
