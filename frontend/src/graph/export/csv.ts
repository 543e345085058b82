// A list as CSV.
import { csvOf as csv } from "../../files/csv";
import type { Entry } from "../list/entries";

export function csvOf(entries: Entry[]): string {
  const head = ["step", "kind", "name", "in", "owner", "precision", "id"];
  const rows = entries.map(({ depth, entity, within, owner, precision, id }) => [String(depth), entity.kind, entity.name, within ?? "", owner?.name ?? "", precision, id]);
  return csv([head, ...rows]);
}
