// Which key does what in the drawing.
import type { Orientation } from "../model/scene";
import type { Step } from "../model/walk";

export type Command = { walk: Step } | "select" | "add" | "focus" | "more" | "open" | "close" | "fit" | "find" | "shallower" | "deeper" | "grain" | "turn" | "list" | "help" | "back";

const walks: Record<string, Step> = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };

const letters: Record<string, Command> = {
  "+": "open",
  "=": "open",
  "-": "close",
  f: "fit",
  "/": "find",
  "[": "shallower",
  "]": "deeper",
  g: "grain",
  o: "turn",
  l: "list",
  "?": "help",
};

/** Returns what a key means, undefined for one that is not ours: with Ctrl or ⌘ all keys are the browser's. */
export function commandOf(event: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; shiftKey: boolean }): Command | undefined {
  if (event.ctrlKey || event.metaKey) return undefined;
  if (event.key in walks) return { walk: walks[event.key]! };
  if (event.key === "Enter") return event.altKey ? "more" : event.shiftKey ? "add" : "select";
  if (event.key === "Escape") return "back";
  if (event.key === " ") return "focus";
  return letters[event.key.toLowerCase()];
}

const along = "along the flows, up- and downstream";
const beside = "to the neighbours in a column";

/** All keys, for who asks. */
export const keyHelp = (orientation: Orientation): [keys: string, what: string][] => [
  ["← →", orientation === "right" ? along : beside.replace("column", "row")],
  ["↑ ↓", orientation === "right" ? beside : along],
  ["Enter", "select; Shift+Enter a second: the paths between"],
  ["Space", "make it what the graph is about"],
  ["+ −", "open and close one step"],
  ["Alt+Enter", "open 1, 2, 3 or all steps"],
  ["[ ]", "less and more depth"],
  ["G", "the next finer grain"],
  ["O", "flows from top down, or from left to right"],
  ["F", "fit"],
  ["/", "find in the graph"],
  ["L", "to the list"],
  ["Esc", "one step back"],
];
