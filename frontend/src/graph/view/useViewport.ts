// What part of the drawing is in sight.
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useReactFlow, type Viewport } from "@xyflow/react";
import type { Drawing } from "../layout/drawing";
import { slotHeights } from "../layout/slots";
import { firstView, type Float, isSmall, type Size, wholeView } from "./room";

const motion = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 200);

/** Fits anew where a thumbnail becomes a picture or the other way round, as when a phone is turned. */
function useOtherSize(root: React.RefObject<HTMLDivElement | null>, begin: () => void) {
  useEffect(() => {
    let before: boolean | undefined;
    const observer = new ResizeObserver(([entry]) => {
      const now = isSmall(entry!.contentRect.width);
      if (before !== undefined && before !== now) begin();
      before = now;
    });
    observer.observe(root.current!);
    return () => observer.disconnect();
  }, [root, begin]);
}

/** What lies over the canvas and is seen there, also of what whoever shows it puts over it: what the drawing leaves room for. */
function floatsOf(root: HTMLElement, frame: DOMRect): Float[] {
  const all = (root.closest("[data-picture]") ?? root).querySelectorAll<HTMLElement>("[data-float], [data-float-each] > *");
  return [...all].flatMap((at) => {
    const { left, top, right, bottom } = at.getBoundingClientRect();
    return right > left ? [{ left: left - frame.left, top: top - frame.top, right: right - frame.left, bottom: bottom - frame.top }] : [];
  });
}

type ViewOf = (drawing: Drawing, frame: Size, floats: readonly Float[]) => Viewport;

/**
 * `fit` shows all of it, at most at its own size; `reveal` brings a slot into sight if it is not. `fitted` is false until the canvas
 * has been fitted to this drawing: how much of it can be seen, and so what is worth drawing, is not known before.
 */
export function useViewport(root: React.RefObject<HTMLDivElement | null>, drawing: Drawing, fitFor: string) {
  const flow = useReactFlow();
  const now = useRef(drawing);
  now.current = drawing;

  const show = useCallback((viewOf: ViewOf, duration: number) => {
    const frame = root.current?.getBoundingClientRect();
    if (frame?.width) void flow.setViewport(viewOf(now.current, frame, floatsOf(root.current!, frame)), { duration });
  }, [flow, root]);
  const begin = useCallback(() => show(firstView, 0), [show]);

  const [fittedFor, note] = useState<string>();
  // Before the canvas has the new boxes: else it shows them for a moment as large as the old ones were.
  useLayoutEffect(() => {
    if (!flow.viewportInitialized || fittedFor === fitFor) return;
    begin();
    note(fitFor);
  }, [flow.viewportInitialized, fittedFor, fitFor, drawing, begin]);

  useOtherSize(root, begin);

  const reveal = useCallback((slot: string) => {
    const frame = root.current?.getBoundingClientRect();
    const placed = now.current.boxes.find(({ box }) => slotHeights(box).has(slot));
    if (!frame?.width || !placed) return;
    const { x, y, zoom } = flow.getViewport();
    const middle = { x: placed.at.x + placed.box.width / 2, y: placed.at.y + slotHeights(placed.box).get(slot)! };
    const [left, top] = [middle.x * zoom + x, middle.y * zoom + y];
    const half = (placed.box.width / 2) * zoom;
    if (left - half > 0 && left + half < frame.width && top > 40 && top < frame.height - 40) return;
    void flow.setCenter(middle.x, middle.y, { zoom: Math.max(zoom, 0.75), duration: motion() });
  }, [flow, root]);

  return { fit: useCallback(() => show(wholeView, motion()), [show]), reveal, fitted: fittedFor === fitFor };
}
