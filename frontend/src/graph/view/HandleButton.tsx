// How many more one step would draw, before the click.
import { figure } from "../../catalog/count";
import type { Handle } from "../layout/handles";
import { useLook } from "./context";
import { brings } from "./describe";
import classes from "./box.module.css";

export function HandleButton({ handle }: { handle: Handle }) {
  const { opened, spinning } = useLook();
  const key = `${handle.slot} ${handle.direction}`;
  const open = opened.has(key);
  const which = handle.direction === "UPSTREAM" ? "upstream" : "downstream";
  return (
    <button
      type="button"
      tabIndex={-1}
      className={classes["handle"]}
      style={{ left: handle.x, top: handle.y }}
      data-handle={key}
      data-count={handle.count}
      data-open={open || undefined}
      data-spinning={spinning === key || undefined}
      title={open ? `Close what was opened ${which} of ${handle.name}` : brings(handle, which)}
    >
      {open ? "−" : `+${figure(handle.count)}`}
    </button>
  );
}
