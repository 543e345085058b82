import { useLook } from "./context";

/** How a row is marked: in the attributes that the style sheet looks at. */
export function useRowState(slot: string) {
  const { lit, cursor, changed } = useLook();
  return {
    "data-selected": lit.selected.has(slot) || undefined,
    "data-path": lit.slots.has(slot) || undefined,
    "data-cursor": cursor === slot || undefined,
    "data-changed": changed.has(slot) || undefined,
  };
}
