import { useState } from "react";
import { LongTable } from "../../layout/LongTable";
import { Table } from "../../layout/Table";
import type { Answered } from "./Consequences";
import { borderRows, flowRow, rowsOf, type Row } from "./rows";
import classes from "./change.module.css";

const few = 8;

/** What the plan changes of what is recorded: before and after. */
export function WhatChanges({ of: { diff, borders } }: { of: Answered }) {
  const rows = [...borderRows(borders), ...rowsOf(diff), ...flowRow(diff.links)];
  return (
    <section className={classes["what"]} aria-label="What changes">
      <Rows label="What changes" rows={rows} />
    </section>
  );
}

const columns = ["What changes", "Before", "After"];

const cellsOf = ({ what, before, after }: Row) => (
  <>
    <td>{what}</td>
    <td className="secondary">{before}</td>
    <td className={before === after ? "secondary" : "strong"}>{after}</td>
  </>
);

/** Rows before and after: the first few, all when asked for. */
export function Rows({ label, rows }: { label: string; rows: readonly Row[] }) {
  const [all, showAll] = useState(false);
  const shown = all ? rows : rows.slice(0, few);
  return (
    <>
      {all ? (
        <LongTable label={label} columns={columns} rows={rows} cells={cellsOf} />
      ) : (
        <Table label={label} columns={columns}>
          {shown.map((row, at) => (
            <tr key={at}>{cellsOf(row)}</tr>
          ))}
        </Table>
      )}
      {rows.length > few && (
        <p className={classes["more"]}>
          {`Showing ${shown.length.toLocaleString("en")} of ${rows.length.toLocaleString("en")}. `}
          <button type="button" className={classes["textual"]} onClick={() => showAll(!all)}>
            {all ? "Show fewer" : "Show all"}
          </button>
        </p>
      )}
    </>
  );
}
