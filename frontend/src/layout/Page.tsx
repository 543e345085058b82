import type { ReactNode } from "react";
import classes from "./layout.module.css";

/** The column in which most pages stand; a wide one where a table or a picture needs the room. */
export function Page({ wide = false, children }: { wide?: boolean; children: ReactNode }) {
  return <div className={`${classes["page"]} ${wide ? classes["wide"] : ""}`}>{children}</div>;
}

/** The answer's proof on the left, what belongs to it on the right; one below the other where that is too narrow. */
export function Columns({ main, side }: { main: ReactNode; side: ReactNode }) {
  return (
    <div className={classes["columns"]}>
      <div className={classes["stack"]}>{main}</div>
      <div className={classes["stack"]}>{side}</div>
    </div>
  );
}
