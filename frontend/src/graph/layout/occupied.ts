// What places on the canvas are taken: asked again and again, whatever is far away is not looked at.
import type { Point } from "./layout";

export interface Area {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The area of a size around a middle. */
export const around = ({ x, y }: Point, width: number, height: number): Area => ({ left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 });

const cell = 256;

export class Occupied {
  private readonly cells = new Map<string, Area[]>();

  constructor(areas: Iterable<Area> = []) {
    for (const area of areas) this.add(area);
  }

  add(area: Area): void {
    for (const key of cellsOf(area)) this.cells.get(key)?.push(area) ?? this.cells.set(key, [area]);
  }

  /** Whether an area has anything in common with what was added. What only touches it has not. */
  meets(area: Area): boolean {
    return cellsOf(area).some((key) => this.cells.get(key)?.some((other) => overlap(area, other)) === true);
  }
}

export const overlap = (a: Area, b: Area): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function cellsOf({ left, top, right, bottom }: Area): string[] {
  const keys: string[] = [];
  for (let x = Math.floor(left / cell); x <= Math.floor(right / cell); x++) {
    for (let y = Math.floor(top / cell); y <= Math.floor(bottom / cell); y++) keys.push(`${x} ${y}`);
  }
  return keys;
}
