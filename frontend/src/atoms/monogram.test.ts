import { expect, test } from "vitest";
import { isGroupTeam, monogram } from "./monogram";

test.each([
  ["Retail Operations Team", "RO"],
  ["Customer Relationship Team", "CR"],
  ["Finance", "FI"],
  ["Sales Team", "SA"],
  ["Buying Team", "BU"],
  ["Marketing", "MK"],
  ["Manufacturing", "MN"],
  ["Data Engineering", "DE"],
  ["IT", "IT"],
  ["X", "X"],
  ["Team", "TE"],
  ["équipe données", "ÉD"],
  ["", ""],
])("%s is %s", (name, letters) => expect(monogram(name)).toBe(letters));

test("a team whose ID has one segment is the group's", () => {
  expect(isGroupTeam("team:finance")).toBe(true);
  expect(isGroupTeam("team:division-x/marketing")).toBe(false);
});
