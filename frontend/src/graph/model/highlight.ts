// What a selection lights up: the way between it and what was asked about, or all ways between two, a shortest one first.
import type { Box, Flow } from "./scene";
import { flowsBetween, shortestWay, slotsFor, type Step, wayAlong, type Ways } from "./ways";

export interface Highlight {
  /** Selected slots. */
  selected: Set<string>;
  /** Flows on the way, and the slots at their ends. */
  flows: Set<string>;
  slots: Set<string>;
  /** Between two: the flows on all other ways from the one to the other. */
  others: Set<string>;
}

export const noHighlight: Highlight = { selected: new Set(), flows: new Set(), slots: new Set(), others: new Set() };

/**
 * Returns what is lit. `start` are the slots of what was asked about; where nothing was, as on the map, a selection lights
 * its own flows. Of two selected `way` is the shortest way that the answer gave, which is lit where it is drawn as it was
 * recorded; else one of the shortest that are drawn. Linear in the flows.
 */
export function highlight(boxes: Box[], ways: Ways, start: Set<string>, selected: string[], way: readonly Step[] = []): Highlight {
  const [first, second] = selected;
  if (first === undefined) return noHighlight;
  if (second !== undefined) return lit(selected, ...between(boxes, ways, first, second, way));
  return start.size ? lit(selected, wayTo(boxes, ways, start, first)) : own(boxes, ways, first);
}

function lit(selected: string[], flows: Flow[], all: Flow[] = []): Highlight {
  const ids = new Set(flows.map(({ id }) => id));
  const others = all.map(({ id }) => id).filter((id) => !ids.has(id));
  return { selected: new Set(selected), flows: ids, slots: new Set(flows.flatMap(({ from, to }) => [from, to])), others: new Set(others) };
}

function own(boxes: Box[], ways: Ways, slot: string): Highlight {
  const flows = [...slotsFor(boxes, slot)].flatMap((slot) => ways.out.get(slot) ?? []);
  return { ...lit([slot], flows), slots: new Set(flows.map((flow) => flow.to)) };
}

function wayTo(boxes: Box[], ways: Ways, start: Set<string>, slot: string): Flow[] {
  const from = slotsFor(boxes, slot);
  if (start.has(slot)) return [];
  const down = shortestWay(ways, from, start);
  return down.length ? down : shortestWay(ways, start, from);
}

/** A shortest way between two, and the flows of all of them, whichever way the data flows. */
function between(boxes: Box[], ways: Ways, a: string, b: string, way: readonly Step[]): [shortest: Flow[], all: Flow[]] {
  const [first, second] = [slotsFor(boxes, a), slotsFor(boxes, b)];
  const all = new Set([...flowsBetween(ways, first, second), ...flowsBetween(ways, second, first)]);
  const down = shortestWay(ways, first, second);
  return [wayAlong(ways, way) ?? (down.length ? down : shortestWay(ways, second, first)), [...all]];
}

/**
 * The slots of what was asked about: its own row, and the header of its box, which coarse flows of the whole leave from;
 * or all of a box, where it is one.
 */
export function startSlots(boxes: Box[], start: string[]): Set<string> {
  const wanted = new Set(start);
  const slots = boxes.filter((box) => box.focus).flatMap((box) => {
    const own = slotsFor([box], box.id);
    const inside = [...own].filter((slot) => wanted.has(slot) && slot !== box.id);
    return inside.length ? [...inside, box.id] : [...own];
  });
  return new Set(slots);
}

/** The flows that touch a slot, or any slot of a box. */
export function touching(boxes: Box[], ways: Ways, slot: string): Set<string> {
  const ids = [...slotsFor(boxes, slot)].flatMap((slot) => [...(ways.in.get(slot) ?? []), ...(ways.out.get(slot) ?? [])]);
  return new Set(ids.map((flow) => flow.id));
}
