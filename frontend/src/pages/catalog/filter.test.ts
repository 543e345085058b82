import { expect, test } from "vitest";
import { choosing, whereOf } from "./filter";

test("an address's filter is the API's, and none where nothing is chosen", () => {
  expect(whereOf({})).toBeNull();
  expect(whereOf({ kinds: [], text: "  ", unowned: false, tags: [] })).toBeNull();
  expect(whereOf({ kinds: ["PORT"], within: "division:x", unowned: true, text: " new ", tags: ["pii"] })).toEqual({
    kinds: ["PORT"], within: "division:x", unowned: true, text: "new", tags: ["pii"],
  });
});

test("a choice takes the place of another of its kind, and choosing it again takes it back", () => {
  const before = { kinds: ["PORT"] as const, owner: "team:a", text: "new" };
  expect(choosing(before, { kinds: ["DOMAIN"] })).toEqual({ kinds: ["DOMAIN"], owner: "team:a", text: "new" });
  expect(whereOf(choosing(before, { kinds: ["PORT"] }))).toEqual({ owner: "team:a", text: "new" });
  expect(whereOf(choosing(before, { owner: undefined, unowned: true }))).toEqual({ kinds: ["PORT"], unowned: true, text: "new" });
});
