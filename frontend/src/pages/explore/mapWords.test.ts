import { describe, expect, test } from "vitest";
import { arrange } from "../../graph/model/arrange";
import { readRollUp } from "../../graph/model/read";
import { byReach, divisionsOf, mapSaid, type RollUp, showingMap } from "./mapWords";

const division = (id: string) => ({ id: `division:${id}`, kind: "DIVISION", name: id.toUpperCase() });
const domain = (id: string, within: string) => ({ entity: { id: `domain:${id}`, kind: "DOMAIN", name: id, container: { id: `division:${within}` }, containers: [division(within)] } });
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

describe("how much of the map is in sight", () => {
  const many = (domains: number, flows: number, divisions: number) => {
    const pairs = Array.from({ length: flows }, (_, i): [string, string, number] => [`d${i % domains}`, `d${(i * 7 + 1 + Math.floor(i / domains)) % domains}`, 2]);
    return mesh(Array.from({ length: domains }, (_, i) => domain(`d${i}`, `v${i % divisions}`)), pairs.filter(([from, to]) => from !== to));
  };
  const said = (rollUp: RollUp) => showingMap(arrange(readRollUp(rollUp, []), { grain: "domain" }), rollUp.entities.length, "domain");

  test("is all of a few", () => {
    expect(said(mesh([domain("a", "x"), domain("b", "x")], [["a", "b", 3]]))).toBe("Showing 2 domains and 3 flows between them");
  });

  test("is how many divisions, where domains are too many", () => {
    expect(said(many(600, 10, 5))).toMatch(/^Showing 600 domains in 5 divisions and \d+ flows between them$/);
  });

  test("is how many flows, where these are too many, and how to see the others", () => {
    const rollUp = many(250, 2_000, 1);
    const { flows } = rollUp;
    expect(said(rollUp)).toBe(`Showing 250 domains, with 1,000 of ${(2 * flows.length).toLocaleString("en")} flows, the largest. Select a box to see all of its.`);
  });
});

test("of several that feed equally many all are named, or how many more there are", () => {
  const tied = mesh([domain("a", "x"), domain("b", "x"), domain("c", "y"), domain("d", "y")], [["a", "b", 1], ["b", "c", 1], ["c", "a", 1]]);
  expect(mapSaid(tied, byReach(tied), "domain").rest).toBe("a, b and c feed the most: 1 domain each.");
  const more = mesh([domain("a", "x"), domain("b", "x"), domain("c", "y"), domain("d", "y")], [["a", "b", 1], ["b", "c", 1], ["c", "a", 1], ["d", "a", 1]]);
  expect(mapSaid(more, byReach(more), "domain").rest).toBe("a, b and 2 more feed the most: 1 domain each.");
});

test("those that are called alike are told by their divisions", () => {
  const [one, other, third] = [domain("x/product", "x"), domain("y/product", "y"), domain("x/sale", "x")];
  const alike = mesh([one, other, third].map(({ entity }) => ({ entity: { ...entity, name: entity.id.split("/")[1] } })), [["x/product", "x/sale", 1], ["y/product", "x/sale", 2]]);
  expect(mapSaid(alike, byReach(alike), "domain").rest).toBe("product in X and product in Y feed the most: 1 domain each.");
});
