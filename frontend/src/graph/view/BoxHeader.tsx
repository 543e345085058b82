// The head of a box: what it is, and who answers for it.
import { KindGlyph } from "../../atoms/KindGlyph";
import { Monogram } from "../../atoms/Monogram";
import type { Box } from "../model/scene";
import { useRowState } from "./useRowState";
import classes from "./box.module.css";

/** `telling`: where what tells its name from others begins. */
export function BoxHeader({ box, telling }: { box: Box; telling: number | undefined }) {
  const state = useRowState(box.id);
  return (
    <div className={classes["header"]} data-slot={box.id} {...state}>
      <KindGlyph of={box} />
      <Name of={box.name} telling={telling} />
      {box.owner && <Monogram of={box.owner} />}
      <OwnerLine of={box} />
    </div>
  );
}

/** Where there is no room for all of it, what it shares with other names gives way. */
function Name({ of, telling = of.length }: { of: string; telling: number | undefined }) {
  const rest = of.slice(telling);
  const own = rest.trimStart();
  return (
    <b title={of} data-apart={own !== rest || undefined}>
      <span>{of.slice(0, telling)}</span>
      {rest.slice(0, rest.length - own.length)}
      {own && <span>{own}</span>}
    </b>
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
