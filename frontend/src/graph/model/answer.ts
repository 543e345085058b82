// What the server answered, as the drawing needs it. Nothing here is derived: all of it is in one answer.
import type { Kind } from "./kinds";

export type Precision = "EXACT" | "COARSE";
export type Direction = "UPSTREAM" | "DOWNSTREAM";
/** What a plan makes of something; left out where there is no plan or it stays as it is. */
export type Change = "added" | "removed";
export type Severity = "BREAKING" | "POSSIBLE" | "INFORM";

export interface Team {
  id: string;
  name: string;
}

/** An entity by its name and place. */
export interface Named {
  id: string;
  kind: Kind;
  name: string;
  owner?: Team | null;
  /** Two teams contradict each other, or there is none: what `owner` being null means. */
  conflict?: boolean;
  /** Who is accountable before a plan, where that is another; null: nobody was. Left out where it stays as it is. */
  formerOwner?: Team | null;
  /** What a plan makes newly wrong with it, in a sentence. */
  finding?: string;
}

/** How many entities that are not drawn opening it one step brings, each way: with what a flow leads to, what of itself is not drawn. */
export type Hidden = Record<Direction, number>;

/** What entities are part of. */
export interface Place extends Named {
  /** How many parts it has directly below. */
  parts: number;
  /** What it is directly part of. */
  container?: string;
  hidden: Hidden;
  /** How many of itself and its parts are not drawn; left out where all are. */
  undrawn?: number;
}

/** An entity that is drawn. */
export interface Drawn extends Named {
  input: boolean;
  /** What it is part of, nearest first. */
  containers: string[];
  hidden: Hidden;
  /** How many of its parts are not drawn; left out where all are. */
  undrawn?: number;
  change?: Change;
  severity?: Severity;
  tags?: string[];
  /** The divisions and markets that it lies within though it is no part of them, as what serves only these; left out where there are none. */
  alsoWithin?: { id: string; name: string }[];
}

/** A recorded flow, by the IDs of its ends. */
export interface Recorded {
  from: string;
  to: string;
  precision: Precision;
  denied?: boolean;
  change?: Change;
  /** Of a roll-up: how many recorded flows it stands for. */
  count?: number;
  /** How many entities that a filter hides lie on the way; left out for what is recorded. */
  between?: number;
}

/** An entity that was reached. */
export interface Reached {
  id: string;
  depth: number;
  precision: Precision;
}

export interface Consumer {
  team: Team;
  purpose?: string | null;
}

export interface Answer {
  /** What was asked about. */
  start: string[];
  /** What is drawn, each once, in the order of the answer. */
  drawn: Drawn[];
  /** Whatever the drawn ones are part of, by ID. */
  places: Map<string, Place>;
  flows: Recorded[];
  /** Who uses what was asked about. */
  consumers: Consumer[];
  /** How many there are to draw, of which `drawn` may be the first. */
  total: number;
}

/** Returns what an answer says of an entity, drawn or not. */
export function lookUp(answer: Answer): (id: string) => Drawn | Place | undefined {
  const drawn = new Map(answer.drawn.map((entity) => [entity.id, entity]));
  return (id) => drawn.get(id) ?? answer.places.get(id);
}
