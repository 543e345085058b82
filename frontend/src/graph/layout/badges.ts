// What the marks of a whole box cover: they stand on its lower border, half of them beyond it (view/BoxMarks.tsx).
import { countIn, marksOf } from "../model/boxMarks";
import { textWidth } from "../model/measure";
import type { PlacedBox } from "./drawing";
import type { Area } from "./occupied";

/** As the style sheet has them, near by: how far from the left of the box, how large, how far apart. */
const badge = { left: 36, height: 16, least: 16, around: 8, font: 10.5, inner: 2, gap: 3 };

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
