// A box on the canvas. It holds no handlers: the canvas reads from data-slot, data-handle and data-toggle what was meant.
import { memo } from "react";
import { type Node, type NodeProps, type ReactFlowState, useStore } from "@xyflow/react";
import { count } from "../../catalog/count";
import type { PlacedBox } from "../layout/drawing";
import type { Box } from "../model/scene";
import { BoxHeader } from "./BoxHeader";
import { BoxMarks } from "./BoxMarks";
import { BoxRows } from "./BoxRows";
import { Consumers } from "./Consumers";
import { HandleButton } from "./HandleButton";
import { isFar, levelAt } from "./zoom";
import classes from "./box.module.css";

export type BoxOnCanvas = Node<{ placed: PlacedBox; telling: number | undefined }, "box">;

const seenFromFar = ({ transform: [, , zoom] }: ReactFlowState): boolean => isFar(levelAt(zoom));

export const BoxNode = memo(function BoxNode({ data: { placed, telling } }: NodeProps<BoxOnCanvas>) {
  const { box } = placed;
  const far = useStore(seenFromFar);
  return (
    <div className={classes["box"]} style={{ "--height": `${box.height}px`, "--digits": numberOf(box).length } as React.CSSProperties} data-focus={box.focus || undefined} data-context={box.context || undefined} data-change={box.change}>
      <BoxHeader box={box} telling={telling} />
      {far ? <Brief of={box} /> : <BoxRows placed={placed} />}
      <BoxMarks of={box} far={far} />
      {(far ? placed.farHandles : placed.handles).map((handle) => (
        <HandleButton key={`${handle.slot} ${handle.direction}`} handle={handle} />
      ))}
      {box.consumers.length > 0 && <Consumers of={box.consumers} at={placed.consumers} width={box.width} height={box.height} />}
    </div>
  );
});

/** How many parts it has. */
const numberOf = ({ parts }: Box): string => parts.toLocaleString("en");

/** What stands for the rows of a box that is too small for them. One without parts has no room for it, and nothing to say. */
function Brief({ of }: { of: Box }) {
  if (of.parts === 0) return null;
  const [number, said] = [numberOf(of), count(of.parts, "part")];
  return <div className={classes["brief"]} title={said}>{number}<span>{said.slice(number.length)}</span></div>;
}
