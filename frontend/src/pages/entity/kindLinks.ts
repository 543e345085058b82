// What an entity is linked to beside owners, consumers and flows, as groups under a heading: each kind has its own.
import type { Linked } from "../../atoms/EntityLink";
import type { Part } from "../../catalog/parts";
import { onlyDivision, placeOf } from "../../catalog/place";
import type { ClaimLineFragment } from "./entity.generated";
import type { KindLinksFragment } from "./kindLinks.generated";
import type { MoreLinksQueryVariables } from "./moreLinks.generated";

type Named = Linked & { fullName: string; serves?: { nodes: readonly Linked[] } };

/** What a connection has: an entity, or what for one is used. */
export type LinkNode = Named | { purpose: string | null; entity: Named; claims?: readonly ClaimLineFragment[] };

/** The field of the API that has a group. */
export type LinkField = Exclude<keyof MoreLinksQueryVariables, "at" | "id" | "after">;

/** One entity of a group. */
export interface LinkLine {
  of: Named;
  /** What it is part of, or the division that it serves alone. */
  place: string;
  /** What for. */
  note?: string | null;
}

/** A heading and what stands below it. */
export interface LinkGroup {
  title: string;
  /** Said where there is none; without it such a group is left out. */
  none?: string;
  field: LinkField;
  first: Part<LinkNode>;
}

export function lineOf(node: LinkNode): LinkLine {
  const of = "entity" in node ? node.entity : node;
  const place = placeOf(of) || (of.serves && onlyDivision({ serves: of.serves })?.name) || "";
  return { of, place, ...("entity" in node && { note: node.purpose }) };
}

/** The groups of an entity in the order in which people ask; empty ones only where that is an answer. */
export function linkGroups(of: KindLinksFragment): LinkGroup[] {
  return allGroups(of).filter(({ first, none }) => first.totalCount > 0 || none !== undefined);
}

function allGroups(of: KindLinksFragment): LinkGroup[] {
  switch (of.__typename) {
    case "Team":
      return [
        group("Owns", "owns", of.owns, "It is accountable for nothing."),
        group("Consumes", "consumes", of.consumes, "Nobody says that it uses anything."),
        group("Operates", "operates", of.operates),
        group("Serves", "serves", of.serves),
      ];
    case "SourceSystem":
      return [
        group("Serves", "serves", of.serves, "It serves no market and no division."),
        group("Operated by", "operators", of.operators, "Nobody says that they run it."),
        group("Runs here", "runs", of.runs),
      ];
    case "Market":
    case "Division":
      return [group("Systems that serve it", "systems", of.systems), group("Teams that serve it", "teams", of.teams)];
    case "Dataset":
      return [group("Stored in", "systems", of.systems), group("Written by", "writers", of.writers), group("Read by", "readers", of.readers)];
    case "Job":
      return [group("Runs in", "systems", of.systems), group("Reads", "inputs", of.inputs), group("Writes", "outputs", of.outputs)];
    case "Domain":
    case "Capability":
    case "DataProduct":
      return [group("Runs in", "systems", of.systems)];
    default:
      return [];
  }
}

const group = (title: string, field: LinkField, first: Part<LinkNode>, none?: string): LinkGroup => ({ title, field, first, ...(none !== undefined && { none }) });
