// Closer, further, all of it, and which way.
import { useReactFlow, useStore } from "@xyflow/react";
import type { Orientation } from "../model/scene";
import classes from "./graph.module.css";

interface Props {
  fit: () => void;
  orientation: Orientation;
  turn: (() => void) | undefined;
}

export function ZoomControls({ fit, orientation, turn }: Props) {
  const flow = useReactFlow();
  const zoom = useStore((state) => Math.round(state.transform[2] * 100));
  return (
    <div className={`${classes["float"]} ${classes["zoom"]} unprinted`} role="group" aria-label="Zoom" data-float="">
      <button type="button" aria-label="Zoom out" onClick={() => void flow.zoomOut()}>
        −
      </button>
      <span aria-live="off">{zoom < 1 ? "<1" : zoom}%</span>
      <button type="button" aria-label="Zoom in" onClick={() => void flow.zoomIn()}>
        +
      </button>
      <button type="button" aria-label="Show all of it" title="Fit (F)" onClick={fit}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M16 4h4v4M14 10l6-6M8 20H4v-4M4 20l6-6M16 20h4v-4M14 14l6 6M8 4H4v4M4 4l6 6" />
        </svg>
      </button>
      {turn && (
        <button type="button" aria-label="Flows from top down" aria-pressed={orientation === "down"} title="Flows from top down (O)" onClick={turn}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d={orientation === "down" ? "M4 12h16M15 7l5 5-5 5" : "M12 4v16M7 15l5 5 5-5"} />
          </svg>
        </button>
      )}
    </div>
  );
}
