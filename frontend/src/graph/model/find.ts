// Finding in a drawing by what is written in it.
import type { Box } from "./scene";

export interface Match {
  slot: string;
  box: string;
  name: string;
  within: string;
}

/** Returns the slots whose name has each word of a text, the ones that begin with it first. Upper and lower case are one. */
export function findInScene(boxes: Box[], text: string): Match[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const matches = boxes.flatMap((box) => {
    const rows = [...(box.pin ? [box.pin] : []), ...box.rows].map((row) => ({ slot: row.id, box: box.id, name: row.name, within: box.name }));
    return [{ slot: box.id, box: box.id, name: box.name, within: box.within }, ...rows];
  });
  const holds = ({ name }: Match) => words.every((word) => name.toLowerCase().includes(word));
  const begins = ({ name }: Match) => (name.toLowerCase().startsWith(words[0]!) ? 0 : 1);
  return matches.filter(holds).sort((a, b) => begins(a) - begins(b));
}
