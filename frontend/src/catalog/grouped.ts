// Things put together, in the order in which the first of each came.

export function grouped<T>(all: Iterable<T>, key: (of: T) => unknown): T[][] {
  const groups = new Map<unknown, T[]>();
  for (const one of all) {
    const before = groups.get(key(one));
    if (before) before.push(one);
    else groups.set(key(one), [one]);
  }
  return [...groups.values()];
}

/**
 * What several divisions have alike, put together: one of each division, where all that `looks` returns is the same.
 * What is of no division stands alone; of two that look the same within one division, the second goes with another's second.
 */
export function alike<T>(all: readonly T[], divisionOf: (of: T) => string | undefined, looks: (of: T) => readonly unknown[]): T[][] {
  const seen = new Map<string, number>();
  return grouped(all.map((one, index) => ({ one, key: keyOf(one, index) })), ({ key }) => key).map((group) => group.map(({ one }) => one));

  function keyOf(one: T, index: number): string {
    const division = divisionOf(one);
    if (division === undefined) return `${index}`;
    const look = JSON.stringify(looks(one));
    const turn = (seen.get(division + look) ?? 0) + 1;
    seen.set(division + look, turn);
    return look + turn;
  }
}
