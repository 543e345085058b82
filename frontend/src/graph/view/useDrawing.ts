// The drawing of a scene. While a new one is laid out the old one stays, and so it does if the layout fails.
import { startTransition, useCallback, useLayoutEffect, useRef, useState } from "react";
import { draw, type Drawing } from "../layout/drawing";
import type { Opened } from "../layout/handles";
import { anchored, type Layout } from "../layout/layout";
import { layOutInWorker } from "../layout/worker";
import type { Scene } from "../model/scene";

export interface Drawn {
  scene: Scene;
  layout: Layout;
  drawing: Drawing;
  /** What it is a drawing of: with another key it is fitted to the screen anew. */
  key: string;
}

export interface DrawingState {
  drawn: Drawn | undefined;
  /** A newer one is on its way. */
  busy: boolean;
  /** Why there is no newer one. */
  fault: string | undefined;
  /** Lays it out once more. */
  again: () => void;
}

/** `anchor` is the box that stays where it is, from one drawing to the next of the same key. */
export function useDrawing(scene: Scene | undefined, opened: Opened, anchor: string | undefined, key = ""): DrawingState {
  const [drawn, keep] = useState<Drawn>();
  const [fault, say] = useState<string>();
  const [attempt, retry] = useState(0);
  const last = useRef(drawn);
  // The worker begins at once: an effect would wait until all else on the page has been painted.
  useLayoutEffect(() => {
    if (!scene) return;
    let wanted = true;
    const begun = performance.now();
    const before = last.current?.key === key ? last.current.layout : undefined;
    const show = (fresh: Layout) => {
      if (!wanted) return;
      performance.measure("headwater-layout", { start: begun });
      const layout = anchored(fresh, before && anchor, before);
      last.current = { scene, layout, drawing: draw(scene, layout, opened), key };
      performance.measure("headwater-drawing", { start: begun });
      startTransition(() => {
        keep(last.current);
        say(undefined);
      });
    };
    layOutInWorker(scene, before?.rows).then(show, (cause: Error) => wanted && say(cause.message));
    return () => void (wanted = false);
    // What is opened and the anchor belong to the scene: they change with it.
  }, [scene, attempt]);
  const again = useCallback(() => retry((attempt) => attempt + 1), []);
  return { drawn, busy: scene !== undefined && drawn?.scene !== scene && !fault, fault, again };
}
