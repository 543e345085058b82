// Where the marks of flows stand: on a straight piece, not below a box and not on top of each other. One that has no room is left
// out: the list says what it would.
import { figure } from "../../catalog/count";
import { textWidth } from "../model/measure";
import type { Flow, Orientation } from "../model/scene";
import type { PlacedBox, PlacedFlow } from "./drawing";
import { overBorder } from "./border";
import { barSize } from "./heads";
import type { Point } from "./layout";
import { type Area, around, Occupied } from "./occupied";
import { distance } from "./rounded";
import { strokeOf } from "./stroke";

/** A short word on a flow. */
export interface FlowMark {
  at: Point;
  text: string;
  /** What one must not miss at any zoom: a change, a cycle. */
  grave: boolean;
}

/** What is said on a flow: what it is, or, where it returns on a cycle, how many rows that has. */
function saidOn(flow: Flow, points: Point[], orientation: Orientation): Omit<FlowMark, "at"> | undefined {
  const [first, last] = [points[0]!, points.at(-1)!];
  const returns = flow.cycle > 0 && (orientation === "down" ? last.y < first.y : last.x < first.x);
  const text = returns ? `↺ ${figure(flow.cycle)}` : strokeOf(flow).mark;
  return text === undefined ? undefined : { text, grave: returns || flow.change !== undefined };
}

/** Flows with their marks, as far as there is room: first for what is grave, and where only that is to be marked for nothing else. */
export function marked(flows: readonly PlacedFlow[], room: MarkRoom, orientation: Orientation, onlyGrave = false): PlacedFlow[] {
  const said = new Map(flows.flatMap((placed) => {
    const said = saidOn(placed.flow, placed.points, orientation);
    return said && (said.grave || !onlyGrave) ? [[placed, said] as const] : [];
  }));
  const marks = new Map<PlacedFlow, FlowMark>();
  for (const [placed, { text, grave }] of [...said].sort(([, a], [, b]) => Number(b.grave) - Number(a.grave))) {
    const at = room.place(placed.points, text, grave);
    if (at) marks.set(placed, { at, text, grave });
  }
  return flows.map((placed) => {
    const mark = marks.get(placed);
    return mark ? { ...placed, mark } : placed;
  });
}

const markHeight = 18;

/** How wide a mark is, near by. */
export const markWidth = (text: string): number => Math.max(markHeight, textWidth(text, 10.5) + 12);

/** What it covers, which is so many times as large as near by. */
export const markArea = (at: Point, text: string, scale = 1): Area => around(at, markWidth(text) * scale, markHeight * scale);

/** Where along a straight piece a mark may stand, the best place first. */
const shares = [1 / 2, 1 / 4, 3 / 4, 1 / 8, 7 / 8];

/** How far marks are from each other at least, near by. */
const apart = 2;

/** Finds room for marks, one after the other: where no box covers them, nor what is marked on it, and none covers another. */
export class MarkRoom {
  private readonly taken = new Occupied();
  private readonly boxes: Occupied;
  private readonly bars: Occupied;

  /** `scale` is how many times as large as near by marks are. */
  constructor(boxes: readonly PlacedBox[], flows: readonly Pick<PlacedFlow, "bar">[], private readonly scale = 1) {
    const areas = boxes.map(({ box, at }) => ({ left: at.x, top: at.y, right: at.x + box.width, bottom: at.y + box.height }));
    this.boxes = new Occupied([...areas, ...boxes.flatMap((placed) => overBorder(placed, scale))]);
    this.bars = new Occupied(flows.flatMap(({ bar }) => (bar ? [around(bar, barSize, barSize)] : [])));
  }

  /**
   * A place on the longest piece that has one, if any beside the bars of flows that cross a division's border; undefined where there is
   * none. For what is `grave` room for it as large as near by is enough: from far away something may cover its ends, not its middle.
   */
  place(points: readonly Point[], text: string, grave = false): Point | undefined {
    const places = placesOn(points);
    const freeAt = (scale: number) => places.filter((at) => this.isFree(markArea(at, text, scale)));
    const roomy = freeAt(this.scale);
    const free = grave && roomy.length === 0 ? freeAt(1) : roomy;
    const at = free.find((at) => !this.bars.meets(markArea(at, text, this.scale))) ?? free[0];
    if (at) this.taken.add(around(at, (markWidth(text) + apart) * this.scale, (markHeight + apart) * this.scale));
    return at;
  }

  private isFree(area: Area): boolean {
    return !this.boxes.meets(area) && !this.taken.meets(area);
  }
}

/** The pieces of a flow from the longest to the shortest, and along each where a mark may stand. */
function placesOn(points: readonly Point[]): Point[] {
  const pieces = points.slice(1).map((to, i) => ({ from: points[i]!, to }));
  pieces.sort((a, b) => distance(b.from, b.to) - distance(a.from, a.to));
  return pieces.flatMap(({ from, to }) => shares.map((share) => ({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share })));
}
