// One entity of the list, with whom to ask and how exactly it is known.
import type { ReactNode } from "react";
import { KindGlyph } from "../../atoms/KindGlyph";
import { Monogram } from "../../atoms/Monogram";
import { PrecisionMark } from "../../atoms/PrecisionMark";
import type { Entry } from "./entries";
import classes from "./list.module.css";

interface Props {
  entry: Entry;
  /** Its place in its group, from 1, and how many that has. */
  place: number;
  of: number;
  selected: boolean;
  /** It is the one that Tab leads to. */
  stop: boolean;
  select: (id: string, add: boolean) => void;
  focus: (id: string) => void;
  why: ReactNode;
}

export function EntryLine({ entry: { id, entity, within, owner, precision }, place, of, selected, stop, select, focus, why }: Props) {
  const input = "input" in entity && entity.input;
  const keys = (event: React.KeyboardEvent) => {
    if (event.target !== event.currentTarget) return; // a link within
    if (event.key === "Enter") select(id, event.shiftKey);
    if (event.key === " ") focus(id);
  };
  return (
    <div role="treeitem" aria-level={2} aria-posinset={place} aria-setsize={of} aria-selected={selected} tabIndex={stop ? 0 : -1} data-entry={id} className={classes["item"]} onKeyDown={keys}>
      <div className={classes["entry"]} onClick={(event) => select(id, event.shiftKey)} onDoubleClick={() => focus(id)}>
        <KindGlyph of={{ kind: entity.kind, direction: input ? "INPUT" : undefined }} />
        <div>
          <div className={classes["name"]}>
            {entity.name} {within && <i>in {within}</i>}
          </div>
          <div className={classes["owner"]}>{owner ? <><Monogram of={owner} />{owner.name}</> : <span className={classes["unowned"]}>▲ {entity.conflict ? "Two owners" : "No owner"}</span>}</div>
        </div>
        <PrecisionMark of={precision} />
      </div>
      {why}
    </div>
  );
}
