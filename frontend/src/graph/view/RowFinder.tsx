// The rows of a box that are not drawn, as of a table with hundreds of columns: find one by its name, or draw all.
import type { Box } from "../model/scene";
import type { Actions } from "./actions";
import { Finder } from "./Finder";

interface Props {
  box: Box;
  x: number;
  y: number;
  actions: Actions;
  close: () => void;
}

export function RowFinder({ box, x, y, actions, close }: Props) {
  return (
    <Finder x={x} y={y} title={`${box.rest.length} more in ${box.name}`} name={box.name} of={box.rest} choose={actions.select} close={close}>
      <button type="button" onClick={() => (actions.toggle(box.id), close())}>
        <span>Draw all of them</span>
        <b>+{box.rest.length}</b>
      </button>
    </Finder>
  );
}
