// What the boxes on the canvas need to know beside their own place: what is selected, and which handle is at work.
import { createContext, useContext } from "react";
import { type Highlight, noHighlight } from "../model/highlight";

export interface Look {
  lit: Highlight;
  /** Where the arrow keys are. */
  cursor: string | undefined;
  /** The handle whose answer is awaited: `${slot} ${direction}`. */
  spinning: string | undefined;
  /** What was opened: `${slot} ${direction}`. */
  opened: Set<string>;
  /** Slots that somebody has just changed. */
  changed: Set<string>;
}

export const LookContext = createContext<Look>({ lit: noHighlight, cursor: undefined, spinning: undefined, opened: new Set(), changed: new Set() });

export const useLook = (): Look => useContext(LookContext);
