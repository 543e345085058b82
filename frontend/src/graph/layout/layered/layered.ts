// The layered layout: boxes in columns, flows from left to right at right angles, or all that turned to lead from top down. Boxes are
// laid out, not their rows: flows begin and end where the rows are, which take the order in which fewer flows cross, so far as what
// feeds another within a box stays above it. It promises that no box is on another, that no flow runs through a box, and few crossings,
// not the fewest. Pure: the same scene has the same layout.
import type { Scene } from "../../model/scene";
import { type Layout, ordered, type Point } from "../layout";
import { portsOf } from "../ports";
import { rowsOf, settle } from "./blocks";
import { componentsOf } from "./components";
import { placeHeights } from "./heights";
import { jointsOf } from "./joints";
import { keeping } from "./kept";
import { heightOf, networkOf, type Network, type Piece, type Step, type Vertex } from "./network";
import { orderColumns } from "./order";
import { packed, type Part } from "./pack";
import { type Run, runsOf } from "./tracks";
import { turned } from "./turn";

const between = { least: 96, edge: 14, node: 24 };

/**
 * Lays a scene out in layers. Parts that no flow joins are laid out each alone and packed. `before` are the rows of boxes that were
 * drawn before, from top to bottom: they keep that order, so that nothing moves under the pointer of who opens something.
 */
export function layOutLayered(asked: Scene, before: ReadonlyMap<string, readonly string[]> = new Map()): Layout {
  const scene = keeping(asked, before);
  const kept = new Set([...before.values()].flat());
  const layout = packed(componentsOf(scene).map((part) => layOutConnected(part, kept)));
  return scene.orientation === "down" ? turned(layout, ordered(scene, layout)) : layout;
}

function layOutConnected(scene: Scene, kept: ReadonlySet<string>): Part {
  const network = networkOf(scene, portsOf(scene));
  const joints = jointsOf(network);
  const rows = rowsOf(network, joints, scene, kept);
  orderColumns(network, joints, rows);
  settle(network, scene, rows);
  placeHeights(network);
  const layout = placed(network);
  return { layout, bounds: boundsOf(network, layout) };
}

function boundsOf({ columns }: Network, { boxes, flows }: Layout): Part["bounds"] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const reach = ({ x, y }: Point, width = 0, height = 0) => {
    [left, top] = [Math.min(left, x), Math.min(top, y)];
    [right, bottom] = [Math.max(right, x + width), Math.max(bottom, y + height)];
  };
  for (const { box, width, height } of columns.flat()) if (box) reach(boxes.get(box.id)!, width, height);
  for (const points of flows.values()) for (const point of points) reach(point);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function placed({ columns, gaps, ways }: Network): Layout {
  const tracks = gaps.map(runsOf);
  const tracked = new Map<Piece, { run: Run; x: number }>();
  const boxes: Layout["boxes"] = new Map();
  const rows: Layout["rows"] = new Map();
  const ends = new Map<Vertex, { left: number; right: number }>();
  let x = 0;
  gaps.forEach((_, i) => {
    const runs = tracks[i]!;
    for (const run of runs) for (const piece of run.pieces) tracked.set(piece, { run, x: x + between.node + run.track * between.edge });
    const wide = widthOf(runs);
    x += i === 0 || i === columns.length ? (runs.length ? wide : 0) : Math.max(between.least, wide);
    const column = columns[i] ?? [];
    const width = Math.max(0, ...column.map((vertex) => vertex.width));
    for (const vertex of column) {
      ends.set(vertex, vertex.box ? { left: x, right: x + vertex.end } : { left: x, right: x + width });
      if (!vertex.box) continue;
      boxes.set(vertex.box.id, { x, y: vertex.y });
      if (vertex.box.rows.length) rows.set(vertex.box.id, vertex.box.rows.map(({ id }) => id));
    }
    x += width;
  });
  const flows = new Map([...ways].map(([id, steps]) => [id, pointsOf(steps, tracked, ends)]));
  return { rows, boxes, flows };
}

function widthOf(runs: Run[]): number {
  return 2 * between.node + Math.max(0, ...runs.map((run) => run.track)) * between.edge;
}

/** The bends of a flow, each where it comes to or leaves a track. */
function pointsOf(steps: Step[], tracked: Map<Piece, { run: Run; x: number }>, ends: Map<Vertex, { left: number; right: number }>): Point[] {
  const points: Point[] = [];
  for (const { piece, backwards } of steps) {
    const { from, to } = piece;
    const turns = from.vertex.layer === to.vertex.layer;
    const begin = { x: turns && !from.vertex.box ? ends.get(from.vertex)!.left : ends.get(from.vertex)!.right, y: heightOf(from) };
    const end = { x: turns && from.vertex.box ? ends.get(to.vertex)!.right : ends.get(to.vertex)!.left, y: heightOf(to) };
    const { x, run } = tracked.get(piece)!;
    const way = run.track < 0 ? [begin, end] : [begin, { x, y: begin.y }, { x, y: end.y }, end];
    points.push(...(backwards ? way.reverse() : way));
  }
  return straightened(points);
}

/** Without the points that lie on the straight line between their neighbours. */
function straightened(points: Point[]): Point[] {
  const same = (a: number, b: number) => Math.abs(a - b) < 0.01;
  return points.filter((at, i) => {
    const [before, after] = [points[i - 1], points[i + 1]];
    if (!before || !after) return true;
    return !(same(before.x, at.x) && same(at.x, after.x)) && !(same(before.y, at.y) && same(at.y, after.y));
  });
}
