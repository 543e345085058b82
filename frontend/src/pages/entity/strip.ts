// Where things stand in the small drawing of one step each way: pure numbers, no drawing.

export interface Spot<Item> {
  item: Item;
  y: number;
}

export interface Strip<Left, Right> {
  height: number;
  middle: number;
  left: Spot<Left>[];
  right: Spot<Right>[];
  /** How many there was no room for. */
  leftOut: number;
}

const pitch = 48; // from one row to the next
const margin = 40; // from the edge to the middle of a row

/** How much of the drawing there is to see, from left to right: a side on which there is nothing takes no room. */
export function windowOf({ left, right }: Strip<unknown, unknown>, box: { left: number; middle: number; right: number; wide: number }): { from: number; wide: number } {
  const margin = box.left;
  const from = left.length > 0 ? 0 : box.middle - margin;
  const to = (right.length > 0 ? box.right : box.middle) + box.wide + margin;
  return { from, wide: to - from };
}

/** Places at most `most` on each side, in their order, each side centred on the middle. `total` is how many there are on both, of which those given may be the first. */
export function placeStrip<Left, Right>(left: readonly Left[], right: readonly Right[], total: number, most = 5): Strip<Left, Right> {
  const rows = Math.max(1, Math.min(most, Math.max(left.length, right.length)));
  const height = margin * 2 + (rows - 1) * pitch;
  const middle = height / 2;
  const column = <Item>(items: readonly Item[]): Spot<Item>[] => {
    const shown = items.slice(0, most);
    return shown.map((item, index) => ({ item, y: middle + (index - (shown.length - 1) / 2) * pitch }));
  };
  const shown = Math.min(left.length, most) + Math.min(right.length, most);
  return { height, middle, left: column(left), right: column(right), leftOut: total - shown };
}
