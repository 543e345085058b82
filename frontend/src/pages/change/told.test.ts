import { expect, test } from "vitest";
import { inOrder, someOf, tellingOf } from "./told";

const some = (totalCount: number, ...names: string[]) => ({ totalCount, nodes: names.map((name) => ({ id: name, name, kind: "DOMAIN" as const, container: null })) });
const none = some(0);

test("some are named, the rest is counted", () => {
  expect(someOf(some(1, "A"))).toBe("A");
  expect(someOf(some(3, "A", "B", "C"))).toBe("A, B and C");
  expect(someOf(some(9, "A", "B", "C", "D"))).toBe("A, B and 7 others");
});

test("a port is said with what it belongs to", () => {
  expect(someOf({ totalCount: 1, nodes: [{ id: "p", name: "Input", kind: "PORT", container: { name: "CRM" } }] })).toBe("Input of CRM");
});

test("nobody comes first, and the list says why each is told", () => {
  const team = (name: string, changed = none, consumed = none) => ({ team: { id: name, name }, roles: [], count: 1, any: none, changed, affected: none, consumed, operated: none });
  const nobody = { ...team("x"), team: null, count: 2, any: some(2, "A", "B") };
  const notices = [team("Ann's", some(1, "A"), some(1, "B")), team("Bob's", none, some(1, "C")), nobody];
  expect(inOrder(notices)).toEqual([nobody, notices[0], notices[1]]);
  expect(tellingOf(notices)).toBe("Nobody to tell (2): A and B\nAnn's (1): Owns what is changed: A. Uses B.\nBob's (1): Uses C.");
});
