// A scene as a layered network: boxes in columns, and where a flow passes a column that it has no business in, a passage.
// All flows that leave one slot share a trunk, and so their passages.
import type { Box, Flow, Scene } from "../../model/scene";
import type { Ports } from "../ports";
import { removedOffset } from "../slots";
import { layersOf } from "./layers";

/** What stands in a column: a box, or a passage for a trunk. */
export interface Vertex {
  /** Undefined: a passage. */
  box: Box | undefined;
  layer: number;
  /** Along the layers, and where of that flows leave. */
  width: number;
  end: number;
  /** Across them. */
  height: number;
  y: number;
  /** How many stand above it in its column, once that has an order. */
  place: number;
}

/** Where flows leave or enter a vertex. */
export interface Port {
  vertex: Vertex;
  /** From its top. */
  y: number;
}

/** One of a box: it stands where a slot does. */
export interface SlotPort extends Port {
  slot: string;
  way: "out" | "into";
  /** How much further down. */
  below: number;
}

/** Where a port is in a column that has an order: below all of the vertex before, above all of the next. */
export const placeOf = ({ vertex, y }: Port): number => vertex.place + y / vertex.height;

/** How far down a port is, once its column has heights. */
export const heightOf = ({ vertex, y }: Port): number => vertex.y + y;

/** One piece of a trunk, from one column to the next. */
export interface Piece {
  from: Port;
  to: Port;
  /** Pieces of one trunk part and join without crossing. */
  trunk: string;
  /** How many flows take it. */
  weight: number;
}

export interface Network {
  columns: Vertex[][];
  /** The pieces between a column and the next; at index 0 those left of the first column. */
  gaps: Piece[][];
  /** Of each flow the pieces that it takes, in the order from its source; it runs against the layers where it closes a cycle. */
  ways: Map<string, Step[]>;
  /** Of each box those that flows touch. */
  ports: Map<Vertex, SlotPort[]>;
}

export interface Step {
  piece: Piece;
  /** From the piece's right end to its left. */
  backwards: boolean;
}

const passage = { width: 0, end: 0, height: 10 };

/** Linear in boxes, flows and the columns that flows pass. */
export function networkOf(scene: Scene, ports: Map<string, Ports>): Network {
  return new Builder(scene, ports).network;
}

/** The same box with its rows in another order, in place of the one that was there. */
export function putBox({ ports }: Network, vertex: Vertex, box: Box, at: Ports): void {
  Object.assign(vertex, { box, width: at.along, end: at.end, height: at.across });
  for (const port of ports.get(vertex)!) port.y = within(port, at);
}

const within = ({ slot, way, below }: Omit<SlotPort, keyof Port>, at: Ports): number => at[way].get(slot)! + below;

class Builder {
  readonly network: Network = { columns: [], gaps: [], ways: new Map(), ports: new Map() };
  private readonly vertices = new Map<string, Vertex>();
  private readonly passages = new Map<string, Port>();
  private readonly slots = new Map<string, SlotPort>();
  private readonly pieces = new Map<Port, Map<Port, Piece>>();

  constructor(
    scene: Scene,
    private readonly ports: Map<string, Ports>,
  ) {
    const flows = scene.flows.filter((flow) => flow.fromBox !== flow.toBox);
    const inOrder = scene.boxes.toSorted((a, b) => (a.id < b.id ? -1 : 1)); // by ID, so that what is there keeps its order
    const layers = layersOf(inOrder.map((box) => box.id), flows);
    for (const box of inOrder) {
      const { along, end, across } = ports.get(box.id)!;
      const vertex = { box, layer: layers.get(box.id)!, width: along, end, height: across, y: 0, place: 0 };
      this.vertices.set(box.id, vertex);
      this.network.ports.set(vertex, []);
      this.column(vertex.layer).push(vertex);
    }
    for (const flow of flows) this.lay(flow);
    const { columns, gaps } = this.network;
    for (let i = 0; i <= columns.length; i++) gaps[i] ??= [];
  }

  private column(layer: number): Vertex[] {
    while (this.network.columns.length <= layer) this.network.columns.push([]);
    return this.network.columns[layer]!;
  }

  /** Lays a flow along passages. Backwards it leaves on the right all the same, and enters from the left. */
  private lay(flow: Flow): void {
    const steps: Step[] = [];
    let at: Port = this.port(flow.fromBox, { slot: flow.from, way: "out", below: 0 });
    const end = this.port(flow.toBox, { slot: flow.to, way: "into", below: flow.change === "removed" ? removedOffset : 0 });
    const [first, last] = [at.vertex.layer, end.vertex.layer];
    if (first < last) {
      for (let layer = first + 1; layer < last; layer++) at = this.advance(steps, flow.from, at, this.passage(flow.from, layer), false);
      this.advance(steps, flow.from, at, end, false);
    } else {
      const trunk = `${flow.from} back`;
      for (let layer = first; layer >= last; layer--) at = this.advance(steps, trunk, at, this.passage(trunk, layer), true);
      this.advance(steps, trunk, at, end, true);
    }
    this.network.ways.set(flow.id, steps);
  }

  private port(box: string, where: Omit<SlotPort, keyof Port>): Port {
    const key = `${box} ${where.slot} ${where.way} ${where.below}`;
    let port = this.slots.get(key);
    if (!port) {
      const vertex = this.vertices.get(box)!;
      port = { ...where, vertex, y: within(where, this.ports.get(box)!) };
      this.slots.set(key, port);
      this.network.ports.get(vertex)!.push(port);
    }
    return port;
  }

  private passage(trunk: string, layer: number): Port {
    const key = `${trunk} ${layer}`;
    let port = this.passages.get(key);
    if (!port) {
      const vertex = { box: undefined, layer, ...passage, y: 0, place: 0 };
      port = { vertex, y: passage.height / 2 };
      this.passages.set(key, port);
      this.column(layer).push(vertex);
    }
    return port;
  }

  private advance(steps: Step[], trunk: string, from: Port, to: Port, back: boolean): Port {
    // Back to a column to the left, or around the ends of a cycle: from the right of one to the right of another.
    const backwards = back && to.vertex.layer < from.vertex.layer;
    const [left, right] = backwards ? [to, from] : [from, to];
    const known = this.pieces.get(left) ?? new Map<Port, Piece>();
    this.pieces.set(left, known);
    let piece = known.get(right); // one of its ends is of this trunk alone
    if (!piece) {
      piece = { from: left, to: right, trunk, weight: 0 };
      known.set(right, piece);
      const gap = (this.network.gaps[turn(left.vertex, right.vertex, back)] ??= []);
      gap.push(piece);
    }
    piece.weight++;
    steps.push({ piece, backwards });
    return to;
  }
}

/** The gap that a piece runs in. One that stays in its column turns: right of it where it leaves a box, left of it where it enters one. */
function turn(left: Vertex, right: Vertex, back: boolean): number {
  if (!back || left.layer !== right.layer) return Math.max(left.layer, right.layer);
  return left.box ? left.layer + 1 : left.layer;
}
