// Where flows touch each box, and the room that it needs for them. Along is the way that flows lead, across the other one: from left to
// right flows leave and enter at the height of their slot. From top down those of the box itself do so in the middle of its border; a row
// is reached from the side, by a channel beside the box, where none crosses another of the same side.
import type { Box, Orientation, Scene } from "../model/scene";
import { consumerCorner, consumerRoom, pill, type Room } from "./consumers";
import type { Point } from "./layout";
import { slotHeights } from "./slots";

export interface Ports {
  /** How much room there must be, with all that stands or runs beside the box. */
  along: number;
  across: number;
  /** Where the box itself begins across, and where along flows leave it. */
  before: number;
  end: number;
  /** Where across a flow of a slot leaves and enters, from the beginning of that room. */
  out: Map<string, number>;
  into: Map<string, number>;
  /** Where the teams that use it stand, from the corner of the box, and how far all that is right of and below it reaches. */
  consumers: Point;
  room: Room;
}

/** The slots of a box that flows leave and enter. */
interface Touched {
  leaving: Set<string>;
  entering: Set<string>;
}

/** The ports of each box. Linear. */
export function portsOf({ boxes, flows, orientation }: Scene): Map<string, Ports> {
  const touched = new Map<string, Touched>(boxes.map(({ id }) => [id, { leaving: new Set(), entering: new Set() }]));
  for (const { from, to, fromBox, toBox } of flows) {
    if (fromBox === toBox) continue;
    touched.get(fromBox)!.leaving.add(from);
    touched.get(toBox)!.entering.add(to);
  }
  return new Map(boxes.map((box) => [box.id, portsFor(box, touched.get(box.id)!, orientation)]));
}

/** The ports of one box. */
export function portsFor(box: Box, touched: Touched, orientation: Orientation): Ports {
  return orientation === "down" ? downwards(box, touched) : rightwards(box, touched);
}

function rightwards(box: Box, { leaving }: Touched): Ports {
  const leaves = leaving.size > 0;
  const room = consumerRoom(box, leaves);
  const heights = slotHeights(box);
  return { along: box.width + room.width, across: box.height + room.height, before: 0, end: box.width, out: heights, into: heights, consumers: consumerCorner(box, leaves), room };
}

/** Heads and handles have room between a box and its first channel. */
const channel = { left: 46, right: 28, apart: 14, margin: 8 };

function downwards(box: Box, { leaving, entering }: Touched): Ports {
  // The upper a row, the nearer what enters it and the farther what leaves it: so they do not cross.
  const rows = [...slotHeights(box)].filter(([slot]) => slot !== box.id).sort((a, b) => a[1] - b[1]).map(([slot]) => slot);
  const left = rows.filter((slot) => entering.has(slot));
  const right = rows.filter((slot) => leaving.has(slot)).reverse();
  const before = breadth(left.length, channel.left);
  const after = breadth(right.length, channel.right);
  const middle = before + box.width / 2;
  const teams = consumerRoom(box, false); // beside it: flows leave below
  return {
    along: box.height + teams.height,
    across: before + box.width + after + teams.width,
    before,
    end: box.height,
    out: new Map([[box.id, middle], ...right.map((slot, i): [string, number] => [slot, before + box.width + channel.right + i * channel.apart])]),
    into: new Map([[box.id, middle], ...left.map((slot, i): [string, number] => [slot, before - channel.left - i * channel.apart])]),
    consumers: { x: box.width + after + pill.away, y: 0 },
    room: { width: after + teams.width, height: teams.height },
  };
}

const breadth = (channels: number, away: number): number => (channels ? away + (channels - 1) * channel.apart + channel.margin : 0);
