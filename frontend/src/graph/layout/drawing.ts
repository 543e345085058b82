// A scene with places: all that is drawn, ready for the canvas and for an export alike. Pure.
import { type Box, type Flow, flowsWithin, type Orientation, type Scene } from "../model/scene";
import { crossings } from "./crossings";
import { farHandlesOf, type Handle, handlesOf, headGap, type Opened } from "./handles";
import { type InnerFlow, innerFlows } from "./inner";
import { type Layout, ordered, type Point } from "./layout";
import { type FlowMark, marked, MarkRoom } from "./marks";
import { type Ports, portsOf } from "./ports";
import { rounded, shortened } from "./rounded";
import { type Stroke, strokeOf } from "./stroke";

export interface PlacedBox {
  box: Box;
  at: Point;
  handles: Handle[];
  /** From far away: one for each way, of the box and all its parts. */
  farHandles: Handle[];
  inner: InnerFlow[];
  /** Where the teams that use it stand, from its corner. */
  consumers: Point;
}

export interface PlacedFlow {
  flow: Flow;
  stroke: Stroke;
  points: Point[];
  path: string;
  /** The tip of the head. */
  tip: Point;
  /** Whether the head points down; else it points to the right. */
  down: boolean;
  mark?: FlowMark;
  /** Where it runs over others, and where others run over it; empty until somebody looks (bridged). */
  over: Point[];
  under: Point[];
  /** Where the double bar stands, if it crosses a division's border, and whether the flow leads down there. */
  bar?: Point & { down: boolean };
}

export interface Drawing {
  orientation: Orientation;
  boxes: PlacedBox[];
  flows: PlacedFlow[];
  bounds: { x: number; y: number; width: number; height: number };
}

const headLength = 8;

export function draw(asked: Scene, layout: Layout, opened: Opened): Drawing {
  const scene = ordered(asked, layout);
  const { orientation } = scene;
  const ports = portsOf(scene);
  const inner = flowsWithin(scene.flows);
  const boxes = scene.boxes.map((box) => ({
    box,
    at: layout.boxes.get(box.id) ?? { x: 0, y: 0 },
    handles: handlesOf(box, opened, orientation),
    farHandles: farHandlesOf(box, opened, orientation),
    inner: box.collapsed ? [] : innerFlows(box, inner.get(box.id) ?? []),
    consumers: ports.get(box.id)!.consumers,
  }));
  const flows = placeFlows(scene, layout, new Map(boxes.map((placed) => [placed.box.id, placed])));
  return { orientation, boxes, flows, bounds: boundsOf(boxes, flows, ports) };
}

function placeFlows({ flows, orientation }: Scene, layout: Layout, boxes: Map<string, PlacedBox>): PlacedFlow[] {
  const placed = flows.flatMap((flow) => {
    const points = layout.flows.get(flow.id);
    return points ? [placeFlow(flow, points, boxes.get(flow.toBox)!)] : [];
  });
  return marked(placed, new MarkRoom([...boxes.values()], placed), orientation);
}

/** The flows with where they run over each other, which is only looked for where it can be seen: there may be thousands of places. */
export function bridged(flows: PlacedFlow[]): PlacedFlow[] {
  const placed = flows.map((flow) => ({ ...flow, over: [] as Point[], under: [] as Point[] }));
  const byId = new Map(placed.map((line) => [line.flow.id, line]));
  const lines = placed.map(({ flow, points }) => ({ id: flow.id, from: flow.from, to: flow.to, points }));
  for (const { over, under, at } of crossings(lines)) {
    byId.get(over)!.over.push(at);
    byId.get(under)!.under.push(at);
  }
  return placed;
}

function placeFlow(flow: Flow, points: Point[], { box, handles }: PlacedBox): PlacedFlow {
  const stroke = strokeOf(flow);
  const toTip = shortened(points, headGap(box, flow.to, handles));
  const line = stroke.head === "none" ? toTip : shortened(toTip, headLength);
  const [first, last] = [points[0]!, points.at(-1)!];
  const leavesDown = points[1]!.x === first.x && points[1]!.y > first.y;
  return {
    flow,
    stroke,
    points,
    path: rounded(line),
    tip: toTip.at(-1)!,
    down: points.at(-2)!.x === last.x && points.at(-2)!.y < last.y,
    over: [],
    under: [],
    ...(flow.crosses && { bar: { x: first.x + (leavesDown ? 0 : 12), y: first.y + (leavesDown ? 12 : 0), down: leavesDown } }),
  };
}

function boundsOf(boxes: PlacedBox[], flows: PlacedFlow[], ports: Map<string, Ports>): Drawing["bounds"] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const reach = (x: number, y: number) => {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  };
  for (const { box, at } of boxes) {
    const { room } = ports.get(box.id)!;
    reach(at.x - 10, at.y);
    reach(at.x + box.width + room.width + 10, at.y + box.height + room.height);
  }
  for (const { points } of flows) for (const { x, y } of points) reach(x, y);
  return boxes.length ? { x: left, y: top, width: right - left, height: bottom - top } : { x: 0, y: 0, width: 0, height: 0 };
}
