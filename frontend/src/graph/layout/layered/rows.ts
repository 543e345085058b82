// The order of the rows in a box, so that few flows cross: as of a column, by middles and by sifting.
import type { Block, Rows } from "./blocks";
import { pairsInterleaved, type Turn } from "./count";
import { crossed, type Ends, endsOf, middleOf } from "./ends";
import { type Joined, type Joint, type Side, sides } from "./joints";
import { placeOf, type Vertex } from "./network";

/** Sorts the blocks by the middles of what they are joined to on one side, as far as they may. */
export function sortRows(rows: Rows, side: Side): void {
  const way = rows.reversed ? -1 : 1;
  const keys = new Map<Block, number>();
  let last = -Infinity; // what nothing leads to stays below what it was below
  for (const block of rows.blocks) {
    const middle = middleOf(block.joined.across[side]);
    keys.set(block, (last = middle === undefined ? last : way * middle));
  }
  rows.take(inOrder(rows.blocks, keys));
}

/** Sorted by their keys, but for those that are bound, which come in the order in which they came. */
function inOrder(blocks: Block[], keys: Map<Block, number>): Block[] {
  const left = [...blocks];
  const sorted: Block[] = [];
  while (left.length) {
    const isFree = (block: Block, i: number) => block.bound.size === 0 || !left.slice(0, i).some((above) => block.bound.has(above));
    let least = 0; // the first one is always free
    left.forEach((block, i) => {
      if (keys.get(block)! < keys.get(left[least]!)! && isFree(block, i)) least = i;
    });
    sorted.push(...left.splice(least, 1));
  }
  return sorted;
}

/** Moves each block to where the fewest flows cross, and returns how many fewer that are. Cubic in the blocks of one box at most. */
export function siftRows(rows: Rows): number {
  const costs = costsOf(rows);
  const order = [...rows.blocks];
  const fewer = rows.blocks.reduce((sum, block) => sum + moveToBest(order, block, costs), 0);
  if (fewer) rows.take(order);
  return fewer;
}

/** For each block, how many crossings more it has above each other one than below it. */
type Costs = Map<Block, Map<Block, number>>;

function costsOf({ blocks, vertex, reversed }: Rows): Costs {
  const ends = blocks.map(({ joined: { across, turns } }) => ({ left: endsOf(across.left), right: endsOf(across.right), turns }));
  const costs: Costs = new Map(blocks.map((block) => [block, new Map()]));
  blocks.forEach((upper, i) => {
    for (let j = i + 1; j < blocks.length; j++) {
      const more = (reversed ? -1 : 1) * (crossings(ends[i]!, ends[j]!, vertex) - crossings(ends[j]!, ends[i]!, vertex));
      costs.get(upper)!.set(blocks[j]!, more);
      costs.get(blocks[j]!)!.set(upper, -more);
    }
  });
  return costs;
}

function moveToBest(order: Block[], block: Block, costs: Costs): number {
  const own = costs.get(block)!;
  const at = order.indexOf(block);
  let [best, least] = [at, 0];
  for (const step of [-1, 1]) {
    let change = 0;
    for (let i = at + step; i >= 0 && i < order.length && !block.bound.has(order[i]!); i += step) {
      change -= step * own.get(order[i]!)!;
      if (change < least) [best, least] = [i, change];
    }
  }
  order.splice(best, 0, ...order.splice(at, 1));
  return -least;
}

type BlockEnds = Record<Side, Ends> & Pick<Joined, "turns">;

/** How many flows of two cross in their column's gaps, while the first leaves and enters above the second. */
function crossings(first: BlockEnds, second: BlockEnds, vertex: Vertex): number {
  let sum = 0;
  for (const side of sides) {
    sum += crossed(first[side], second[side]);
    const [above, below] = [first.turns[side], second.turns[side]];
    if (!above.length && !below.length) continue;
    for (const { end, weight } of above) if (end.vertex.place > vertex.place) sum += weight * second[side].total;
    for (const { end, weight } of below) if (end.vertex.place < vertex.place) sum += weight * first[side].total;
    sum += pairsInterleaved([...above.map((joint) => turnAt(vertex.place + 0.25, joint)), ...below.map((joint) => turnAt(vertex.place + 0.75, joint))]);
  }
  return sum;
}

function turnAt(own: number, { end, weight }: Joint): Turn {
  return { low: Math.min(own, placeOf(end)), high: Math.max(own, placeOf(end)), weight };
}
