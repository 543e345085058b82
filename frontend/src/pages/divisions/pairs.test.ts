import { expect, test } from "vitest";
import type { Domain } from "./border";
import { differs, pairsOf } from "./pairs";

interface Said {
  of?: string;
  owner?: string;
  parts?: string[];
  systems?: string[];
  fedBy?: string[];
}

const near = (names: string[]) => ({ total: names.length, items: { nodes: names.map((name) => ({ entity: { name } })) } });
const all = (nodes: Domain[]) => ({ nodes, total: nodes.length });

function domain(id: string, { of, owner, parts = [], systems = [], fedBy = [] }: Said = {}): Domain {
  const named = (names: string[]) => ({ totalCount: names.length, nodes: names.map((name) => ({ name })) });
  return {
    id,
    kind: "DOMAIN",
    name: id.split("/")[1],
    owner: owner ? { id: owner, name: owner } : null,
    ownership: { status: owner ? "OWNED" : "UNOWNED" },
    variantOf: of ? [{ id: of }] : [],
    parts: named(parts),
    systems: named(systems),
    consumers: [],
    sources: near(fedBy),
    targets: near([]),
  } as unknown as Domain;
}

const said = (left: Domain[], right: Domain[]) => pairsOf(all(left), all(right)).map((pair) => [pair.left?.id, pair.right?.id, ...Object.values(pair.differences).flat()]);

test("forms of each other stand side by side, whichever of them is the form; what has none stands alone", () => {
  const left = [domain("x/own"), domain("x/sale"), domain("x/stock", { of: "v/stock" }), domain("x/crm", { of: "model" })];
  const right = [domain("v/stock"), domain("v/sale", { of: "x/sale" }), domain("v/crm", { of: "model" }), domain("v/own")];
  expect(said(left, right)).toEqual([
    ["x/sale", "v/sale"],
    ["x/stock", "v/stock"],
    ["x/crm", "v/crm"],
    ["x/own", undefined],
    [undefined, "v/own"],
  ]);
});

test("what differs is said in words", () => {
  const left = domain("x/sale", { owner: "Finance", parts: ["New", "Old"], systems: ["POS"] });
  const right = domain("v/sale", { of: "x/sale", parts: ["New"], systems: ["POS", "Cube"] });
  expect(said([left], [right])).toEqual([["x/sale", "v/sale", "owned by Finance and nobody", "parts only on the left: Old", "systems only on the right: Cube"]]);
});

test("in flows and owners two forms are compared by name, each for itself", () => {
  const left = domain("x/sale", { owner: "Finance", fedBy: ["New", "Old"] });
  const right = domain("v/sale", { of: "x/sale", owner: "Finance", fedBy: ["New"] });
  const [pair] = pairsOf(all([left]), all([right]));
  expect(pair?.differences).toMatchObject({ owners: [], flows: ["fed by only on the left: Old"] });
  expect(pair && [differs(pair, "all"), differs(pair, "flows"), differs(pair, "owners")]).toEqual([true, true, false]);
  expect(pairsOf(all([left]), all([domain("v/sale", { of: "x/sale" })])).map((other) => differs(other, "owners"))).toEqual([true]);
});

test("what may only be cut off is not said to be missing", () => {
  const [left, right] = [domain("x/sale", { parts: ["New"] }), domain("v/sale", { of: "x/sale", parts: ["Old"] })];
  left.parts.totalCount = 61;
  expect(said([left], [right])).toEqual([["x/sale", "v/sale", "parts: 61 on the left, 1 on the right"]]);
  expect(pairsOf(all([domain("x/crm")]), { nodes: [], total: 90 }).map(({ certain }) => certain)).toEqual([false]);
  expect(pairsOf(all([domain("x/crm")]), { nodes: [], total: 0 }).map(({ certain }) => certain)).toEqual([true]);
});
