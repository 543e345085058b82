// What is missing or contradicts itself, by kind, the gravest first, and within that by the place it is at.
import { count } from "../../catalog/count";
import { alike, grouped } from "../../catalog/grouped";
import { findingKinds, type FindingKind } from "../../catalog/findings";
import type { GapPartFragment, OwnershipPageQuery } from "./ownership.generated";

export type Catalog = NonNullable<OwnershipPageQuery["catalog"]>;
export type Finding = GapPartFragment["nodes"][number];
type Place = Finding["entity"]["containers"][number];

/** The findings of one kind at one place, or at the forms of it that several divisions have. */
export interface Gap {
  /** What the entities are directly part of, one of each division; empty: they are part of nothing. */
  places: readonly Place[];
  findings: readonly Finding[];
}

/** All findings of one kind: how many there are, and the first of them. */
export interface GapKind {
  kind: FindingKind;
  first: GapPartFragment;
}

const nameOf: Record<FindingKind, "conflict" | "unowned" | "shadow" | "unsourced" | "denied" | "unmapped" | "similar" | "cycle" | "unused" | "crosses"> = {
  OWNER_CONFLICT: "conflict",
  UNOWNED: "unowned",
  SHADOW_SYSTEM: "shadow",
  UNSOURCED: "unsourced",
  DENIED_FLOW: "denied",
  UNMAPPED: "unmapped",
  SIMILAR_NAME: "similar",
  CYCLE: "cycle",
  UNUSED: "unused",
  CROSSES_DIVISION: "crosses",
};

type Gaps = Pick<Catalog, (typeof nameOf)[FindingKind]>;

/** The kinds that there are, the gravest first. */
export const gapKinds = (of: Gaps): GapKind[] => findingKinds.map((kind) => ({ kind, first: of[nameOf[kind]] })).filter(({ first }) => first.totalCount > 0);

export const totalOf = (of: Gaps): number => gapKinds(of).reduce((sum, { first }) => sum + first.totalCount, 0);

/** By what the entities are directly part of, the place with most of them first; what several divisions have alike stands once. */
export function byPlace(findings: readonly Finding[]): Gap[] {
  const places = grouped(findings, ({ entity }) => entity.containers[0]?.id);
  return alike(places, ([first]) => divisionOf(first), (all) => [first(all)?.kind, first(all)?.name, all[0]?.entity.owner?.name, ...all.map(({ entity }) => entity.name).sort()])
    .map((forms) => ({ places: forms.flatMap((all) => first(all) ?? []), findings: forms.flat() }))
    .sort((a, b) => b.findings.length - a.findings.length);
}

const first = ([finding]: readonly Finding[]) => finding?.entity.containers[0];

const divisionOf = (finding: Finding | undefined) => finding?.entity.containers.slice(1).find(({ kind }) => kind === "DIVISION")?.id;

/** Both halves of "Every domain has one owner. 8 endpoints have no recorded source, and 12 are used by nobody." */
export function ownershipSentence({ conflict, unowned, unsourced, unused }: Pick<Gaps, "conflict" | "unowned" | "unsourced" | "unused">): { answer: string; rest: string } {
  const owners = [
    unowned.totalCount > 0 && `${count(unowned.totalCount, "thing has", "things have")} no owner`,
    conflict.totalCount > 0 && `${count(conflict.totalCount, "has", "have")} two owners`,
  ].filter((said) => said !== false);
  const sources = unsourced.totalCount > 0 ? `${count(unsourced.totalCount, "endpoint has", "endpoints have")} no recorded source` : "Every endpoint has a source";
  const used = unused.totalCount > 0 ? `${count(unused.totalCount, "is", "are")} used by nobody` : "each is used";
  return {
    answer: owners.length > 0 ? `${owners.join(", and ")}.` : "Every domain has one owner.",
    rest: `${sources}, and ${used}.`,
  };
}
