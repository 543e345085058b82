// Catalogs made up from a seed: domains with parts, and flows that mostly run one way. The same seed gives the same answer.
import type { Answer, Drawn, Place, Recorded } from "../model/answer";

export interface Shape {
  seed: number;
  domains: number;
  /** Parts of each domain. */
  parts: number;
  /** Flows that leave each part, on average. */
  degree: number;
  /** Of a hundred flows, how many run back. */
  back?: number;
  /** Of a hundred flows, how many were recorded from or to a domain. */
  coarse?: number;
}

/** A generator of numbers below a bound: mulberry32. */
export function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

export function generate(shape: Shape): Answer {
  const next = numbers(shape.seed);
  const none = { UPSTREAM: 0, DOWNSTREAM: 0 };
  const places = new Map<string, Place>();
  const drawn: Drawn[] = [];
  for (let d = 0; d < shape.domains; d++) {
    const domain = `domain:d${d}`;
    places.set(domain, { id: domain, kind: "DOMAIN", name: `Domain ${d}`, owner: { id: `team:${d}`, name: `Team ${d}` }, parts: shape.parts + next(3), hidden: none });
    for (let p = 0; p < shape.parts; p++) {
      const input = p === 0 && d % 3 === 2;
      drawn.push({ id: `port:d${d}/p${p}`, kind: "PORT", name: `Part ${p}`, owner: null, input, containers: [domain], hidden: { UPSTREAM: next(2), DOWNSTREAM: next(2) } });
    }
  }
  const flows = madeUpFlows(shape, drawn, next);
  return { start: [drawn[0]!.id], drawn, places, flows, consumers: [], total: drawn.length };
}

function madeUpFlows(shape: Shape, drawn: Drawn[], next: (below: number) => number): Recorded[] {
  const flows = new Map<string, Recorded>();
  for (let i = 0; i < shape.degree * drawn.length; i++) {
    const from = next(drawn.length);
    const to = Math.min(drawn.length - 1, from + 1 + next(shape.parts * 6));
    const [a, b] = next(100) < (shape.back ?? 0) ? [to, from] : [from, to];
    const coarse = next(100) < (shape.coarse ?? 0);
    const ends = { from: coarse ? drawn[a]!.containers[0]! : drawn[a]!.id, to: drawn[b]!.id };
    if (ends.from !== ends.to) flows.set(`${ends.from} ${ends.to}`, { ...ends, precision: coarse ? "COARSE" : "EXACT" });
  }
  return [...flows.values()];
}
