import { expect, test } from "vitest";
import { alike, grouped } from "./grouped";

test("things stand together in the order in which the first of each came", () => {
  expect(grouped(["stock", "sale", "store", "crm"], ([letter]) => letter)).toEqual([["stock", "sale", "store"], ["crm"]]);
});

test("what two divisions have alike stands once, and nothing else is put together", () => {
  const things = ["v:sale", "v:stock", "x:sale", "v:sale", ":sale", ":sale", "x:crm"];
  const [division, name] = [(of: string) => of.split(":")[0] || undefined, (of: string) => [of.split(":")[1]]];
  expect(alike(things, division, name)).toEqual([["v:sale", "x:sale"], ["v:stock"], ["v:sale"], [":sale"], [":sale"], ["x:crm"]]);
});
