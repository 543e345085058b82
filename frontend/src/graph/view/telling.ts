// Where a name is to be cut that does not fit: what it shares with another one gives way, and what tells the two apart stays.

const separators = /[\s_/.-]+/g;

/**
 * For each name that begins with the same words as another, where what it does not share begins: "Domain 104" beside
 * "Domain 16" at " 104". So far back that no two of what stays are alike, where there are words for that. A name that shares
 * no first words is not among them. Near linear in the length of all names.
 */
export function tellingParts(names: Iterable<string>): Map<string, number> {
  const ends = endsOf([...new Set(names)].sort());
  for (;;) {
    const alike = countBy([...ends].map(([name, [end]]) => name.slice(end)));
    const vague = [...ends].filter(([name, [end, ...further]]) => further.length > 0 && alike.get(name.slice(end))! > 1);
    if (!vague.length) return new Map([...ends].map(([name, [end]]) => [name, end!]));
    for (const [name, [, ...further]] of vague) ends.set(name, further);
  }
}

/** Where the words end that a name shares with a neighbour in the order of names, the last first; names that share none are left out. */
function endsOf(sorted: string[]): Map<string, number[]> {
  const ends = sorted.map((name, at): [string, number[]] => {
    const shared = Math.max(...[sorted[at - 1], sorted[at + 1]].map((other = "") => sharedLength(name, other)));
    return [name, [...name.matchAll(separators)].filter(({ index, 0: { length } }) => index > 0 && index < shared && index + length < name.length).map(({ index }) => index).reverse()];
  });
  return new Map(ends.filter(([, found]) => found.length > 0));
}

function sharedLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

function countBy(texts: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
