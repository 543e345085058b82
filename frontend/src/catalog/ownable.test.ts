import { expect, test } from "vitest";
import { ownable } from "./ownable";

test("a domain without an owner lacks one, a system does not, and an owner is named in any case", () => {
  expect([ownable({ kind: "DOMAIN", owner: null }), ownable({ kind: "SOURCE_SYSTEM", owner: null }), ownable({ kind: "SOURCE_SYSTEM", owner: { id: "team:it" } })]).toEqual([true, false, true]);
});
