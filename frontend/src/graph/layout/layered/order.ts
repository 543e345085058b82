// The order within each column, and of the rows within each box, so that few flows cross: each takes the middle of what it is joined
// to, from left to right and back, then each goes to its best place, and the best order seen is kept.
import type { Rows } from "./blocks";
import type { Joints, Side } from "./joints";
import { crossingsOf } from "./count";
import { middleOf } from "./ends";
import type { Network, Vertex } from "./network";
import { siftRows, sortRows } from "./rows";
import { sift } from "./sift";

const sweeps = 8;
const sifts = 10;

/** A pass that spares a smaller share of the crossings than this is the last one: nobody sees it, and there may be thousands. */
const worthwhile = 1 / 100;

/** So many pieces are swept anew from other beginnings, the smaller the network the more often; the best few of these are sifted. */
const effort = 4000;
const beginnings = 24;
const finalists = 3;

/**
 * Sorts the columns of a network, and the rows that can be ordered: by middles, then each vertex and each row to its best place (sift);
 * small ones from several beginnings, of which the best is kept. Rows stay as they come where no flow crosses less for another order.
 * For each sweep quadratic in the longest column. The same network has the same order.
 */
export function orderColumns(network: Network, joints: Joints, rows: Rows[] = []): void {
  new Orderer(network, joints, rows).run();
}

interface Order {
  crossings: number;
  columns: Vertex[][];
  blocks: Rows["blocks"][];
}

class Orderer {
  private readonly rowsOf: Map<Vertex, Rows>;
  private readonly first: Order;

  constructor(
    private readonly network: Network,
    private readonly joints: Joints,
    private readonly rows: Rows[],
  ) {
    this.rowsOf = new Map(rows.map((rows) => [rows.vertex, rows]));
    this.first = this.order();
  }

  run(): void {
    const pieces = this.network.gaps.reduce((sum, gap) => sum + gap.length, 0);
    const tries = Math.max(1, Math.min(beginnings, Math.floor(effort / pieces)));
    const begun: Order[] = [];
    for (let i = 0; i < tries && begun.at(-1)?.crossings !== 0; i++) begun.push(this.begun(i));
    // The sort keeps those that came first, so that rows stay as they come where that is as good.
    const best = begun.sort((a, b) => a.crossings - b.crossings).slice(0, Math.min(finalists, Math.ceil(tries / 2))).map((order) => this.sifted(order));
    this.take(best.reduce((best, order) => (order.crossings < best.crossings ? order : best)));
  }

  /** The best order that sweeps find, from another beginning for each number. */
  private begun(by: number): Order {
    this.take({ ...this.first, columns: this.first.columns.map((column) => shuffled(column, by)) });
    this.sweep();
    return this.order();
  }

  private sifted(order: Order): Order {
    this.take(order);
    this.siftAll();
    return this.order();
  }

  private order(): Order {
    return { crossings: crossingsOf(this.network), columns: this.network.columns.map((column) => [...column]), blocks: this.rows.map(({ blocks }) => blocks) };
  }

  private take({ columns, blocks }: Order): void {
    columns.forEach((column, i) => number((this.network.columns[i] = [...column])));
    this.rows.forEach((rows, i) => rows.take(blocks[i]!));
  }

  /** Keeps the best order that it saw. */
  private sweep(): void {
    let best = this.order();
    for (let sweep = 0; sweep < sweeps && best.crossings > 0; sweep++) {
      const rightwards = sweep % 2 === 0;
      for (const column of rightwards ? this.network.columns : this.network.columns.toReversed()) this.sort(column, rightwards ? "left" : "right");
      const order = this.order();
      if (order.crossings < best.crossings) best = order;
    }
    this.take(best);
  }

  private sort(column: Vertex[], side: Side): void {
    const beside = this.network.columns[column[0] ? column[0].layer + (side === "left" ? -1 : 1) : -1];
    if (!beside) return;
    const scale = beside.length / column.length;
    const middles = column.map((vertex) => ({ vertex, middle: middleOf(this.joints.get(vertex)!.across[side]) ?? vertex.place * scale }));
    middles.sort((a, b) => a.middle - b.middle || a.vertex.place - b.vertex.place);
    middles.forEach(({ vertex }, i) => (column[i] = vertex));
    number(column);
    for (const vertex of column) if (this.rowsOf.has(vertex)) sortRows(this.rowsOf.get(vertex)!, side);
  }

  /** Sifts each column and the rows of its boxes, and again those beside which something moved, as long as it is worthwhile. */
  private siftAll(): void {
    const { columns } = this.network;
    let waiting = new Set(columns.keys());
    let crossings = crossingsOf(this.network);
    for (let pass = 0, gain = Infinity; pass < sifts && gain > crossings * worthwhile; pass++) {
      const next = new Set<number>();
      gain = 0;
      for (const i of [...waiting].sort((a, b) => (pass % 2 ? b - a : a - b))) {
        const fewer = this.siftColumn(columns[i]!);
        if (fewer > 0) [i - 1, i, i + 1].filter((at) => at in columns).forEach((at) => next.add(at));
        gain += fewer;
      }
      crossings -= gain;
      waiting = next;
    }
  }

  private siftColumn(column: Vertex[]): number {
    let fewer = sift(column, this.joints);
    for (const vertex of column) if (this.rowsOf.has(vertex)) fewer += siftRows(this.rowsOf.get(vertex)!);
    return fewer;
  }
}

/** Another order for each number, as it was for 0. */
function shuffled(column: Vertex[], by: number): Vertex[] {
  if (!by) return [...column];
  let state = by;
  const keys = new Map(column.map((vertex) => [vertex, (state = (Math.imul(state, 48271) + 11) & 0x7fffffff)]));
  return column.toSorted((a, b) => keys.get(a)! - keys.get(b)!);
}

const number = (column: Vertex[]): void => column.forEach((vertex, i) => (vertex.place = i));
