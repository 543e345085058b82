import { expect, test } from "vitest";
import { byReach, divisionsOf, mapSaid, type RollUp } from "./mapWords";

const division = (id: string) => ({ id: `division:${id}`, kind: "DIVISION", name: id.toUpperCase() });
const domain = (id: string, within: string) => ({ entity: { id: `domain:${id}`, kind: "DOMAIN", name: id, containers: [division(within)] } });
const mesh = (entities: object[], flows: [string, string, number][]) => ({ entities, flows: flows.map(([from, to, count]) => ({ from: { id: `domain:${from}` }, to: { id: `domain:${to}` }, count, precision: "EXACT" })) }) as unknown as RollUp;

test("the most depended on comes first, then by name", () => {
  const rollUp = mesh([domain("b", "x"), domain("a", "x"), domain("c", "y")], [["c", "a", 2], ["c", "b", 1], ["a", "b", 1], ["c", "gone", 1]]);
  expect(byReach(rollUp).map(({ entity, feeds }) => [entity.name, feeds.length])).toEqual([["c", 2], ["a", 1], ["b", 0]]);
  expect(mapSaid(rollUp, byReach(rollUp), "domain")).toEqual({ answer: "5 flows join the 3 domains of 2 divisions.", rest: "c feeds the most: 2 domains." });
});

test("what is fed says how sure that is", () => {
  const rollUp = mesh([domain("a", "x"), domain("b", "x")], [["a", "b", 2]]);
  const coarse = { ...rollUp, flows: rollUp.flows.map((flow) => ({ ...flow, precision: "COARSE" as const })) };
  expect([rollUp, coarse].map((mesh) => byReach(mesh)[0]!.feeds.map(({ precision }) => precision))).toEqual([["EXACT"], ["COARSE"]]);
});

test("one division is named, and where nothing flows that is said", () => {
  const rollUp = mesh([domain("a", "x")], []);
  expect(mapSaid(rollUp, byReach(rollUp), "domain")).toEqual({ answer: "0 flows join the 1 domain of X.", rest: undefined });
});

test("of whose divisions nothing is said where some are of none", () => {
  const rollUp = mesh([domain("a", "x"), domain("b", "y"), { entity: { id: "domain:c", kind: "DOMAIN", name: "c", containers: [] } }], [["a", "b", 1]]);
  expect(mapSaid(rollUp, byReach(rollUp), "domain").answer).toBe("1 flow joins the 3 domains.");
});

test("of divisions themselves it is not said in which they are", () => {
  const rollUp = { entities: [{ entity: { ...division("x"), containers: [] } }, { entity: { ...division("y"), containers: [] } }], flows: [] } as unknown as RollUp;
  expect(mapSaid(rollUp, byReach(rollUp), "division").answer).toBe("0 flows join the 2 divisions.");
  expect([...divisionsOf(rollUp).keys()]).toEqual(["division:x", "division:y"]);
});
