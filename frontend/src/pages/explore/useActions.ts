// What can be done to the drawing of a lineage: each changes the address, and the rest follows from that.
import { type RefObject, useCallback, useMemo, useState } from "react";
import type { Direction } from "../../graph/model/answer";
import { closed, opened, type Openings, toggled } from "../../graph/model/openings";
import { type Scene, slotsOf } from "../../graph/model/scene";
import type { Actions } from "../../graph/view/actions";
import { grains } from "../../url/parameters";
import type { Shown } from "./useScene";
import type { Moves, View } from "./useView";

export interface Acting {
  actions: Actions;
  /** The box that stays where it is when the next drawing comes. */
  anchor: string | undefined;
  /** Has a box stay where it is when the next drawing comes. */
  keep: (slot: string) => void;
  /** The handle whose answer is awaited. */
  spinning: string | undefined;
}

export function useActions(view: View, moves: Moves, { scene, grouped }: Pick<Shown, "scene" | "grouped">, list: RefObject<HTMLElement | null>): Acting {
  const isGrouped = grouped !== undefined;
  const [anchor, setAnchor] = useState<string>();
  const [spinning, spin] = useState<string>();
  const keep = useCallback((slot: string) => setAnchor(scene?.boxes.find((box) => box.id === slot || box.pin?.id === slot || box.rows.some((row) => row.id === slot))?.id), [scene]);

  const actions = useMemo<Actions>(() => {
    const { openings, selected } = view;
    const openAs = (slot: string, next: Openings) => {
      keep(slot);
      moves.openAs(next);
    };
    const select = (slot: string | undefined, add?: boolean) => {
      const [first] = selected;
      if (slot === undefined) moves.select([]);
      else if (add && first !== undefined && first !== slot) moves.pair(first, slot);
      else moves.select([slot]);
    };
    const open = (of: string, direction: Direction, depth?: number) => {
      spin(`${of} ${direction}`);
      openAs(of, opened(openings, { of, direction, ...(depth !== undefined && { depth }) }));
    };
    return {
      select,
      focus: (id) => moves.focus(id, isSlot(scene, id)),
      open,
      close: (of, direction) => openAs(of, closed(openings, of, direction)),
      toggle: (box) => openAs(box, toggled(openings, box, isShut(scene, box))),
      parts: (box) => (openings.whole.has(box) ? openAs(box, closed(openings, box, "DOWNSTREAM")) : open(box, "DOWNSTREAM", 0)),
      // Of a picture in groups nobody here knows which entities it has, and so which of the neighbours would be new.
      ...(!isGrouped && { choose: (of: string, direction: Direction, ids: string[]) => openAs(of, ids.reduce((now, id) => opened(now, { of: id, direction, depth: 0 }), openings)) }),
      deeper: (by) => moves.change({ depth: view.depth === "all" ? (by > 0 ? "all" : 3) : Math.max(1, view.depth + by) }),
      nextGrain: () => moves.change({ grain: grains[(grains.indexOf(view.grain) + 1) % grains.length]! }),
      turn: () => moves.change({ orientation: view.orientation === "right" ? "down" : undefined }, true),
      toList: () => list.current?.querySelector<HTMLElement>("[tabindex='0'][data-entry]")?.focus(),
    };
  }, [view, moves, keep, scene, isGrouped, list]);
  return { actions, anchor, keep, spinning };
}

const isSlot = (scene: Scene | undefined, id: string): boolean => scene?.boxes.some((box) => slotsOf(box).includes(id)) === true;

function isShut(scene: Scene | undefined, id: string): boolean {
  return scene?.boxes.some((box) => box.id === id && (box.collapsed || box.cut > 0)) === true;
}
