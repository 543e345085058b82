// The ways that lead from what is drawn through what a filter hides, and nothing else, to what is drawn again.
import type { Precision, Recorded } from "./answer";
import type { End } from "./merge";

export interface Implied {
  from: End;
  to: End;
  /** How many hidden entities lie on a shortest way. */
  between: number;
  /** That of its last flow; EXACT where any way so short ends with such a one. */
  precision: Precision;
}

/**
 * Returns one for each two slots that such ways join. `end` is where flows of an entity begin and end. Linear in the flows for
 * each 32 slots: it goes breadth first from so many at a time, a bit for each.
 */
export function impliedBetween(flows: readonly Recorded[], hidden: ReadonlySet<string>, end: (id: string) => End | undefined): Implied[] {
  if (!hidden.size) return [];
  const net = new Net(flows, hidden, end);
  const found: Implied[] = [];
  for (let first = 0; first < net.ends.length; first += 32) found.push(...new Walk(net, first).run());
  return found;
}

interface Exit {
  to: number;
  precision: Precision;
}

/** The flows into what is hidden, within it, and out of it. Slots have numbers. */
class Net {
  readonly ends: End[] = [];
  readonly into: string[][] = [];
  readonly within = new Map<string, string[]>();
  readonly out = new Map<string, Exit[]>();
  private readonly numbers = new Map<string, number>();

  constructor(
    flows: readonly Recorded[],
    hidden: ReadonlySet<string>,
    private readonly end: (id: string) => End | undefined,
  ) {
    for (const { from, to, denied, precision } of flows) {
      if (denied || from === to || !(hidden.has(from) || hidden.has(to))) continue;
      const [begin, finish] = [hidden.has(from) ? undefined : this.number(from), hidden.has(to) ? undefined : this.number(to)];
      if (begin !== undefined) this.into[begin]!.push(to);
      else if (finish !== undefined && hidden.has(from)) add(this.out, from, { to: finish, precision });
      else if (hidden.has(from) && hidden.has(to)) add(this.within, from, to);
    }
  }

  /** The number of the slot that stands for an entity; undefined where none does. */
  private number(id: string): number | undefined {
    const end = this.end(id);
    if (!end) return undefined;
    if (!this.numbers.has(end.slot)) {
      this.numbers.set(end.slot, this.ends.length);
      this.ends.push(end);
      this.into.push([]);
    }
    return this.numbers.get(end.slot);
  }
}

function add<Value>(index: Map<string, Value[]>, key: string, value: Value): void {
  const known = index.get(key);
  if (known) known.push(value);
  else index.set(key, [value]);
}

/** The walk from 32 slots; the slot `first` has the lowest bit. */
class Walk {
  private readonly seen = new Map<string, number>();
  private readonly arrived: Int32Array;
  private readonly found: Implied[] = [];

  constructor(
    private readonly net: Net,
    private readonly first: number,
  ) {
    this.arrived = new Int32Array(net.ends.length);
  }

  run(): Implied[] {
    let level = new Map<string, number>();
    for (let bit = 0; bit < 32 && this.first + bit < this.net.ends.length; bit++) {
      for (const id of this.net.into[this.first + bit]!) this.enter(level, id, 1 << bit);
    }
    for (let between = 1; level.size; between++) {
      for (const precision of ["EXACT", "COARSE"] as const) this.leave(level, between, precision);
      const next = new Map<string, number>();
      for (const [id, who] of level) for (const to of this.net.within.get(id) ?? []) this.enter(next, to, who);
      level = next;
    }
    return this.found;
  }

  /** Takes to a level who has not been at an entity before. */
  private enter(level: Map<string, number>, id: string, who: number): void {
    const seen = this.seen.get(id) ?? 0;
    const fresh = who & ~seen;
    if (!fresh) return;
    this.seen.set(id, seen | fresh);
    level.set(id, (level.get(id) ?? 0) | fresh);
  }

  private leave(level: Map<string, number>, between: number, precision: Precision): void {
    for (const [id, who] of level) {
      for (const exit of this.net.out.get(id) ?? []) {
        if (exit.precision !== precision) continue;
        const fresh = who & ~this.arrived[exit.to]!;
        this.arrived[exit.to]! |= fresh;
        if (fresh) this.tell(fresh, exit.to, between, precision);
      }
    }
  }

  private tell(who: number, to: number, between: number, precision: Precision): void {
    const { ends } = this.net;
    for (let rest = who; rest; rest &= rest - 1) {
      const from = this.first + 31 - Math.clz32(rest & -rest);
      if (from !== to) this.found.push({ from: ends[from]!, to: ends[to]!, between, precision });
    }
  }
}
