import { expect, test } from "vitest";
import { csvOf } from "../export/csv";
import type { Reached } from "../model/answer";
import { load } from "../testdata/load";
import { byPrecision, byStep, byTeam, entriesOf } from "./entries";

const answer = load("sales-planning");
const items: Reached[] = [
  { id: "capability:division-x/location/get-store", depth: 1, precision: "EXACT" },
  { id: "capability:division-x/product/get-product", depth: 1, precision: "EXACT" },
  { id: "port:division-x/sale/new-sales", depth: 1, precision: "EXACT" },
  { id: "capability:division-x/sale/create-sale", depth: 2, precision: "EXACT" },
  { id: "capability:division-x/customer/get-customer", depth: 3, precision: "EXACT" },
];
const entries = entriesOf(answer, items);

test("the list has the items of the answer, by step", () => {
  expect(byStep(entries, "up").map(({ title, entries }) => [title, entries.map(({ entity, within }) => `${entity.name} in ${within}`)])).toEqual([
    ["1 step up", ["Get Store in Location", "Get Product in Product", "New Sales in Sale"]],
    ["2 steps up", ["Create Sale in Sale"]],
    ["3 steps up", ["Get Customer in Customer"]],
  ]);
});

test("by team the largest share comes first, and what nobody owns before all", () => {
  expect(byTeam(entries).map(({ title, entries }) => [title, entries.length])).toEqual([
    ["Retail Operations Team", 2],
    ["Finance", 1],
    ["Marketing", 1],
    ["Customer Relationship Team", 1],
  ]);
  expect(byTeam([...entries, { ...entries[0]!, owner: null }])[0]!.title).toBe("No owner");
});

test("two owners are not nobody, and teams of two divisions that are called alike are two", () => {
  const [first] = entries;
  const disputed = { ...first!, owner: null, entity: { ...first!.entity, conflict: true } };
  const ours = (division: string) => ({ ...first!, owner: { id: `team:${division}/marketing`, name: "Marketing" } });
  expect(byTeam([ours("x"), ours("v"), disputed, { ...first!, owner: null }]).map(({ title }) => title)).toEqual(["Two owners", "No owner", "Marketing in x", "Marketing in v"]);
});

test("the precisions are those of what is listed", () => {
  expect(byPrecision([...entries, { ...entries[0]!, precision: "COARSE" }])).toEqual({ EXACT: 5, COARSE: 1 });
});

test("CSV has a row for each, and no name is a formula", () => {
  const hostile = { ...entries[0]!, entity: { ...entries[0]!.entity, name: '=HYPERLINK("x"),' } };
  expect(csvOf([hostile]).split("\r\n")).toEqual([
    "step,kind,name,in,owner,precision,id",
    `1,CAPABILITY,"'=HYPERLINK(""x""),",Location,Finance,EXACT,capability:division-x/location/get-store`,
    "",
  ]);
});
