// All keys of the drawing.
import { Dialog } from "../../layout/Dialog";
import type { Orientation } from "../model/scene";
import { keyHelp } from "./keys";
import classes from "./graph.module.css";

export function KeyHelp({ orientation, close }: { orientation: Orientation; close: () => void }) {
  return (
    <Dialog title="Keys in the graph" close={close}>
      <dl className={classes["keys"]}>
        {keyHelp(orientation).map(([keys, what]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
