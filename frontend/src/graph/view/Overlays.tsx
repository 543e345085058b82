// What lies over the drawing for a moment: finding in it, the menu of a handle, all keys.
import type { Scene } from "../model/scene";
import type { Actions, Foretelling } from "./actions";
import { nameOf } from "./describe";
import { ColumnFinder } from "./ColumnFinder";
import { FindBar } from "./FindBar";
import { HandleMenu } from "./HandleMenu";
import { KeyHelp } from "./KeyHelp";
import type { Overlay } from "./overlay";
import { RowFinder } from "./RowFinder";

interface Props {
  of: Overlay;
  scene: Scene;
  actions: Actions;
  foretelling: Foretelling | undefined;
  /** Goes to a slot. */
  follow(slot: string): void;
  close(): void;
}

export function Overlays({ of, scene, actions, foretelling, follow, close }: Props) {
  if (of.is === "help") return <KeyHelp orientation={scene.orientation} close={close} />;
  if (of.is === "find") {
    const go = (slot: string) => {
      follow(slot);
      actions.select(slot);
    };
    return <FindBar boxes={scene.boxes} go={go} close={close} />;
  }
  if (of.is === "rows") {
    const box = scene.boxes.find((box) => box.id === of.box);
    return box && <RowFinder box={box} x={of.x} y={of.y} actions={actions} close={close} />;
  }
  if (of.is === "columns") return foretelling && <ColumnFinder key={of.of} {...of} name={nameOf(scene.boxes, of.of)} foretelling={foretelling} actions={actions} close={close} />;
  return foretelling && <HandleMenu {...of} name={nameOf(scene.boxes, of.slot)} foretelling={foretelling} actions={actions} close={close} />;
}
