import { useCallback, useEffect, useRef } from "react";
import { useReactFlow } from "@xyflow/react";
import type { Drawing } from "../layout/drawing";
import { inSight, type Sight } from "./sight";
import { isNear } from "./zoom";

/** How long the view stands still before it is looked at. */
const pause = 150;

/** Tells what is in sight once the view stands still, as long as it is seen from near by, and once it no longer is. */
export function useSight(root: React.RefObject<HTMLDivElement | null>, drawing: Drawing, tell: ((sight: Sight) => void) | undefined): () => void {
  const flow = useReactFlow();
  const now = useRef({ drawing, tell, near: false });
  Object.assign(now.current, { drawing, tell });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const { drawing, tell, near: before } = now.current;
      const view = flow.getViewport();
      const near = isNear(view.zoom, before);
      now.current.near = near;
      if (tell && root.current && (near || before)) tell({ near, ...inSight(drawing, root.current.getBoundingClientRect(), view) });
    }, pause);
  }, [flow, root]);
}
