import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef, type ReactNode } from "react";
import classes from "./layout.module.css";

interface Props<Row> {
  label: string;
  columns: readonly string[];
  rows: readonly Row[];
  /** The cells of a row: as many as there are columns. */
  cells: (row: Row) => ReactNode;
}

const tall = 38;

/** A table of any length: only rows on the screen are in the page, each as high as it needs to be. Screen readers are told how long it is. */
export function LongTable<Row>({ label, columns, rows, cells }: Props<Row>) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => tall, overscan: 12 });
  // Rows are measured as they come: the browser's own end would be where it was guessed to be.
  const keys = (event: React.KeyboardEvent) => {
    if (event.key !== "End" || event.target !== event.currentTarget) return;
    event.preventDefault();
    virtual.scrollToIndex(rows.length - 1, { align: "end" });
  };
  const shown = virtual.getVirtualItems();
  const [before, behind] = [shown[0]?.start ?? 0, virtual.getTotalSize() - (shown.at(-1)?.end ?? 0)];
  return (
    <div ref={scroller} className={`${classes["scroll"]} ${classes["long"]}`} role="group" aria-label={label} tabIndex={0} onKeyDown={keys}>
      <table className={classes["table"]} aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={before} />
          {shown.map(({ index }) => (
            <tr key={index} ref={virtual.measureElement} data-index={index} aria-rowindex={index + 2}>
              {cells(rows[index]!)}
            </tr>
          ))}
          <Gap height={behind} />
        </tbody>
      </table>
    </div>
  );
}

/** The room of the rows that are not in the page. */
const Gap = ({ height }: { height: number }) => (height > 0 ? <tr aria-hidden="true" style={{ height }} /> : null);
