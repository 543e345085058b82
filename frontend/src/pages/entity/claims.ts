// The claims behind an entity's page, each as a sentence with who says so: that it is there, who owns it, who uses it or what it
// uses, its own flows.
import type { ClaimLineFragment, OwnFlowsFragment } from "./entity.generated";
import type { LinkNode } from "./kindLinks";
import type { Entity } from "./sentence";

export interface SaidClaim extends ClaimLineFragment {
  said: string;
}

type Claimed = Pick<Entity, "name" | "claims" | "ownership" | "consumers">;

/** What of an entity was read so far: its flows, and of a team what it uses. */
interface Read {
  flows: readonly OwnFlowsFragment["nodes"][number][];
  uses: readonly LinkNode[];
}

/** All claims of a page, in its order, as far as they were read. What is inherited is claimed where it is inherited from. */
export function claimsOf({ name, claims, ownership, consumers }: Claimed, { flows, uses }: Read): SaidClaim[] {
  const owned = ownership.inheritedFrom?.name ?? name;
  const all = (said: string, claims: readonly ClaimLineFragment[] = []) => claims.map((claim) => ({ ...claim, said }));
  return [
    ...all(`${name} is there`, claims),
    ...ownership.claims.flatMap((claim) => all(`${claim.team?.name ?? "Somebody"} owns ${owned}`, [claim])),
    ...consumers.flatMap(({ team, entity, claims }) => all(`${team.name} consumes ${entity.name}`, claims)),
    ...uses.flatMap((use) => ("entity" in use ? all(`${name} consumes ${use.entity.name}`, use.claims) : [])),
    ...flows.flatMap(({ from, to, denied, claims }) => all(`${from.name} feeds ${to.name}${denied ? ", which is denied" : ""}`, claims)),
  ];
}
