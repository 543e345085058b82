// The columns of a dataset. Loaded with the first that is seen from near by.
import type { Client } from "urql";
import type { Point } from "../../catalog/at.generated";
import type { Table } from "../../graph/model/table";
import { ColumnsDocument } from "./columns.generated";

/** The first columns of a dataset, and how many it has; none where it cannot be had. */
export async function columnsOf(client: Client, of: string, first: number, at: Point | undefined): Promise<Table> {
  const { data } = await client.query(ColumnsDocument, { of, first, at }).toPromise();
  const entity = data?.catalog?.entity;
  const fields = entity && "fields" in entity ? entity.fields : undefined;
  return { columns: [...(fields?.nodes ?? [])], total: fields?.totalCount ?? 0 };
}
