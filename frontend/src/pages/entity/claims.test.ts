import { expect, test } from "vitest";
import { claimsOf } from "./claims";

const by = (source: string) => ({ __typename: "Claim" as const, source, rank: "DECLARED" as const, origin: null, firstSeen: "2026-01-01T00:00:00Z", lastSeen: "2026-01-01T00:00:00Z" });
const named = (name: string) => ({ id: `domain:${name}`, kind: "DOMAIN" as const, name, fullName: name });
const team = (name: string) => ({ id: `team:${name}`, name });

const said = (...[entity, read]: Parameters<typeof claimsOf>) => claimsOf(entity, read).map(({ said, source }) => `${said}: ${source}`);
const nobody = { status: "UNOWNED", team: null, inheritedFrom: null, reason: null, claims: [] } as const;
type Claimed = Parameters<typeof claimsOf>[0];

test("each claim is a sentence: what is inherited is claimed where it is inherited from, and each source says it for itself", () => {
  const entity = {
    name: "New Sales",
    claims: [by("files")],
    ownership: { ...nobody, inheritedFrom: named("Sale"), claims: [{ ...by("files"), reason: null, team: team("Finance") }] },
    consumers: [
      { purpose: null, team: team("Marketing"), entity: named("New Sales"), claims: [by("files"), by("people")] },
      { purpose: null, team: team("Sales"), entity: named("Sale"), claims: [by("people")] },
    ],
  } as unknown as Claimed;
  const flows = [{ from: named("Create Sale"), to: named("New Sales"), denied: true, claims: [by("runs")] }] as unknown as Parameters<typeof claimsOf>[1]["flows"];
  expect(said(entity, { flows, uses: [] })).toEqual([
    "New Sales is there: files",
    "Finance owns Sale: files",
    "Marketing consumes New Sales: files",
    "Marketing consumes New Sales: people",
    "Sales consumes Sale: people",
    "Create Sale feeds New Sales, which is denied: runs",
  ]);
});

test("of a team is claimed what it consumes", () => {
  const entity = { name: "Marketing", claims: [by("files")], ownership: nobody, consumers: [] } as unknown as Claimed;
  expect(said(entity, { flows: [], uses: [{ purpose: "campaigns", entity: named("Sale"), claims: [by("people")] }] })).toEqual(["Marketing is there: files", "Marketing consumes Sale: people"]);
});
