// What lies over the drawing for a moment: one thing at a time.
import type { Direction } from "../model/answer";

export type Overlay = { is: "find" } | { is: "help" } | ({ is: "menu" } & MenuPlace) | { is: "rows"; box: string; x: number; y: number } | { is: "columns"; of: string; x: number; y: number };

export interface MenuPlace {
  slot: string;
  direction: Direction;
  /** Within the canvas. */
  x: number;
  y: number;
}

/** The rows of a box that are not drawn, beside the line that says so. */
export function rowsOf(root: HTMLElement, box: string): Overlay {
  return { is: "rows", box, ...beside(root, `[data-cut="${CSS.escape(box)}"]`) };
}

/** The columns of a dataset, beside the line that finds them. */
export function columnsOf(root: HTMLElement, dataset: string): Overlay {
  return { is: "columns", of: dataset, ...beside(root, `[data-table="${CSS.escape(dataset)}"]`) };
}

/** The menu of a handle, beside it. */
export function menuOf(root: HTMLElement, slot: string, direction: Direction): Overlay {
  return { is: "menu", slot, direction, ...beside(root, `[data-handle="${CSS.escape(`${slot} ${direction}`)}"]`) };
}

/** Right of an element, as far up and left as it must be to be in sight. */
function beside(root: HTMLElement, selector: string): { x: number; y: number } {
  const frame = root.getBoundingClientRect();
  const at = root.querySelector(selector)?.getBoundingClientRect() ?? frame;
  const clamp = (value: number, most: number) => Math.max(8, Math.min(value, most));
  return { x: clamp(at.right - frame.left + 6, frame.width - room.width), y: clamp(at.top - frame.top - 8, frame.height - room.height) };
}

const room = { width: 224, height: 200 };
