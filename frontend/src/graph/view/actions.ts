// What can be done to the drawing. Whoever shows it decides what comes of it; all state is theirs.
import type { Direction } from "../model/answer";
import type { TablePage } from "../model/table";

export interface Actions {
  /** Selects a slot; `add`: beside the one that is selected. Undefined: nothing. */
  select(slot: string | undefined, add?: boolean): void;
  /** Makes it what the graph is about. */
  focus(slot: string): void;
  /** Opens so many steps from a slot, all where `depth` is left out, or closes what was opened. */
  open(slot: string, direction: Direction, depth?: number): void;
  close(slot: string, direction: Direction): void;
  /** Opens or closes a box. */
  toggle(box: string): void;
  /** Draws the other parts of a box beside those on the answer, or takes them away again. */
  parts?(box: string): void;
  /** Draws only these of what a handle would bring. */
  choose?(slot: string, direction: Direction, ids: string[]): void;
  deeper?(by: 1 | -1): void;
  nextGrain?(): void;
  /** Draws flows from top down, or from left to right again. */
  turn?(): void;
  toList?(): void;
}

/** What a handle's menu asks when it opens. */
export interface Foretelling {
  /** How many entities that are not drawn each number of steps brings, the last of them all there are. */
  steps(slot: string, direction: Direction): Promise<number[]>;
  /** What one step brings that is not drawn, by name. */
  neighbours(slot: string, direction: Direction): Promise<Neighbour[]>;
  /** How many entities some of these bring, each with its parts; undefined where nobody knows. */
  chosen(direction: Direction, ids: string[]): Promise<number | undefined>;
  /** The columns of a dataset after a cursor, as many as one asks for at once; undefined: they cannot be had. */
  columns(dataset: string, after: string | undefined): Promise<TablePage | undefined>;
}

export interface Neighbour {
  id: string;
  name: string;
  within: string | undefined;
}
