// The part of a large drawing for which flows are in the page. Pure.
import type { PlacedFlow } from "../layout/drawing";
import type { Size } from "./room";
import type { View } from "./sight";

export interface Part {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Of fewer flows than this all are in the page. */
const few = 300;

/** What is in sight, in the drawing's own measure. */
export const sightOf = ({ width, height }: Size, { x, y, zoom }: View): Part => ({
  left: -x / zoom,
  top: -y / zoom,
  right: (width - x) / zoom,
  bottom: (height - y) / zoom,
});

/** The same part as long as all in sight is in it; else what is in sight and as much again on each side. */
export function partFor(sight: Part, before: Part | undefined): Part {
  if (before && before.left <= sight.left && before.top <= sight.top && before.right >= sight.right && before.bottom >= sight.bottom) return before;
  const [width, height] = [sight.right - sight.left, sight.bottom - sight.top];
  return { left: sight.left - width, top: sight.top - height, right: sight.right + width, bottom: sight.bottom + height };
}

/** All flows of which anything may be in a part, and where there are few all. Linear. */
export function flowsIn(flows: PlacedFlow[], part: Part | undefined): PlacedFlow[] {
  if (!part || flows.length <= few) return flows;
  return flows.filter(({ points }) => {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const { x, y } of points) {
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x);
      bottom = Math.max(bottom, y);
    }
    return right + reach > part.left && left - reach < part.right && bottom + reach > part.top && top - reach < part.bottom;
  });
}

/** So far from its line a flow's mark, head and bar reach at most. */
const reach = 60;
