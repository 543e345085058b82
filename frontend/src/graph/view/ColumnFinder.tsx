// All columns of a dataset, which are read page after page: the one that is chosen is what the graph is about then.
import { useMemo } from "react";
import { useAllPages } from "../../catalog/allPages";
import { count, figure } from "../../catalog/count";
import type { TablePage } from "../model/table";
import type { Actions, Foretelling } from "./actions";
import { Finder } from "./Finder";
import classes from "./graph.module.css";

interface Props {
  of: string;
  name: string;
  x: number;
  y: number;
  foretelling: Foretelling;
  actions: Actions;
  close: () => void;
}

/** Before the first page. */
const unread: TablePage = { columns: [], total: 0, next: "" };

export function ColumnFinder({ of, name, x, y, foretelling, actions, close }: Props) {
  const { whole, read, failed, again } = useAllPages(unread, {
    rest: ({ next }) => next,
    load: async (read, after: string) => {
      const page = await foretelling.columns(of, after || undefined);
      return page && { ...page, columns: [...read.columns, ...page.columns] };
    },
  });
  const { columns, total } = read ?? unread;
  const rows = useMemo(() => columns.map(({ id, name, type }) => ({ id, kind: "FIELD" as const, name: type ? `${name} · ${type}` : name })), [columns]);
  const failure = failed && (
    <>
      <p role="alert">The server did not answer.</p>
      <button type="button" onClick={again}>
        Try again
      </button>
    </>
  );
  if (!whole && columns.length === 0) {
    return (
      <div className={`${classes["float"]} ${classes["menu"]}`} style={{ left: x, top: y }}>
        {failure || <p role="status">Looking…</p>}
      </div>
    );
  }
  const some = `${figure(columns.length)} of ${count(total, "column")}`;
  return (
    <Finder x={x} y={y} title={whole ? count(total, "column") : failed ? `The first ${some}` : `Reading ${some}`} name={name} of={rows} choose={actions.focus} close={close}>
      {failure}
    </Finder>
  );
}
