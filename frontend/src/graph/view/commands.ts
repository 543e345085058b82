// What each key does, where it is pressed.
import type { Direction } from "../model/answer";
import type { Actions } from "./actions";
import type { Command } from "./keys";
import type { Overlay } from "./overlay";
import type { Drawn } from "./useDrawing";

export interface Stage {
  drawn: Drawn;
  actions: Actions;
  /** Where the keys are. */
  at: string | undefined;
  /** What was opened: `${slot} ${direction}`. */
  opened: Set<string>;
  fit(): void;
  show(overlay: Overlay): void;
  /** Opens the menu of a handle. */
  menu(slot: string, direction: Direction): void;
}

type Does = Record<Exclude<Command, object>, () => void>;

export function commandsOf({ drawn: { scene, drawing }, actions, at, opened, fit, show, menu }: Stage): Does {
  const handle = drawing.boxes.flatMap((box) => box.handles).find((handle) => handle.slot === at && handle.count > 0);
  const openedWay = (["DOWNSTREAM", "UPSTREAM"] as const).find((direction) => opened.has(`${at} ${direction}`));
  const box = scene.boxes.find((box) => box.id === at);
  return {
    select: () => actions.select(at),
    add: () => actions.select(at, true),
    focus: () => at && actions.focus(at),
    open: () => (handle ? actions.open(handle.slot, handle.direction, 1) : box?.collapsed && actions.toggle(box.id)),
    close: () => (openedWay && at ? actions.close(at, openedWay) : box && !box.collapsed && actions.toggle(box.id)),
    more: () => handle && menu(handle.slot, handle.direction),
    fit,
    find: () => show({ is: "find" }),
    shallower: () => actions.deeper?.(-1),
    deeper: () => actions.deeper?.(1),
    grain: () => actions.nextGrain?.(),
    turn: () => actions.turn?.(),
    list: () => actions.toList?.(),
    help: () => show({ is: "help" }),
    back: () => actions.select(undefined),
  };
}
