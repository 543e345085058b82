// The rows of boxes as what can be ordered: rows that an arrow joins stay together, what feeds another row stays above it, and what
// was drawn before keeps its order.
import { reordered } from "../../model/box";
import { type Flow, flowsWithin, type Scene } from "../../model/scene";
import { portsFor } from "../ports";
import { emptyJoined, type Joined, type Joints, sides } from "./joints";
import { type Network, putBox, type SlotPort, type Vertex } from "./network";

type Way = SlotPort["way"];
const ways: Way[] = ["out", "into"];

/** Rows that stay together. */
export interface Block {
  rows: string[];
  /** The blocks that it does not pass. */
  bound: Set<Block>;
  joined: Joined;
  /** Of each row that has some. */
  ports: Record<Way, SlotPort[][]>;
}

/** A box whose rows can be ordered. */
export class Rows {
  /** Where the ports of the first row stand that has some, of the second and so on, whichever rows these are. */
  private readonly heights: Record<Way, number[]>;

  constructor(
    readonly vertex: Vertex,
    /** From top to bottom. */
    public blocks: Block[],
    /** The upper a row, the later its flows: so it is in channels beside a box. */
    readonly reversed: boolean,
  ) {
    const heights = (way: Way) => blocks.flatMap(({ ports }) => ports[way].map(([port]) => port!.y - port!.below));
    this.heights = { out: heights("out"), into: heights("into") };
  }

  /** Puts the blocks in an order, and their ports. The box itself follows when all is decided (settle). */
  take(order: Block[]): void {
    if (order.every((block, i) => block === this.blocks[i])) return;
    this.blocks = [...order];
    for (const way of ways) {
      let row = 0;
      for (const { ports } of order) {
        for (const some of ports[way]) {
          const height = this.heights[way][row++]!;
          for (const port of some) port.y = height + port.below;
        }
      }
    }
  }
}

/** The boxes with rows to be ordered. `kept` are the rows that stay in the order they have. */
export function rowsOf(network: Network, joints: Joints, scene: Scene, kept: ReadonlySet<string>): Rows[] {
  const within = flowsWithin(scene.flows);
  return [...network.ports].flatMap(([vertex, ports]) => {
    if (vertex.box!.rows.length < 2) return [];
    const blocks = blocksOf(vertex.box!.rows.map(({ id }) => id), within.get(vertex.box!.id) ?? [], kept);
    if (blocks.length < 2) return [];
    join(blocks, joints.get(vertex)!, ports);
    return [new Rows(vertex, blocks, scene.orientation === "down")];
  });
}

/** Puts boxes with their rows in the order that was decided in place of those that were there. */
export function settle(network: Network, scene: Scene, rows: Rows[]): void {
  const within = flowsWithin(scene.flows);
  for (const { vertex, blocks } of rows) {
    const order = blocks.flatMap((block) => block.rows);
    if (vertex.box!.rows.every(({ id }, i) => id === order[i])) continue;
    const touched = (way: Way) => new Set(network.ports.get(vertex)!.filter((port) => port.way === way).map(({ slot }) => slot));
    const box = reordered(vertex.box!, order, within.get(vertex.box!.id) ?? []);
    putBox(network, vertex, box, portsFor(box, { leaving: touched("out"), entering: touched("into") }, scene.orientation));
  }
}

function blocksOf(rows: string[], inner: Flow[], kept: ReadonlySet<string>): Block[] {
  const joined = new Set(inner.map(({ from, to }) => `${from} ${to}`));
  const blocks: Block[] = [];
  rows.forEach((row, i) => {
    if (i && joined.has(`${rows[i - 1]} ${row}`)) blocks.at(-1)!.rows.push(row);
    else blocks.push({ rows: [row], bound: new Set(), joined: emptyJoined(), ports: { out: [], into: [] } });
  });
  const block = byRow(blocks);
  for (const { from, to } of inner) bind(block.get(from), block.get(to));
  const still = blocks.filter(({ rows }) => rows.some((row) => kept.has(row)));
  for (const one of still) for (const other of still) bind(one, other);
  return blocks;
}

const byRow = (blocks: Block[]): Map<string, Block> => new Map(blocks.flatMap((block) => block.rows.map((row) => [row, block])));

function bind(one: Block | undefined, other: Block | undefined): void {
  if (!one || !other || one === other) return;
  one.bound.add(other);
  other.bound.add(one);
}

/** Hands the joints and ports of a box to the blocks of their rows; those of the box itself belong to none. */
function join(blocks: Block[], { across, turns }: Joined, ports: SlotPort[]): void {
  const block = byRow(blocks);
  for (const side of sides) {
    for (const joint of across[side]) block.get((joint.own as SlotPort).slot)?.joined.across[side].push(joint);
    for (const joint of turns[side]) block.get((joint.own as SlotPort).slot)?.joined.turns[side].push(joint);
  }
  for (const way of ways) {
    for (const one of blocks) one.ports[way] = one.rows.map((row) => ports.filter((port) => port.way === way && port.slot === row)).filter((some) => some.length > 0);
  }
}
