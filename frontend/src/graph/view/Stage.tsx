// The drawing itself, on a canvas that pans and zooms. It knows what is lit, and nothing of clicks and keys.
import { memo, useCallback, useEffect, useMemo, useState } from "react";
import { Background, MiniMap, ReactFlow, useStoreApi, ViewportPortal } from "@xyflow/react";
import { bridged, type Drawing } from "../layout/drawing";
import { fromFar } from "../layout/far";
import { type BoxOnCanvas, BoxNode } from "./BoxNode";
import { FlowLayer } from "./FlowLayer";
import { flowsIn, type Part, partFor, sightOf } from "./part";
import type { View } from "./sight";
import { tellingParts } from "./telling";
import { leastZoom, markScale, showZoom } from "./zoom";
import classes from "./graph.module.css";

interface Props {
  root: React.RefObject<HTMLDivElement | null>;
  drawing: Drawing;
  /** How large it is to be seen is known; until then no flows are drawn, for those of another level would be thrown away. */
  fitted: boolean;
  /** IDs of flows on the selected path, and of those that the pointer is at. */
  lit: Set<string>;
  hovered: Set<string>;
  /** Called whenever the view has moved. */
  moved: () => void;
}

const nodeTypes = { box: BoxNode };

export const Stage = memo(function Stage({ root, drawing, fitted, lit, hovered, moved }: Props) {
  const [scale, setScale] = useState(markScale(1));
  const far = scale > 1;
  const nodes = useMemo(() => nodesOf(drawing), [drawing]);
  const [part, setPart] = useState<Part>();
  const canvas = useStoreApi();
  const all = useMemo(() => (!fitted ? [] : far ? fromFar(drawing, scale) : drawing.flows), [drawing, fitted, far, scale]);
  const flows = useMemo(() => (far ? flowsIn(all, part) : bridged(flowsIn(all, part))), [all, far, part]);
  const onMove = useCallback(
    (_: unknown, view: View) => {
      if (root.current) showZoom(root.current, view.zoom);
      setScale(markScale(view.zoom));
      const size = canvas.getState();
      if (size.width > 0) setPart((before) => partFor(sightOf(size, view), before));
      moved();
    },
    [root, canvas, moved],
  );
  const stands = useStands(fitted);
  return (
    <div className={classes["drawing"]} data-stands={stands || undefined} aria-hidden="true">
      <ReactFlow<BoxOnCanvas>
        nodes={nodes}
        edges={noEdges}
        nodeTypes={nodeTypes}
        onMove={onMove}
        minZoom={leastZoom(drawing.bounds)}
        maxZoom={2}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        zoomOnDoubleClick={false}
        onlyRenderVisibleElements={nodes.length > 80}
        proOptions={plain}
      >
        <Background gap={20} size={2} color="var(--dot)" bgColor="var(--canvas)" />
        <ViewportPortal>
          <FlowLayer flows={flows} lit={lit} hovered={hovered} />
        </ViewportPortal>
        {nodes.length > 1 && (
          <div className={classes["mini"]} data-float="">
            <MiniMap pannable zoomable={false} nodeClassName={miniClass} maskColor="transparent" />
          </div>
        )}
      </ReactFlow>
    </div>
  );
});

/** Whether the drawing has been seen: what comes to it from then on appears, and what it begins with is there at once. */
function useStands(fitted: boolean): boolean {
  const [stands, stand] = useState(false);
  useEffect(() => {
    if (!fitted) return stand(false);
    let frame = requestAnimationFrame(() => (frame = requestAnimationFrame(() => stand(true))));
    return () => cancelAnimationFrame(frame);
  }, [fitted]);
  return stands;
}

const noEdges: never[] = [];
const none: never[] = []; // said, so that the canvas does not look for any in each box
const plain = { hideAttribution: true };

function nodesOf({ boxes }: Drawing): BoxOnCanvas[] {
  const parts = tellingParts(boxes.map(({ box }) => box.name));
  return boxes.map((placed) => {
    const { box, at } = placed;
    const size = { width: box.width, height: box.height };
    return { id: box.id, type: "box", position: at, data: { placed, telling: parts.get(box.name) }, ...size, measured: size, handles: none };
  });
}

function miniClass(node: BoxOnCanvas): string {
  const { box } = node.data.placed;
  return (box.focus ? classes["miniFocus"] : box.context ? classes["miniContext"] : classes["miniBox"]) ?? "";
}
