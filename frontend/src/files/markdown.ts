// Tables as Markdown in GitHub's flavour: names are text there, neither markup nor links nor the end of a cell.

/** A table; the first row is the head. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const [head = [], ...rest] = rows;
  const lines = [head, head.map(() => "---"), ...rest.map((row) => row.map(plain))];
  return lines.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

/** Whatever the text says is shown as it is. */
export const plain = (text: string): string =>
  text.replaceAll(/[\\`*_[\]<>|#~!&]/g, "\\$&").replaceAll(/\s+/g, " ").trim();
