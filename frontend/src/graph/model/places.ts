// Where an entity is drawn at a grain: which box, and which row of it stands for the entity.
import { type Answer, lookUp } from "./answer";
import { type Grain, isBoxAt, isDrawnAt } from "./kinds";
import { type Find, lineUp } from "./line";

export interface Placement {
  /** The box's ID. */
  box: string;
  /** What stands for the entity: a row of the box, or the box itself. */
  slot: string;
}

/**
 * Returns where entities are drawn. Whatever is finer than the grain is drawn as the nearest thing it is part of that is not;
 * what is part of nothing that is a box, is a box of its own. `rows` is the grain of rows, where that is finer than the one of
 * boxes. Constant in time for each entity.
 */
export function placing(answer: Answer, grain: Grain, rows = grain): (id: string) => Placement | undefined {
  const find = lookUp(answer);
  const known = new Map<string, Placement | undefined>();
  return (id) => {
    if (!known.has(id)) known.set(id, place(id, find, grain, rows));
    return known.get(id);
  };
}

function place(id: string, find: Find, grain: Grain, rows: Grain): Placement | undefined {
  const line = lineUp(id, find);
  const coarse = line.findIndex((entity) => isDrawnAt(rows, entity.kind));
  if (coarse < 0) return line.length ? { box: line.at(-1)!.id, slot: line.at(-1)!.id } : undefined;
  const slot = line[coarse]!;
  const box = line.slice(coarse).find((entity) => isBoxAt(grain, entity.kind)) ?? slot;
  return { box: box.id, slot: slot.id };
}
