import { useSearch } from "@tanstack/react-router";
import type { Point } from "../catalog/at.generated";

/** The point in time that the address names, for every page; undefined: now. */
export function useAt(): Point | undefined {
  const { at } = useSearch({ strict: false });
  return at as Point | undefined;
}
