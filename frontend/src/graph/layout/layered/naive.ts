// How many flows cross, as tests count it.
import type { Network, Piece, Port } from "./network";

/**
 * The naive oracle: a gap is a strip, each of its pieces a chord between two places on the strip's border; chords cross where their
 * ends alternate around it.
 */
export function naive({ gaps }: Network): number {
  const around = 1e6;
  const ends = (piece: Piece, gap: number) => {
    const place = ({ vertex, y }: Port) => (vertex.layer < gap ? 1 : -1) * (vertex.place + y / vertex.height - around) + around;
    return [place(piece.from), place(piece.to)].sort((a, b) => a - b) as [number, number];
  };
  let sum = 0;
  gaps.forEach((gap, i) => {
    gap.forEach((a, k) => {
      for (const b of gap.slice(k + 1)) {
        const [[a1, a2], [b1, b2]] = [ends(a, i), ends(b, i)];
        if ((a1 < b1 && b1 < a2 && a2 < b2) || (b1 < a1 && a1 < b2 && b2 < a2)) sum += a.weight * b.weight;
      }
    });
  });
  return sum;
}
