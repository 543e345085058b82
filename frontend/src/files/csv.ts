// Tables as CSV, after RFC 4180, that spreadsheets may open: names are inert there too.

/** Rows of cells; the first row is the head. */
export const csvOf = (rows: readonly (readonly string[])[]): string => rows.map((row) => `${row.map(quoted).join(",")}\r\n`).join("");

/** A spreadsheet takes what begins with one of these for a formula. */
const formula = /^[=+\-@\t\r\n]/;

function quoted(text: string): string {
  const inert = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
