// The columns of a dataset in its box, from near by: the first few, and the line that finds the others.
import { KindGlyph } from "../../atoms/KindGlyph";
import { count } from "../../catalog/count";
import { shownOf, type Table } from "../model/table";
import classes from "./box.module.css";

export function Columns({ of, dataset, top }: { of: Table; dataset: string; top: number }) {
  return (
    <div className={classes["columns"]} style={{ top }} data-of={dataset}>
      {shownOf(of).map(({ id, name, type }) => (
        <div key={id} data-column={id}>
          <KindGlyph of={{ kind: "FIELD" }} />
          <span title={name}>{name}</span>
          <small title={type ?? undefined}>{type}</small>
        </div>
      ))}
      <button type="button" tabIndex={-1} data-table={dataset}>
        Find in {count(of.total, "column")}
      </button>
    </div>
  );
}
