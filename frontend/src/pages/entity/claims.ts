// The claims behind an entity's page, each as a sentence with who says so: that it is there, who owns it, its own flows.
import type { ClaimLineFragment, OwnFlowsFragment } from "./entity.generated";
import type { Entity } from "./sentence";

export interface SaidClaim extends ClaimLineFragment {
  said: string;
}

/** All claims of a page, in the order of the page, with those of as many of its flows as were read. An inherited ownership is claimed where it is inherited from. */
export function claimsOf(entity: Pick<Entity, "name" | "claims" | "ownership">, flows: readonly OwnFlowsFragment["nodes"][number][]): SaidClaim[] {
  const owned = entity.ownership.inheritedFrom?.name ?? entity.name;
  return [
    ...entity.claims.map((claim) => ({ ...claim, said: `${entity.name} is there` })),
    ...entity.ownership.claims.map((claim) => ({ ...claim, said: `${claim.team?.name ?? "Somebody"} owns ${owned}` })),
    ...flows.flatMap(({ from, to, denied, claims }) =>
      claims.map((claim) => ({ ...claim, said: `${from.name} feeds ${to.name}${denied ? ", which is denied" : ""}` })),
    ),
  ];
}
