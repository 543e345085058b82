// The flows within a box, along its rails.
import type { PlacedBox } from "../layout/drawing";
import { strokeOf } from "../layout/stroke";
import { useLook } from "./context";
import { Mark } from "./Mark";
import classes from "./flows.module.css";

export function InnerFlows({ placed }: { placed: PlacedBox }) {
  const { lit } = useLook();
  if (!placed.inner.length) return null;
  const inOrder = placed.inner.toSorted((a, b) => Number(lit.flows.has(a.flow.id)) - Number(lit.flows.has(b.flow.id)));
  return (
    <svg className={classes["inner"]} aria-hidden="true">
      {inOrder.map(({ flow, path, head, mark }) => {
        const stroke = strokeOf(flow);
        return (
          <g key={flow.id} data-flow={flow.id} data-tone={stroke.tone} data-lit={lit.flows.has(flow.id) || undefined}>
            <path d={path} strokeDasharray={stroke.dash} className={classes["line"]} />
            {stroke.head !== "none" && <path d={head} className={classes[stroke.head]} />}
            {mark && <Mark at={mark.at} text={mark.text} />}
          </g>
        );
      })}
    </svg>
  );
}
