// A plan as one drawing: what is there before and after it, and what it takes away and brings.
import { type Answer, type Change, type Drawn, lookUp, type Named, type Recorded, type Severity } from "./answer";

/**
 * Returns both answers as one. What only the first has is removed, what only the second has is added; the rest is as it is
 * after. `severities` are those of the plan's impact, `findings` what it makes newly wrong, by ID. Linear in both.
 */
export function planned(before: Answer, after: Answer, severities: Map<string, Severity>, findings: Map<string, string> = new Map()): Answer {
  const was = lookUp(before);
  const drawn = united(before.drawn, after.drawn, ({ id }) => id).map((entity) => found(severe(handedOver(entity, was(entity.id)), severities.get(entity.id)), findings));
  return {
    start: after.start.length ? after.start : before.start,
    drawn,
    places: new Map([...before.places, ...[...after.places].map(([id, place]) => [id, found(handedOver(place, was(id)), findings)] as const)]),
    flows: united(flowsOf(before), flowsOf(after), ({ from, to }) => `${from} ${to}`),
    consumers: after.consumers,
    total: drawn.length,
  };
}

/** The whole mesh of a plan may be a roll-up, of which counts change: what differs is drawn as it is after. */
function flowsOf({ flows }: Answer): Recorded[] {
  return flows.filter((flow) => !flow.denied);
}

function united<T extends { change?: Change }>(before: T[], after: T[], keyOf: (of: T) => string): T[] {
  const then = new Set(before.map(keyOf));
  const now = new Set(after.map(keyOf));
  return [
    ...before.filter((of) => !now.has(keyOf(of))).map((of): T => ({ ...of, change: "removed" })),
    ...after.map((of): T => (then.has(keyOf(of)) ? of : { ...of, change: "added" })),
  ];
}

/** With who was accountable before, where that is another now. */
function handedOver<Of extends Named>(of: Of, was: Named | undefined): Of {
  return was && was.owner?.id !== of.owner?.id ? { ...of, formerOwner: was.owner ?? null } : of;
}

function severe(entity: Drawn, severity: Severity | undefined): Drawn {
  return severity ? { ...entity, severity } : entity;
}

function found<Of extends Named>(of: Of, findings: Map<string, string>): Of {
  const finding = findings.get(of.id);
  return finding === undefined ? of : { ...of, finding };
}
