import { describe, expect, test } from "vitest";
import { byPlace, gapKinds, ownershipSentence, totalOf, type Catalog, type Finding } from "./gaps";

const place = (id: string) => ({ id, kind: "DOMAIN", name: id }) as Finding["entity"]["containers"][number];
const finding = (id: string, ...containers: string[]) =>
  ({ message: "", others: [], entity: { id, kind: "PORT", name: id, owner: null, containers: containers.map(place) } }) as unknown as Finding;

/** A catalog with so many findings of each kind. */
function gaps(totals: Partial<Record<string, number>>): Catalog {
  const kinds = ["conflict", "unowned", "shadow", "unsourced", "denied", "unmapped", "similar", "cycle", "unused", "crosses"];
  return Object.fromEntries(kinds.map((kind) => [kind, { totalCount: totals[kind] ?? 0, nodes: [], pageInfo: { endCursor: null, hasNextPage: false } }])) as unknown as Catalog;
}

describe("gaps", () => {
  test("come the gravest first, those that there are", () => {
    const some = gaps({ unused: 1, unsourced: 1_200, conflict: 3 });
    expect(gapKinds(some).map(({ kind, first }) => [kind, first.totalCount])).toEqual([["OWNER_CONFLICT", 3], ["UNSOURCED", 1_200], ["UNUSED", 1]]);
    expect(totalOf(some)).toBe(1_204);
  });

  test("stand by their place, the one with most of them first", () => {
    const found = [finding("a", "sale", "v"), finding("b", "stock", "x"), finding("lone"), finding("c", "stock", "x")];
    expect(byPlace(found).map(({ places, findings }) => [places.map(({ id }) => id).join(), findings.length])).toEqual([["stock", 2], ["sale", 1], ["", 1]]);
  });

  test("that divisions have alike stand once, those of one alone apart", () => {
    const within = (name: string, at: string, division: string) => {
      const one = finding(`${division}/${name}`, `${division}/${at}`, division);
      const [there, around] = one.entity.containers;
      return { ...one, entity: { ...one.entity, name, containers: [{ ...there, name: at }, { ...around, kind: "DIVISION" }] } } as Finding;
    };
    const found = [within("levels", "stock", "v"), within("report", "sale", "v"), within("levels", "stock", "x"), within("report", "sale", "x"), within("more", "sale", "x")];
    expect(byPlace(found).map(({ places, findings }) => [...places.map(({ id }) => id), findings.length])).toEqual([["v/stock", "x/stock", 2], ["x/sale", 2], ["v/sale", 1]]);
  });

  test("are said in one sentence by their exact totals, and their absence too", () => {
    expect(ownershipSentence(gaps({ conflict: 1, unsourced: 1_003, unused: 1 }))).toEqual({ answer: "1 has two owners.", rest: "1,003 endpoints have no recorded source, and 1 is used by nobody." });
    expect(ownershipSentence(gaps({}))).toEqual({ answer: "Every domain has one owner.", rest: "Every endpoint has a source, and each is used." });
    expect(ownershipSentence(gaps({ unowned: 2, conflict: 1 })).answer).toBe("2 things have no owner, and 1 has two owners.");
  });
});
