// The shape of a drawing to come, after 150 ms: as many boxes as there will be, where that is known.
import { Skeleton } from "@mantine/core";
import type { Scene } from "../model/scene";
import { useDelayed } from "../../states/Waiting";
import classes from "./graph.module.css";

const most = 12;

/** `children` say what is waited for, where that takes its time. */
export function Skeletons({ of, children }: { of: Scene | undefined; children?: React.ReactNode }) {
  const late = useDelayed();
  const boxes = of?.boxes.slice(0, most) ?? [];
  return (
    <div className={classes["skeletons"]} role="status" aria-label="The picture is being drawn" aria-busy="true">
      {late && boxes.map((box) => <Skeleton key={box.id} width={box.width} height={Math.min(box.height, 180)} radius={10} />)}
      {late && children}
    </div>
  );
}
