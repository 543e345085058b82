// Two letters that stand for a team where its name has no room. They need not be unique: the name is always near.

/** "Retail Operations Team" → RO, "Finance" → FI, "Marketing" → MK, so that it is not taken for Manufacturing, MN. */
export function monogram(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word && !/^(team|group|the|of|and)$/i.test(word));
  const [first = name, second] = words;
  if (second) return (initial(first) + initial(second)).toUpperCase();
  return (longWord.exec(first)?.slice(1).join("") ?? [...first].slice(0, 2).join("")).toUpperCase();
}

// Of a long word the first letter, and the one that its second syllable begins with.
const longWord = /^(?=\p{L}{9})(\p{L})[^aeiou]*[aeiou]+[^aeiou]*?([^aeiou])[aeiou]/iu;

const initial = (word: string): string => [...word][0] ?? "";

/** Whether a team belongs to no one division: its ID then has a single segment. */
export const isGroupTeam = (id: string): boolean => !id.includes("/");
