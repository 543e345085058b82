// The one shape of lines between boxes: orthogonal, with round corners.

/** A line that goes right, turns once with round corners at `trunk`, and goes on right: flows to one end share the trunk. */
export function elbow(x1: number, y1: number, trunk: number, x2: number, y2: number): string {
  const drop = y2 - y1;
  if (Math.abs(drop) < 1) return `M${x1} ${y1}H${x2}`;
  const radius = Math.min(9, Math.abs(drop) / 2);
  const turn = drop > 0 ? radius : -radius;
  return `M${x1} ${y1}H${trunk - radius}Q${trunk} ${y1} ${trunk} ${y1 + turn}V${y2 - turn}Q${trunk} ${y2} ${trunk + radius} ${y2}H${x2}`;
}

interface Point {
  x: number;
  y: number;
}

/** Lines from several points to several others that share one trunk, each part of it drawn once. The outermost corners are round. */
export function trunkPath(trunk: number, left: readonly Point[], right: readonly Point[]): string {
  const ends = [...left, ...right];
  const [top, bottom] = [Math.min(...ends.map(({ y }) => y)), Math.max(...ends.map(({ y }) => y))];
  if (top === bottom) return `M${Math.min(...ends.map(({ x }) => x))} ${top}H${Math.max(...ends.map(({ x }) => x))}`;
  const radius = Math.min(9, (bottom - top) / 2);
  const branch = ({ x, y }: Point): string => {
    const back = x < trunk ? -radius : radius;
    if (y === top) return `M${x} ${y}H${trunk + back}Q${trunk} ${y} ${trunk} ${y + radius}`;
    if (y === bottom) return `M${x} ${y}H${trunk + back}Q${trunk} ${y} ${trunk} ${y - radius}`;
    return `M${x} ${y}H${trunk}`;
  };
  return `${ends.map(branch).join("")}M${trunk} ${top + radius}V${bottom - radius}`;
}
