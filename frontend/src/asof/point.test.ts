import { expect, test } from "vitest";
import { pointOf } from "./point";

test.each([
  ["12", "", { revision: "12" }],
  [" r12 ", "", { revision: "12" }],
  ["", "2026-03-31T12:00", { time: new Date(2026, 2, 31, 12).toISOString().replace(".000Z", "Z") }],
  ["", "", "A revision such as 12, or a time."],
  ["12", "2026-03-31T12:00", "Either a revision or a time."],
  ["1.5", "", "A revision is a number such as 12."],
  ["-1", "", "A revision is a number such as 12."],
  ["", "yesterday", "That is no time."],
])("revision %j and time %j", (revision, time, want) => expect(pointOf(revision, time)).toEqual(want));
