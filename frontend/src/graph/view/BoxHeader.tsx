// The head of a box: what it is, and who answers for it.
import { KindGlyph } from "../../atoms/KindGlyph";
import { Monogram } from "../../atoms/Monogram";
import type { Box } from "../model/scene";
import { useRowState } from "./useRowState";
import classes from "./box.module.css";

export function BoxHeader({ box }: { box: Box }) {
  const state = useRowState(box.id);
  return (
    <div className={classes["header"]} data-slot={box.id} {...state}>
      <KindGlyph of={box} />
      <b title={box.name}>{box.name}</b>
      {box.owner && <Monogram of={box.owner} />}
      <OwnerLine of={box} />
    </div>
  );
}

/** Who owns it; where a plan hands it over, who did and who will: what goes is struck through, what comes has a plus. */
function OwnerLine({ of: { owner, conflict, formerOwner } }: { of: Box }) {
  if (conflict) return <small className={classes["unowned"]}>▲ Two owners</small>;
  if (formerOwner === undefined) return owner ? <small title={owner.name}>{owner.name}</small> : <small className={classes["unowned"]}>▲ No owner</small>;
  return (
    <small title={`${formerOwner?.name ?? "No owner"}, then ${owner?.name ?? "no owner"}`}>
      {formerOwner && <del>{formerOwner.name}</del>} {owner ? <ins>+ {owner.name}</ins> : <span className={classes["unowned"]}>▲ No owner</span>}
    </small>
  );
}
