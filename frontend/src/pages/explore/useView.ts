// The view of a lineage is in the address and nowhere else: what is asked, what is opened in it, what is selected.
import { useCallback, useMemo } from "react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { grainFor, type Kind } from "../../graph/model/kinds";
import { type Openings, readOpenings, writeOpenings } from "../../graph/model/openings";
import { isCut, type Orientation } from "../../graph/model/scene";
import type { Depth, Direction, FlowChoice, Grain, Search } from "../../url/parameters";
import { splat } from "../../url/entity";

const defaults = { direction: "upstream", depth: 1, orientation: "right" } as const;

export interface View {
  direction: Direction;
  grain: Grain;
  depth: Depth;
  orientation: Orientation;
  selected: readonly string[];
  openings: Openings;
  tab: string | undefined;
  filter: Filter;
  /** Which flows are drawn beside or instead of the usual ones. */
  flows: readonly FlowChoice[];
}

/** A view as its address has it, which may leave the grain to what is asked about. */
export type Addressed = Omit<View, "grain"> & { grain: Grain | undefined };

/** A view of an entity of a kind: at a grain at which it is drawn itself, unless the address has another one. */
export const viewOf = (view: Addressed, kind: Kind): View => ({ ...view, grain: view.grain ?? grainFor(kind) });

/**
 * The two whose paths are shown: the first two that are selected or, among the paths, the one that is and what is asked
 * about. None where there are no two; a row that stands for others has no paths.
 */
export function pairOf({ selected, tab }: Pick<View, "selected" | "tab">, about: string): readonly string[] {
  const [first, second = tab === "paths" ? about : undefined] = selected;
  if (first === undefined || second === undefined || first === second || isCut(first) || isCut(second)) return noPair;
  return [first, second];
}

/** Of these all must hold. */
export type Filter = Pick<Search, "kinds" | "within" | "owner" | "unowned" | "tags" | "text">;

export type Moves = ReturnType<typeof useView>["moves"];

export function useView() {
  const search = useSearch({ from: "/explore/$" });
  const navigate = useNavigate({ from: "/explore/$" });
  const { direction = defaults.direction, grain, depth = defaults.depth, orientation = defaults.orientation, select, open, tab, kinds, within, owner, unowned, tags, text, flows = noFlows } = search;
  const selected = useMemo(() => select ?? [], [select]);
  const openings = useMemo(() => readOpenings(open ?? []), [open]);
  const filter = useMemo(() => ({ kinds, within, owner, unowned, tags, text }), [kinds, within, owner, unowned, tags, text]);
  const view = useMemo<Addressed>(() => ({ direction, grain, depth, orientation, selected, openings, tab, filter, flows }), [direction, grain, depth, orientation, selected, openings, tab, filter, flows]);

  /** What is only looked at replaces the address, what is asked anew is a step to go back from. */
  const change = useCallback(
    (to: Partial<Search>, look = false) => void navigate({ to: ".", search: (before) => ({ ...before, ...to }), replace: look, resetScroll: false }),
    [navigate],
  );
  const select1 = useCallback((ids: readonly string[]) => change({ select: ids.length ? ids : undefined }, true), [change]);
  /** Two, whose paths are then told and drawn: a step to go back from. */
  const pair = useCallback((first: string, second: string) => change({ select: [first, second], tab: undefined }), [change]);
  const openAs = useCallback(
    (openings: Openings) => {
      const texts = writeOpenings(openings);
      change({ open: texts.length ? texts : undefined });
    },
    [change],
  );
  /** Another entity in the same view: what was opened and selected belonged to this one, and so did a grain at which that is not drawn. */
  const focus = useCallback(
    (id: string, drawn: boolean) => void navigate({ to: "/explore/$", params: splat(id), search: (before) => ({ ...before, select: undefined, open: undefined, tab: undefined, ...(!drawn && { grain: undefined }) }) }),
    [navigate],
  );
  const moves = useMemo(() => ({ change, select: select1, pair, openAs, focus }), [change, select1, pair, openAs, focus]);
  return { view, moves };
}

const noPair: readonly string[] = [];
const noFlows: readonly FlowChoice[] = [];

