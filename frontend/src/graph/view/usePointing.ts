// What a pointer does to the drawing: click, double-click, the other button, and holding a handle down.
import { useRef } from "react";
import type { Direction } from "../model/answer";
import type { Actions } from "./actions";
import { canvasTarget } from "./target";

/** A handle that is held so long opens its menu, as a finger has no other button. */
const held = 450;

interface Stage {
  root: React.RefObject<HTMLDivElement | null>;
  actions: Actions;
  menu(slot: string, direction: Direction): void;
  rows(box: string): void;
  /** Lists the columns of a dataset. */
  columns(dataset: string): void;
  /** The pointer takes over from the keys. */
  taken(): void;
}

/** Menus and buttons over the drawing take their clicks themselves. */
const isOnCanvas = (target: EventTarget): boolean => target instanceof Element && target.closest(".react-flow") !== null;

export function usePointing({ root, actions, menu, rows, columns, taken }: Stage) {
  const hold = useRef<{ timer: ReturnType<typeof setTimeout>; opened: boolean }>(undefined);
  const release = () => clearTimeout(hold.current?.timer);

  const onPointerDown = (event: React.PointerEvent) => {
    release();
    hold.current = undefined;
    const { handle } = canvasTarget(event.target);
    if (!handle || handle.open || event.button !== 0) return;
    const timer = setTimeout(() => {
      hold.current = { timer, opened: true };
      menu(handle.slot, handle.direction);
    }, held);
    hold.current = { timer, opened: false };
  };

  const onClick = (event: React.MouseEvent) => {
    if (hold.current?.opened || !isOnCanvas(event.target)) return;
    root.current?.focus({ preventScroll: true });
    const target = canvasTarget(event.target);
    if (target.handle) {
      const { slot, direction, open } = target.handle;
      if (open) actions.close(slot, direction);
      else actions.open(slot, direction, 1);
    } else if (target.parts) actions.parts?.(target.parts);
    else if (target.table) columns(target.table);
    else if (target.cut) rows(target.cut);
    else if (target.toggle) actions.toggle(target.toggle);
    else if (target.slot) {
      taken();
      actions.select(target.slot, event.shiftKey);
    } else if (event.target instanceof Element && event.target.closest(".react-flow__pane")) actions.select(undefined);
  };

  const onContextMenu = (event: React.MouseEvent) => {
    const { handle } = canvasTarget(event.target);
    if (!handle || handle.open) return;
    event.preventDefault();
    release();
    menu(handle.slot, handle.direction);
  };

  const onDoubleClick = (event: React.MouseEvent) => {
    const { slot, handle, column, table } = canvasTarget(event.target);
    if (slot && !handle && !table) actions.focus(column ?? slot);
  };

  return { onPointerDown, onPointerUp: release, onPointerCancel: release, onClick, onContextMenu, onDoubleClick };
}
