import { expect, test } from "vitest";
import { columnsOf, holdOf, isIdle, isPartly, rowGroups, teamGroups, type Domain, type Team } from "./holdings";

const thing = (id: string, ...containers: string[]) => ({ id, name: id, kind: "DOMAIN", containers: containers.map((container) => ({ id: container, name: container })) });

const domainOf = (id: string, division?: string, owner?: string) =>
  ({ id, name: id, owner: owner ? { id: owner } : null, containers: division ? [{ id: division, name: division, kind: "DIVISION" }] : [] }) as unknown as Domain;

function team(id: string, { owns = [], consumes = [], serves = [] }: { owns?: object[]; consumes?: object[]; serves?: string[] }): Team {
  return {
    id,
    name: id,
    serves: { nodes: serves.map((name) => ({ id: name, name, kind: "DIVISION" })) },
    owns: { totalCount: owns.length, nodes: owns },
    domains: { totalCount: owns.length, nodes: owns },
    consumes: { totalCount: consumes.length, nodes: consumes.map((entity) => ({ entity, purpose: null })) },
    uses: { totalCount: consumes.length, nodes: consumes.map((entity) => ({ entity })) },
    operates: { totalCount: 0 },
  } as unknown as Team;
}

test("a team holds what it owns itself, and what it consumes all or part of", () => {
  const both = team("a", { owns: [thing("sale"), thing("port", "stock")], consumes: [thing("new", "sale"), thing("crm")] });
  expect(["sale", "stock", "crm", "else"].map((domain) => holdOf(both, domainOf(domain)))).toEqual(["both", undefined, "consumes", undefined]);
  expect([both, team("b", {})].map(isIdle)).toEqual([false, true]);
  expect([both, { ...both, uses: { ...both.uses, totalCount: 3 } }].map(isPartly)).toEqual([false, true]);
});

test("a team holds what it is accountable for and consumes by way of a division", () => {
  const one = team("a", { owns: [thing("x")], consumes: [thing("v")] });
  expect([holdOf(one, domainOf("sale", "x", "a")), holdOf(one, domainOf("sale", "x", "b")), holdOf(one, domainOf("stock", "v"))]).toEqual(["owns", undefined, "consumes"]);
});

test("teams stand with their division, those of several or none at the end", () => {
  const teams = [team("it", { serves: ["X", "V"] }), team("x1", { serves: ["X"] }), team("lone", {}), team("v1", { serves: ["V"] })];
  expect(teamGroups(teams).map(({ title, teams: some }) => [title, ...some.map(({ id }) => id)])).toEqual([["X", "x1"], ["V", "v1"], ["Group teams", "it", "lone"]]);
});

test("teams of one name in several divisions share a row, others do not", () => {
  const named = (id: string, name: string, ...serves: string[]) => ({ ...team(id, { serves }), name });
  const teams = [named("v1", "Sales", "V"), named("v2", "Buying", "V"), named("x1", "Sales", "X"), named("x2", "Sales", "X"), named("it", "Sales", "X", "V"), named("lone", "Sales")];
  expect(rowGroups(teams).map(({ title, rows }) => [title, ...rows.map((row) => row.map(({ id }) => id).join())])).toEqual([
    ["Each division has its own", "v1,x1"], ["V", "v2"], ["X", "x2"], ["Group teams", "it", "lone"],
  ]);
});

test("domains stand by division, those of none at the end", () => {
  const columns = columnsOf([domainOf("lone"), domainOf("a", "X"), domainOf("b", "V"), domainOf("c", "X")]);
  expect(columns.map(({ division, domains }) => [division?.id, ...domains.map(({ id }) => id)])).toEqual([["X", "a", "c"], ["V", "b"], [undefined, "lone"]]);
});
