// The marks of a box whose rows are not drawn, on its lower border.
import type { Box } from "../model/scene";
import { marksOf } from "./boxMarks";
import classes from "./box.module.css";

export function BoxMarks({ of, far }: { of: Box; far: boolean }) {
  const marks = marksOf(of, far);
  if (!marks.length) return null;
  return (
    <div className={classes["marks"]} data-of={of.id}>
      {marks.map(({ sign, count, more, tone, says }) => (
        <span key={says} data-tone={tone} data-mark={sign} title={says}>
          {sign}
          {count !== undefined && (count > 1 || more) && <b>{`${count.toLocaleString("en")}${more ? "+" : ""}`}</b>}
        </span>
      ))}
    </div>
  );
}
