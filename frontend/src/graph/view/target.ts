// What on the canvas an event is about, from the attributes that the boxes carry.
import type { Direction } from "../model/answer";

export interface Target {
  slot: string;
  direction: Direction;
}

export interface CanvasTarget {
  /** Also of what belongs to one: its marks, its columns. */
  slot?: string | undefined;
  handle?: (Target & { open: boolean }) | undefined;
  /** The box whose rows are to be shown or hidden. */
  toggle?: string | undefined;
  /** The box whose rows that are not drawn are to be listed. */
  cut?: string | undefined;
  /** A column of a dataset, and the dataset whose columns are to be found. */
  column?: string | undefined;
  table?: string | undefined;
  /** The box whose other parts are to be drawn or not. */
  parts?: string | undefined;
}

export function canvasTarget(at: EventTarget | null): CanvasTarget {
  if (!(at instanceof Element)) return {};
  const data = (name: string) => at.closest<HTMLElement>(`[data-${name}]`)?.dataset;
  const handle = data("handle");
  return { column: data("column")?.["column"], table: data("table")?.["table"], slot: data("slot")?.["slot"] ?? data("of")?.["of"], toggle: data("toggle")?.["toggle"], cut: data("cut")?.["cut"], parts: data("parts")?.["parts"], handle: handle?.["handle"] ? parsed(handle["handle"], "open" in handle) : undefined };
}

function parsed(key: string, open: boolean): Target & { open: boolean } {
  const [slot = "", direction] = key.split(" ");
  return { slot, direction: direction as Direction, open };
}
