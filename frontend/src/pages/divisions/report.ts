// The border report as a file: each link that crosses, what it means for a sale, and between which ends.
import { verbOf } from "../../catalog/relations";
import { kindWord } from "../../catalog/kinds";
import { csvOf } from "../../files/csv";
import { markdownTable, plain } from "../../files/markdown";
import { borderSentence, taskOf, titleOf, type Crossing, type Division } from "./border";

const head = ["what it means", "task", "from", "from kind", "relation", "to", "to kind", "leads out", "precision", "reason", "from id", "to id"];

/** One row for each link, in the order of the API. */
export const borderCsv = (crossings: readonly Crossing[]): string => csvOf([head, ...crossings.map(row)]);

const row = ({ relation, from, to, outward, precision, reason }: Crossing): string[] => [
  titleOf(relation), taskOf(relation), from.name, kindWord(from.kind), verbOf(relation), to.name, kindWord(to.kind), outward ? "yes" : "no", precision?.toLowerCase() ?? "", reason ?? "", from.id, to.id,
];

/** The sentence, then a table for each relation, with the revision that all of it is of. */
export function borderMarkdown(of: Division, crossings: readonly Crossing[], revision: string, address: string): string {
  const { answer, rest } = borderSentence(of, crossings);
  const sections = of.border.byRelation.map(({ relation, count }) => {
    const rows = crossings.filter((crossing) => crossing.relation === relation);
    const table = markdownTable([["Outside", "Inside", "To do", "Why"], ...rows.map((crossing) => [...endsOf(crossing), taskOf(relation), crossing.reason ?? ""])]);
    return `## ${plain(titleOf(relation))}: ${count}\n\n${table}`;
  });
  return [`# Border of ${plain(of.name)}`, `${plain(answer)} ${rest}`.trim(), ...sections, `Revision ${revision} · <${address}>`].join("\n\n") + "\n";
}

const endsOf = ({ outward, from, to }: Crossing): [outside: string, inside: string] => (outward ? [to.name, from.name] : [from.name, to.name]);
