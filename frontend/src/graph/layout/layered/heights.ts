// How far down each stands in its column: as near as it can to where its flows would be straight, without changing the
// order or touching its neighbours.
import type { Network, Piece, Vertex } from "./network";

const sweeps = 6;
export const spacing = { box: 28, passage: 14 };
/** A trunk that bends at each column is harder to follow than a box that stands a little off. */
const passageWeight = 6;

interface Pull {
  by: Vertex;
  /** How much further down this one stands for the flow to be straight. */
  offset: number;
  /** How many flows that is. */
  weight: number;
}

/** Gives each vertex its y. Linear for each sweep. */
export function placeHeights({ columns, gaps }: Network): void {
  for (const column of columns) stack(column);
  const pulls = pullsOf(gaps);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (const column of sweep % 2 ? columns.toReversed() : columns) settle(column, pulls);
  }
  for (const vertex of columns.flat()) vertex.y = Math.round(vertex.y); // heights are whole, and so is all room between
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (const column of sweep % 2 ? columns.toReversed() : columns) straighten(column, pulls);
  }
}

/** Moves each within its room to where most of its flows are straight. */
function straighten(column: Vertex[], pulls: Map<Vertex, Pull[]>): void {
  column.forEach((vertex, i) => {
    const [above, below] = [column[i - 1], column[i + 1]];
    const least = above ? above.y + above.height + apart(above, vertex) : -Infinity;
    const most = below ? below.y - apart(vertex, below) - vertex.height : Infinity;
    const wishes = (pulls.get(vertex) ?? []).map(({ by, offset, weight }) => ({ y: by.y + offset, weight }));
    const straight = (y: number) => wishes.reduce((sum, wish) => sum + (Math.abs(wish.y - y) < 0.5 ? wish.weight : 0), 0);
    let best = straight(vertex.y);
    for (const { y } of wishes) {
      if (y < least || y > most || straight(y) <= best) continue;
      best = straight(y);
      vertex.y = y;
    }
  });
}

function stack(column: Vertex[]): void {
  let y = 0;
  column.forEach((vertex, i) => {
    y += i ? apart(column[i - 1]!, vertex) : 0;
    vertex.y = y;
    y += vertex.height;
  });
}

function apart(above: Vertex, below: Vertex): number {
  return above.box && below.box ? spacing.box : spacing.passage;
}

function pullsOf(gaps: Piece[][]): Map<Vertex, Pull[]> {
  const pulls = new Map<Vertex, Pull[]>();
  const add = (of: Vertex, pull: Pull) => pulls.get(of)?.push(pull) ?? pulls.set(of, [pull]);
  for (const { from, to, weight } of gaps.flat()) {
    if (from.vertex.layer === to.vertex.layer) continue;
    add(to.vertex, { by: from.vertex, offset: from.y - to.y, weight });
    add(from.vertex, { by: to.vertex, offset: to.y - from.y, weight });
  }
  return pulls;
}

interface Block {
  /** Where its first one wants to stand: the weighted mean of all wishes in it. */
  wish: number;
  weight: number;
  members: { vertex: Vertex; below: number }[];
  height: number;
}

/** Each takes the mean of its pulls; those that would touch become one block and share theirs: the least squares there are. */
function settle(column: Vertex[], pulls: Map<Vertex, Pull[]>): void {
  const blocks: Block[] = [];
  for (const vertex of column) {
    const pulled = pulls.get(vertex) ?? [];
    const wish = pulled.length ? pulled.reduce((sum, { by, offset }) => sum + by.y + offset, 0) / pulled.length : vertex.y;
    const weight = pulled.length ? (vertex.box ? 1 : passageWeight) : 0.05;
    let block: Block = { wish, weight, members: [{ vertex, below: 0 }], height: vertex.height };
    for (let above = blocks.at(-1); above && above.wish + reach(above, block) > block.wish; above = blocks.at(-1)) {
      blocks.pop();
      block = joined(above, block);
    }
    blocks.push(block);
  }
  for (const { wish, members } of blocks) for (const { vertex, below } of members) vertex.y = wish + below;
}

function reach(above: Block, below: Block): number {
  return above.height + apart(above.members.at(-1)!.vertex, below.members[0]!.vertex);
}

function joined(above: Block, below: Block): Block {
  const shift = reach(above, below);
  const weight = above.weight + below.weight;
  for (const member of below.members) above.members.push({ vertex: member.vertex, below: member.below + shift });
  return { wish: (above.wish * above.weight + (below.wish - shift) * below.weight) / weight, weight, members: above.members, height: shift + below.height };
}
