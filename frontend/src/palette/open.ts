// Whether the palette is open, and what for: asked for by the bar, by ⌘K, by pages that have nothing to show, and where a
// second entity is looked for beside one that is there.
import { useSyncExternalStore } from "react";

/** The entity that paths are looked for from. */
export interface From {
  id: string;
  name: string;
}

export interface Opened {
  from: From | undefined;
}

let opened: Opened | undefined;
const listeners = new Set<() => void>();

function set(to: Opened | undefined) {
  opened = to;
  for (const listener of listeners) listener();
}

/** Opens it; with `from` it finds the other end of the paths from there. */
export const openPalette = (from?: From): void => set({ from });

export const closePalette = (): void => set(undefined);

/** Undefined while it is closed. */
export const usePalette = (): Opened | undefined =>
  useSyncExternalStore(
    (listener) => (listeners.add(listener), () => void listeners.delete(listener)),
    () => opened,
  );

const open = () => openPalette();

/** What opens the palette. */
export const useSearchPalette = (): (() => void) => open;
