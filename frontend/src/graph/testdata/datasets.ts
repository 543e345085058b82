// Two datasets in ports of one domain, of which the first feeds the second, and columns for them.
import type { Answer, Drawn, Place } from "../model/answer";
import type { Table } from "../model/table";

const hidden = { UPSTREAM: 0, DOWNSTREAM: 0 };
const place = (id: string, kind: Place["kind"], container?: string): [string, Place] => [id, { id, kind, name: id, parts: 1, hidden, ...(container && { container }) }];

export const drawn = (id: string, kind: Drawn["kind"], ...containers: string[]): Drawn => ({ id, kind, name: id, input: false, containers, hidden });

export const datasets: Answer = {
  start: ["dataset:b"],
  drawn: [drawn("dataset:a", "DATASET", "port:a", "domain:d"), drawn("dataset:b", "DATASET", "port:b", "domain:d")],
  places: new Map([place("domain:d", "DOMAIN"), place("port:a", "PORT", "domain:d"), place("port:b", "PORT", "domain:d")]),
  flows: [{ from: "dataset:a", to: "dataset:b", precision: "EXACT" }],
  consumers: [],
  total: 2,
};

/** The first eight of so many. */
export const columns = (count: number): Table => ({ total: count, columns: Array.from({ length: Math.min(8, count) }, (_, at) => ({ id: `field:${at}`, name: `c${at}`, type: "int" })) });
