// How far along the flows each box is: its trophic level, as ecologists call it (MacKay, Johnson and Sansom, "How directed is a
// directed network?", 2020). It is defined on cycles too, where few flows are against the rest.

export interface Arc {
  from: number;
  to: number;
  weight: number;
}

const enough = 1e-6;

/**
 * Returns the levels h that make the sum of weight · (h(to) - h(from) - 1)² least, for nodes that arcs join, by the method of
 * conjugate gradients. At most `count` rounds, each linear in the arcs.
 */
export function levelsOf(count: number, arcs: Arc[]): Float64Array {
  const levels = new Float64Array(count);
  const rest = imbalance(count, arcs);
  let way = Float64Array.from(rest);
  let size = dot(rest, rest);
  for (let round = 0; round < count && size > enough; round++) {
    const slope = laplacian(arcs, way);
    const step = size / dot(way, slope);
    for (let i = 0; i < count; i++) {
      levels[i]! += step * way[i]!;
      rest[i]! -= step * slope[i]!;
    }
    const smaller = dot(rest, rest);
    way = way.map((value, i) => rest[i]! + (smaller / size) * value);
    size = smaller;
  }
  return levels;
}

/** How much more comes to each node than leaves it. */
function imbalance(count: number, arcs: Arc[]): Float64Array {
  const more = new Float64Array(count);
  for (const { from, to, weight } of arcs) {
    more[to]! += weight;
    more[from]! -= weight;
  }
  return more;
}

function laplacian(arcs: Arc[], of: Float64Array): Float64Array {
  const result = new Float64Array(of.length);
  for (const { from, to, weight } of arcs) {
    const pull = weight * (of[to]! - of[from]!);
    result[to]! += pull;
    result[from]! -= pull;
  }
  return result;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
