// The marks of a box whose rows are not drawn, on its lower border.
import { countIn, marksOf } from "../model/boxMarks";
import type { Box } from "../model/scene";
import classes from "./box.module.css";

export function BoxMarks({ of, far }: { of: Box; far: boolean }) {
  const marks = marksOf(of, far);
  if (!marks.length) return null;
  return (
    <div className={classes["marks"]} data-of={of.id}>
      {marks.map((mark) => {
        const { sign, tone, says } = mark;
        const count = countIn(mark);
        return (
          <span key={says} data-tone={tone} data-mark={sign} title={says}>
            {sign}
            {count !== undefined && <b>{count}</b>}
          </span>
        );
      })}
    </div>
  );
}
