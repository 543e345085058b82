// What is in sight of the drawing, from so near by that boxes open. Pure.
import type { Drawing } from "../layout/drawing";
import type { Size } from "./room";

export interface Sight {
  /** Near enough for datasets and columns. */
  near: boolean;
  /** The boxes of which something is in sight. */
  boxes: string[];
  /** The one nearest to the middle: it stays where it is when boxes open and close. */
  middle: string | undefined;
}

export interface View {
  x: number;
  y: number;
  zoom: number;
}

/** Linear in the boxes. */
export function inSight({ boxes }: Drawing, { width, height }: Size, { x, y, zoom }: View): Pick<Sight, "boxes" | "middle"> {
  const seen = boxes.flatMap(({ box, at }) => {
    const [left, top] = [at.x * zoom + x, at.y * zoom + y];
    const [right, bottom] = [left + box.width * zoom, top + box.height * zoom];
    const away = Math.hypot((left + right - width) / 2, (top + bottom - height) / 2);
    return right > 0 && left < width && bottom > 0 && top < height ? [{ id: box.id, away }] : [];
  });
  const middle = seen.reduce<(typeof seen)[number] | undefined>((best, box) => (best && best.away <= box.away ? best : box), undefined);
  return { boxes: seen.map(({ id }) => id), middle: middle?.id };
}
