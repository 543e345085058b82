// The columns of a dataset, as they are shown below its row from near by.
import { footerHeight } from "./rows";

export interface Column {
  id: string;
  name: string;
  type: string | null;
}

export interface Table {
  /** The first of them, in the order of the dataset. */
  columns: Column[];
  /** How many it has. */
  total: number;
}

/** Some of its columns, as they are read. */
export interface TablePage extends Table {
  /** Where the columns after these begin; undefined: there are none. */
  next: string | undefined;
}

/** So many columns are shown; the others are found by name. */
export const mostColumns = 8;

export const columnHeight = 24;

/** Those that are drawn. */
export const shownOf = ({ columns }: Table): Column[] => columns.slice(0, mostColumns);

/** How many are not. */
export const restOf = (table: Table): number => table.total - shownOf(table).length;

/** How much room the columns of a dataset take, with the line that finds the others. */
export const tableHeight = (table: Table | undefined): number => (table ? shownOf(table).length * columnHeight + footerHeight : 0);
