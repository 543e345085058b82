import { expect, test } from "vitest";
import { central, local, systemsSentence, typeRows, type Market, type System } from "./systems";

const market = (name: string) => ({ id: name, kind: "MARKET", name }) as Market;
const system = (id: string, type: string | null, ...markets: string[]) =>
  ({ id, name: id, type, serves: { totalCount: markets.length + 1, nodes: [{ id: "x", kind: "DIVISION", name: "X" }, ...markets.map(market)] } }) as unknown as System;

const systems = [system("fr-pos", "POS", "France"), system("pos", "POS", "Japan", "France"), system("dwh", "DWH"), system("odd", null, "Japan")];

test("each type of system is a row, with those that serve each market", () => {
  const rows = typeRows(systems, [market("France"), market("Japan"), market("Peru")]);
  expect(rows.map(({ type, byMarket }) => [type, ...byMarket.map((some) => some.map(({ id }) => id))])).toEqual([
    ["No type", [], ["odd"], []],
    ["POS", ["fr-pos", "pos"], ["pos"], []],
  ]);
});

test("what serves no market stands by itself", () => expect(central(systems).map(({ id }) => id)).toEqual(["dwh"]));

test("what serves a market stands by its type", () =>
  expect(local([system("a", "POS", "France"), system("b", "ERP", "France"), system("c", "DWH"), system("d", "POS", "Japan")]).map(({ id }) => id)).toEqual(["b", "a", "d"]));

test("what is in the dark is counted exactly, however few are named", () => {
  const dark = (total: number, ...names: string[]) => ({ totalCount: total, nodes: names.map((name) => ({ entity: { name } })) });
  const said = (findings: object) => systemsSentence({ all: { totalCount: 900 }, markets: { totalCount: 3 }, findings } as unknown as Parameters<typeof systemsSentence>[0]);
  expect(said(dark(1, "Shadow IT"))).toEqual({ answer: "900 systems, 3 markets.", rest: "Shadow IT is in the dark: nobody owns or operates it." });
  expect(said(dark(412, "A", "B", "C", "D")).rest).toBe("A, B and 410 more are in the dark: nobody owns or operates them.");
  expect(said(dark(0)).rest).toBe("Each system has an owner or an operator.");
});
