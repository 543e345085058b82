// All columns of a dataset: the one that is chosen is what the graph is about then.
import { useEffect, useMemo, useState } from "react";
import { count, figure } from "../../catalog/count";
import type { Table } from "../model/table";
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

export function ColumnFinder({ of, name, x, y, foretelling, actions, close }: Props) {
  const [table, keep] = useState<Table>();
  useEffect(() => {
    let wanted = true;
    void foretelling.columns(of).then((found) => wanted && keep(found));
    return () => void (wanted = false);
  }, [foretelling, of]);
  const rows = useMemo(() => (table?.columns ?? []).map(({ id, name, type }) => ({ id, kind: "FIELD" as const, name: type ? `${name} · ${type}` : name })), [table]);
  if (!table) return <p role="status" className={`${classes["float"]} ${classes["menu"]}`} style={{ left: x, top: y }}>Looking…</p>;
  const all = table.columns.length === table.total;
  return <Finder x={x} y={y} title={all ? count(table.total, "column") : `The first ${figure(table.columns.length)} of ${count(table.total, "column")}`} name={name} of={rows} choose={actions.focus} close={close} />;
}
