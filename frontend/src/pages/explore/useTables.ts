// The columns of the datasets in sight, from near by: each is asked for once at a revision, when it comes into sight.
import { useEffect, useMemo, useState } from "react";
import { useClient } from "urql";
import type { Answer } from "../../graph/model/answer";
import { mostColumns, type Table } from "../../graph/model/table";
import type { Sight } from "../../graph/view/sight";
import { useAt } from "../../url/at";
import { datasetsIn } from "./datasets";

export type Tables = ReadonlyMap<string, Table>;
const none: Tables = new Map();
const unknown: Table = { columns: [], total: 0 };

/** Those that have columns. What was known at an earlier revision stays until the later is there. */
export function useTables(answer: Answer | undefined, sight: Sight, revision: string): Tables {
  const client = useClient();
  const at = useAt();
  const [known, keep] = useState({ revision, tables: none });
  const datasets = datasetsIn(answer, sight);
  const missing = datasets.filter((id) => known.revision !== revision || !known.tables.has(id)).join("\n");
  useEffect(() => {
    if (!missing) return;
    let wanted = true;
    const ask = async (id: string) => [id, (await (await import("./columns")).columnsOf(client, id, { first: mostColumns, at: at ?? { revision } })) ?? unknown] as const;
    const show = (found: Iterable<readonly [string, Table]>) =>
      wanted && keep((before) => ({ revision, tables: new Map([...(before.revision === revision ? before.tables : none), ...found]) }));
    void Promise.all(missing.split("\n").map(ask)).then(show, () => undefined); // without them the drawing is as it was
    return () => void (wanted = false);
  }, [client, at, missing, revision]);
  return useMemo(() => new Map([...known.tables].filter(([, { total }]) => total > 0)), [known]);
}
