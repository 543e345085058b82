import { expect, test } from "vitest";
import { load } from "../../graph/testdata/load";
import { differing } from "./useChanged";

test("what is the same has not changed", () => {
  expect([...differing(load("sales-planning"), load("sales-planning"))]).toEqual([]);
});

test("a name, an owner, an entity and a flow that are new have", () => {
  const before = load("sales-planning");
  const after = load("sales-planning");
  const [renamed, handedOver, fresh, fed] = after.drawn.slice(-4);
  renamed!.name = "Other";
  handedOver!.owner = { id: "team:new", name: "New" };
  before.drawn = before.drawn.filter(({ id }) => id !== fresh!.id);
  after.flows = [...after.flows, { from: fed!.id, to: renamed!.id, precision: "EXACT" }];
  expect([...differing(before, after)].sort()).toEqual([renamed, handedOver, fresh, fed].map((entity) => entity!.id).sort());
});
