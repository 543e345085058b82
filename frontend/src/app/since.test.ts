import { expect, test } from "vitest";
import { sinceSaid } from "./since";

const standing = (catalog: string, now: string) => ({ catalog: { revision: catalog }, now: { revision: now } });

test.each([
  [standing("4", "4"), undefined, false, "Nothing has been committed since."],
  [standing("4", "5"), "5", false, "1 commit since."],
  [standing("4", "4"), "6", false, "2 commits since."],
  [standing("4", "7"), "6", true, "That is revision 4. 3 commits since."],
  [{ catalog: null, now: null }, "6", false, ""],
])("%#: what was committed meanwhile counts", (answer, newest, byTime, said) => {
  expect(sinceSaid(answer, newest, byTime)).toBe(said);
});
