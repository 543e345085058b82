import { expect, test } from "vitest";
import { endsOf, most, openedOf } from "./drawn";

type Of = Parameters<typeof endsOf>[1];
const of = (entities: [action: string, id: string][], flows: [from: string, to: string][] = []) =>
  ({
    diff: { entities: entities.map(([action, id]) => ({ action, entity: { id } })), links: flows.map(([from, to]) => ({ relation: "FEEDS", action: "REMOVED", from: { id: from }, to: { id: to } })) },
  }) as unknown as Of;

test("what goes is drawn before, what comes after, what is affected both times", () => {
  const plan = of([["REMOVED", "port:a"], ["ADDED", "port:b"]], [["port:a", "port:c"]]);
  expect(endsOf([{ remove: { id: "port:a", cascade: true } }], plan, ["port:d"])).toEqual({ before: ["port:a", "port:c", "port:d"], after: ["port:c", "port:b", "port:d"], depth: 1, left: 0 });
});

test("what is handed over is drawn with its neighbours, the teams are not", () => {
  expect(endsOf([{ handOver: { entity: "domain:a", to: "team:t" } }], of([]), [])).toEqual({ before: ["domain:a"], after: ["domain:a"], depth: 1, left: 0 });
});

test("many are drawn without neighbours, all of them", () => {
  const many = Array.from({ length: 7_000 }, (_, at) => `port:${at}`);
  expect(endsOf([], of([]), many)).toEqual({ before: many, after: many, depth: 0, left: 0 });
});

test("of more than a picture holds the same are drawn before and after, and it is known how many are left out", () => {
  const many = Array.from({ length: most + 5 }, (_, at) => `port:${at}`);
  const { before, after, left } = endsOf([], of([["REMOVED", "port:gone"], ["ADDED", "port:new"]]), many);
  expect(before).toEqual(["port:gone", ...many.slice(0, most - 2)]);
  expect(after).toEqual(["port:new", ...many.slice(0, most - 2)]);
  expect(left).toBe(7);
});

test("what was opened is opened on each side on which it is there", () => {
  const openings = ["domain:a", "domain:new", "domain:gone"].map((of) => ({ of, direction: "DOWNSTREAM" as const, depth: 0 }));
  const { before, after } = openedOf(openings, of([["REMOVED", "domain:gone"], ["ADDED", "domain:new"]]));
  expect(before.map(({ of }) => of)).toEqual(["domain:a", "domain:gone"]);
  expect(after.map(({ of }) => of)).toEqual(["domain:a", "domain:new"]);
});
