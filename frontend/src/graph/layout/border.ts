// What stands over the border of a box: its own marks on the lower one (view/BoxMarks.tsx) and, from far away, its handles at the
// sides (view/HandleButton.tsx). What is marked on flows keeps clear of it.
import { countIn, marksOf } from "../model/boxMarks";
import { textWidth } from "../model/measure";
import type { PlacedBox } from "./drawing";
import type { Handle } from "./handles";
import type { Point } from "./layout";
import { type Area, around } from "./occupied";

/** As the style sheet has them, near by: how far from the left of the box, how large, how far apart. */
const badge = { left: 36, height: 16, least: 16, around: 8, font: 10.5, inner: 2, gap: 3 };
const handle = { height: 18, around: 10, font: 10.5 };

/** All that is over the border of a box, `scale` times as large as near by, where each row has handles of its own: these are left out. */
export const overBorder = (placed: PlacedBox, scale: number): Area[] =>
  [...badgesOf(placed, scale), ...(scale > 1 ? placed.farHandles.map((of) => handleArea(placed.at, of, scale)) : [])];

function handleArea(at: Point, { x, y, count }: Handle, scale: number): Area {
  const width = Math.max(handle.height, textWidth(`+${count}`, handle.font) + handle.around);
  return around({ x: at.x + x, y: at.y + y }, width * scale, handle.height * scale);
}

/** The area of a box's marks, which are so many times as large as near by; none where it has none. */
export function badgesOf({ box, at }: PlacedBox, scale: number): Area[] {
  const marks = marksOf(box, scale > 1);
  if (marks.length === 0) return [];
  const width = marks.reduce((sum, mark) => sum + widthOf(mark.sign, countIn(mark)) + badge.gap, -badge.gap);
  const [left, middle, half] = [at.x + badge.left, at.y + box.height, (badge.height / 2) * scale];
  return [{ left, top: middle - half, right: left + width * scale, bottom: middle + half }];
}

const widthOf = (sign: string, count: string | undefined): number =>
  Math.max(badge.least, textWidth(sign, badge.font) + (count === undefined ? 0 : badge.inner + textWidth(count, badge.font)) + badge.around);
