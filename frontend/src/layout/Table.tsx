import type { ReactNode } from "react";
import classes from "./layout.module.css";

/** A table with a heading for each column; wide ones scroll within their card, by the keyboard too. */
export function Table({ label, columns, children }: { label: string; columns: readonly string[]; children: ReactNode }) {
  return (
    <div className={classes["scroll"]} role="group" aria-label={label} tabIndex={0}>
      <table className={classes["table"]}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
