// The columns of a dataset. Loaded with the first that is seen from near by.
import type { Client } from "urql";
import type { Point } from "../../catalog/at.generated";
import type { Table, TablePage } from "../../graph/model/table";
import { ColumnsDocument } from "./columns.generated";

interface Asked {
  first: number;
  /** The cursor after which they begin. */
  after?: string | undefined;
  at: Point | undefined;
}

/** Some columns of a dataset, how many it has, and where they go on; undefined: they cannot be had. */
export async function columnsOf(client: Client, of: string, asked: Asked): Promise<TablePage | undefined> {
  const { data } = await client.query(ColumnsDocument, { of, ...asked }).toPromise();
  if (!data) return undefined;
  const entity = data.catalog?.entity;
  const fields = entity && "fields" in entity ? entity.fields : undefined;
  if (!fields) return none;
  const { nodes, totalCount, pageInfo } = fields;
  return { columns: [...nodes], total: totalCount, next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined };
}

const none: Table & { next: undefined } = { columns: [], total: 0, next: undefined };
