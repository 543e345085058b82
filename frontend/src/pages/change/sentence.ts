// A change in words: what it would do, as a sentence for a list and as the subject of one.
import type { Change, NameOf } from "./changes";
import { listed } from "../../catalog/count";

/** "Hand Sales Planning over to Sales Team". */
export function sentenceOf(change: Change, name: NameOf): string {
  const { put, remove, link, unlink, deny, allow, alter, move, handOver, replaceSystem, divest, acquire } = change;
  if (alter) return `Alter ${name(alter.id)}`;
  if (remove) return `Retire ${name(remove.id)}`;
  if (handOver) return `Hand ${name(handOver.entity)} over to ${name(handOver.to)}`;
  if (move) return move.to ? `Move ${name(move.id)} to ${name(move.to)}` : `Take ${name(move.id)} out of what it is part of`;
  if (replaceSystem) return `Replace ${name(replaceSystem.system)} by ${name(replaceSystem.by)}${inMarkets(replaceSystem.markets, name)}`;
  if (divest) return `Divest ${name(divest.division)}`;
  if (acquire) return `Acquire ${acquire.name ?? name(acquire.division)}, like ${name(acquire.like)}`;
  if (link) return claimed(link, name);
  if (unlink) return unlink.relation === "FEEDS" ? `Remove the flow from ${name(unlink.from)} to ${name(unlink.to)}` : `No longer: ${claimed(unlink, name)}`;
  if (deny) return `Deny that ${name(deny.from)} feeds ${name(deny.to)}`;
  if (allow) return `Allow again that ${name(allow.from)} feeds ${name(allow.to)}`;
  return `Record ${put?.name ?? name(put?.id ?? "")}`;
}

/** "Handing Sales Planning to Sales Team": what a sentence about the change begins with. */
export function subjectOf(change: Change, name: NameOf): string {
  const { handOver, remove, alter, move, replaceSystem, divest, acquire, link, unlink } = change;
  if (handOver) return `Handing ${name(handOver.entity)} to ${name(handOver.to)}`;
  if (remove) return `Retiring ${name(remove.id)}`;
  if (alter) return `Altering ${name(alter.id)}`;
  if (move) return `Moving ${name(move.id)}${move.to ? ` to ${name(move.to)}` : ""}`;
  if (replaceSystem) return `Replacing ${name(replaceSystem.system)} by ${name(replaceSystem.by)}${inMarkets(replaceSystem.markets, name)}`;
  if (divest) return `Divesting ${name(divest.division)}`;
  if (acquire) return `Acquiring ${acquire.name ?? name(acquire.division)}`;
  if (link?.relation === "FEEDS") return `Letting ${name(link.from)} feed ${name(link.to)}`;
  if (unlink?.relation === "FEEDS") return `Removing the flow from ${name(unlink.from)} to ${name(unlink.to)}`;
  return `“${sentenceOf(change, name)}”`;
}

const inMarkets = (markets: readonly string[] | null | undefined, name: NameOf): string =>
  markets?.length ? ` in ${listed(markets.map(name))}` : "";

const verbs: Record<string, string> = {
  FEEDS: "feeds",
  PART_OF: "is part of",
  OWNS: "owns",
  CONSUMES: "uses",
  OPERATES: "operates",
  RUNS_IN: "runs in",
  SERVES: "serves",
  VARIANT_OF: "is a variant of",
  READS: "reads",
  WRITES: "writes",
};

/** How one end of a link relates to the other: "runs in". */
export const verbOf = (relation: string): string => verbs[relation] ?? relation;

const claimed = ({ relation, from, to }: { relation: string; from: string; to: string }, name: NameOf): string =>
  `${name(from)} ${verbOf(relation)} ${name(to)}`;
