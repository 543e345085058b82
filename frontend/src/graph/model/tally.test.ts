import { expect, test } from "vitest";
import type { Drawn, Named } from "./answer";
import { tallyOf } from "./tally";

const box: Named = { id: "domain:a", kind: "DOMAIN", name: "A" };
const part = (more: Partial<Drawn>): Drawn => ({ id: "port:a", kind: "PORT", name: "A", input: false, containers: [], hidden: { UPSTREAM: 0, DOWNSTREAM: 0 }, ...more });

test("nothing to say of what stays as it is", () => {
  expect(tallyOf(box, [part({})], [{}])).toEqual({ removed: 0, added: 0, severities: {}, findings: [], cycle: 0 });
});

test("parts and flows within are counted by what a plan makes of them, and the largest cycle is told", () => {
  const members = [part({ change: "removed" }), part({ severity: "BREAKING" }), part({ severity: "BREAKING" }), part({ severity: "INFORM", change: "added" })];
  expect(tallyOf(box, members, [{ change: "removed" }, { cycle: 2 }, { cycle: 5 }])).toEqual({ removed: 2, added: 1, severities: { BREAKING: 2, INFORM: 1 }, findings: [], cycle: 5 });
});

test("what becomes wrong with the box itself and with its parts is told once each", () => {
  const wrong = { ...box, finding: "A has no owner" };
  expect(tallyOf(wrong, [part({ ...wrong, kind: "DOMAIN" }), part({ finding: "A has no source" })], []).findings).toEqual(["A has no owner", "A has no source"]);
});
