// What is to be drawn, before anything has a place on the canvas. A slot is where flows begin and end: a row, an input
// port on the border, a box's header or the row that stands for those that are cut. It is named by the entity's ID.
import type { Change, Consumer, Hidden, Precision, Severity, Team } from "./answer";
import type { Kind } from "./kinds";
import type { Table } from "./table";
import type { Tally } from "./tally";

export interface Row {
  /** The slot. */
  id: string;
  kind: Kind;
  name: string;
  input: boolean;
  hidden: Hidden;
  /** How many of it and its parts are not drawn. */
  undrawn: number;
  /** The middle of the row, from the top of the box. */
  y: number;
  change?: Change;
  severity?: Severity;
  /** What a plan makes newly wrong with it. */
  finding?: string;
  /** Of a dataset that is seen from near by: its columns, below it. */
  table?: Table;
}

export interface Box {
  id: string;
  kind: Kind;
  name: string;
  owner: Team | null;
  conflict: boolean;
  /** Who owns it before a plan, where that is another; null: nobody. */
  formerOwner?: Team | null;
  /** The chain of names that it is part of: "Division X". */
  within: string;
  division: string | undefined;
  rows: Row[];
  /** The only input port, which straddles the left border. */
  pin?: Row;
  /** How many entities are drawn in it, itself not counted. */
  members: number;
  /** How many parts it has directly below. */
  parts: number;
  /** How many of these have nothing on the answer. */
  others: number;
  /** Its other parts were asked for too, and are drawn. */
  whole: boolean;
  /** The rows that are cut. */
  rest: { id: string; kind: Kind; name: string }[];
  /** How many of its rows are cut, and stand behind one that says so. */
  cut: number;
  collapsed: boolean;
  /** Of a dataset that is a box without rows, seen from near by: its columns, below its header. */
  table?: Table;
  focus: boolean;
  /** Opened, and not part of what was asked. */
  context: boolean;
  hidden: Hidden;
  /** How many one step brings from it or any part of it. */
  around: Hidden;
  /** How many of it and its parts are not drawn. */
  undrawn: number;
  /** What a plan does in it, and cycles within. */
  tally: Tally;
  /** There is more than the answer has: the tally is of what it has, at least. */
  partial?: boolean;
  consumers: Consumer[];
  width: number;
  height: number;
  change?: Change;
}

export type FlowKind = "exact" | "coarse" | "rollup" | "implied" | "denied";

export interface Flow {
  id: string;
  from: string;
  to: string;
  fromBox: string;
  toBox: string;
  kind: FlowKind;
  /** Of a roll-up: EXACT if any that it stands for is. */
  precision: Precision;
  /** How many recorded flows it stands for: of an implied one none. */
  count: number;
  /** How many entities that a filter hides lie on the way. */
  between: number;
  /** It crosses from one division to another. */
  crosses: boolean;
  /** How many slots the cycle has that it closes; 0 if it closes none. */
  cycle: number;
  change?: Change;
}

/** Which way flows lead: from left to right, or from top down. */
export const orientations = ["right", "down"] as const;
export type Orientation = (typeof orientations)[number];

export interface Scene {
  orientation: Orientation;
  boxes: Box[];
  flows: Flow[];
  /** How many entities are drawn, as themselves or within what stands for them, of how many there are. */
  showing: number;
  of: number;
  /** Boxes were closed, since all of them open are too many. */
  grouped: boolean;
  /** What even so is too much to be drawn: boxes, recorded flows, and ways through what is hidden. */
  left: { boxes: number; flows: number; ways: number };
}

const cutMark = "#more";

/** The slot of the row that stands for those that are cut. */
export function cutSlot(box: string): string {
  return box + cutMark;
}

export const isCut = (slot: string): boolean => slot.endsWith(cutMark);

/** The flows within each box that has any. */
export function flowsWithin(flows: Flow[]): Map<string, Flow[]> {
  const within = new Map<string, Flow[]>();
  for (const flow of flows) if (flow.fromBox === flow.toBox) within.get(flow.fromBox)?.push(flow) ?? within.set(flow.fromBox, [flow]);
  return within;
}

/** All slots of a box from top to bottom. */
export function slotsOf(box: Box): string[] {
  const rows = box.rows.map((row) => row.id);
  return [box.id, ...(box.pin ? [box.pin.id] : []), ...rows, ...(box.cut ? [cutSlot(box.id)] : [])];
}
