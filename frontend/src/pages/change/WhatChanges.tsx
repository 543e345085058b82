import { useState } from "react";
import { Fold } from "../../layout/Fold";
import { LongTable } from "../../layout/LongTable";
import { Table } from "../../layout/Table";
import type { Answered } from "./Consequences";
import { borderRows, flowRow, rowsOf, type Row } from "./rows";
import classes from "./change.module.css";

const few = 8;

/** What the plan changes of what is recorded, a row each. */
export const changedRows = ({ diff, borders }: Answered): Row[] => [...borderRows(borders), ...rowsOf(diff), ...flowRow(diff.links)];

/** How the address calls the table where it is not as it begins; and how it begins: open where it takes little room from the picture. */
export const tableFold = "table";
export const tableBegins = (rows: readonly Row[]): boolean => rows.length <= 3;

/** The rows of a plan, below its picture: before and after. */
export function WhatChanges({ rows }: { rows: readonly Row[] }) {
  return (
    <section className={classes["what"]} aria-label="What changes">
      <Fold name={tableFold} begins={tableBegins(rows)} summary={<>What changes <span>{rows.length.toLocaleString("en")}</span></>}>
        <Rows label="What changes" rows={rows} />
      </Fold>
    </section>
  );
}

const columns = ["What", "Before", "After"];

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
