import { expect, test } from "vitest";
import type { Answered } from "./Consequences";
import { endsOf, openedOf } from "./drawn";

type Of = Parameters<typeof endsOf>[1];
const of = (entities: [action: string, id: string][], flows: [from: string, to: string][], affected: string[]) =>
  ({
    diff: { entities: entities.map(([action, id]) => ({ action, entity: { id } })), links: flows.map(([from, to]) => ({ relation: "FEEDS", action: "REMOVED", from: { id: from }, to: { id: to } })) },
    impact: { items: { nodes: affected.map((id) => ({ entity: { id } })) } },
  }) as unknown as Of & Answered;

test("what goes is drawn before, what comes after, what is affected both times", () => {
  const plan = of([["REMOVED", "port:a"], ["ADDED", "port:b"]], [["port:a", "port:c"]], ["port:d"]);
  expect(endsOf([{ remove: { id: "port:a", cascade: true } }], plan)).toEqual({ before: ["port:a", "port:c", "port:d"], after: ["port:c", "port:d", "port:b"], depth: 1 });
});

test("what is handed over is drawn with its neighbours, the teams are not", () => {
  expect(endsOf([{ handOver: { entity: "domain:a", to: "team:t" } }], of([], [], []))).toEqual({ before: ["domain:a"], after: ["domain:a"], depth: 1 });
});

test("many are drawn without neighbours, and no more than a page holds", () => {
  const many = Array.from({ length: 700 }, (_, at) => `port:${at}`);
  const { before, depth } = endsOf([], of([], [], many));
  expect(depth).toBe(0);
  expect(before).toHaveLength(500);
});

test("what was opened is opened on each side on which it is there", () => {
  const openings = ["domain:a", "domain:new", "domain:gone"].map((of) => ({ of, direction: "DOWNSTREAM" as const, depth: 0 }));
  const { before, after } = openedOf(openings, of([["REMOVED", "domain:gone"], ["ADDED", "domain:new"]], [], []));
  expect(before.map(({ of }) => of)).toEqual(["domain:a", "domain:gone"]);
  expect(after.map(({ of }) => of)).toEqual(["domain:a", "domain:new"]);
});
