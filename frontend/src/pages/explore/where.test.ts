import { expect, test } from "vitest";
import { whereOf } from "./where";

test("a filter is asked of the server as it is held here", () => {
  expect(whereOf({ kinds: ["PORT"], within: "domain:a", owner: "team:a", tags: ["gold"], text: "new" })).toEqual({ kinds: ["PORT"], within: "domain:a", owner: "team:a", tags: ["gold"], named: "new" });
  expect(whereOf({ unowned: true })).toEqual({ unowned: true });
});

test("one that lets all through is none", () => {
  expect(whereOf({})).toBeUndefined();
  expect(whereOf({ kinds: [], tags: [], text: "" })).toBeUndefined();
});
