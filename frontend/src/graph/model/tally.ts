// What matters of a box whatever the zoom: where its rows are too small to be drawn, or it is closed, this is said of them all.
import type { Drawn, Named, Severity } from "./answer";

export interface Tally {
  /** How many parts and flows within a plan takes away and brings. */
  removed: number;
  added: number;
  /** How many parts a plan affects, by how badly. */
  severities: Partial<Record<Severity, number>>;
  /** What a plan makes newly wrong, in sentences. */
  findings: string[];
  /** How many rows the largest cycle within has; 0: there is none. */
  cycle: number;
}

/** A flow within the box. */
export interface Within {
  change?: Drawn["change"];
  cycle?: number;
}

/** Of a box and all that is drawn in it, cut rows with it. Linear. */
export function tallyOf(box: Named, members: readonly Drawn[], inner: readonly Within[]): Tally {
  const changed = (change: Drawn["change"]) => [...members, ...inner].filter((of) => of.change === change).length;
  const severities: Tally["severities"] = {};
  for (const { severity } of members) if (severity) severities[severity] = (severities[severity] ?? 0) + 1;
  const found = [box, ...members.filter(({ id }) => id !== box.id)].flatMap(({ finding }) => finding ?? []);
  return { removed: changed("removed"), added: changed("added"), severities, findings: found, cycle: inner.reduce((most, { cycle = 0 }) => Math.max(most, cycle), 0) };
}
