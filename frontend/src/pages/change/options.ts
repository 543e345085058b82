// The ways in which a change can be made: each is a plan of its own, so that what it would bring is known before the click.
import type { Change } from "./changes";

export interface Option {
  label: string;
  changes: Change[];
  chosen: boolean;
}

/**
 * The ways for the change at a place of a plan, of which one is chosen; none where there is only the one. `owner` is who is
 * accountable now, by its ID and name.
 */
export function optionsOf(changes: readonly Change[], at: number, owner: { id: string; name: string } | undefined): { title: string; options: Option[] } | undefined {
  const change = changes[at]!;
  if (change.remove || change.alter) return fate(changes, at, change);
  if (change.deny || change.unlink?.relation === "FEEDS") return lasting(changes, at, change);
  const given = handedOver(change);
  return given && owner && owner.id !== given.to ? { title: `${owner.name} then`, options: parting(changes, at, given, owner.id) } : undefined;
}

interface Given {
  entity: string;
  to: string;
  reason?: string;
  alone: boolean;
}

/** A new owner: alone, or beside the old one. */
function handedOver({ handOver, link }: Change): Given | undefined {
  if (handOver) return { entity: handOver.entity, to: handOver.to, ...(handOver.reason && { reason: handOver.reason }), alone: true };
  if (link?.relation === "OWNS") return { entity: link.to, to: link.from, ...(link.reason && { reason: link.reason }), alone: false };
  return undefined;
}

function parting(changes: readonly Change[], at: number, { entity, to, reason, alone }: Given, owner: string): Option[] {
  const why = reason ? { reason } : {};
  const next = changes[at + 1]?.link;
  const consumes = next?.relation === "CONSUMES" && next.from === owner && next.to === entity;
  const width = consumes ? 2 : 1;
  const over: Change = { handOver: { entity, to, ...why } };
  const uses: Change = { link: { relation: "CONSUMES", from: owner, to: entity } };
  const as = (label: string, chosen: boolean, ...instead: Change[]): Option => ({ label, chosen, changes: chosen ? [...changes] : changes.toSpliced(at, width, ...instead) });
  return [
    as("has no part in it", alone && !consumes, over),
    as("becomes a consumer", alone && consumes, over, uses),
    as("stays owner as well", !alone, { link: { relation: "OWNS", from: to, to: entity, ...why } }),
  ];
}

function fate(changes: readonly Change[], at: number, change: Change): { title: string; options: Option[] } {
  const id = (change.remove ?? change.alter)!.id;
  const as = (label: string, chosen: boolean, instead: Change): Option => ({ label, chosen, changes: chosen ? [...changes] : changes.with(at, instead) });
  return {
    title: "It then",
    options: [
      as("stays, with other content", Boolean(change.alter), { alter: { id } }),
      as("goes, with its parts and flows", Boolean(change.remove), { remove: { id, cascade: true } }),
    ],
  };
}

function lasting(changes: readonly Change[], at: number, change: Change): { title: string; options: Option[] } {
  const { from, to } = (change.deny ?? change.unlink)!;
  const as = (label: string, chosen: boolean, instead: Change): Option => ({ label, chosen, changes: chosen ? [...changes] : changes.with(at, instead) });
  return {
    title: "Observed again",
    options: [
      as("it is back", Boolean(change.unlink), { unlink: { relation: "FEEDS", from, to } }),
      as("it stays denied", Boolean(change.deny), { deny: { from, to } }),
    ],
  };
}
