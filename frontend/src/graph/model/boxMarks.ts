// What is said of a whole box by a mark, where its rows are not drawn.
import { figure } from "../../catalog/count";
import type { Severity } from "./answer";
import type { Box } from "./scene";

export interface BoxMark {
  sign: string;
  /** How many there are, where that says more than the sign. */
  count?: number;
  /** There may be more. */
  more?: boolean;
  tone: "bad" | "warn" | "good" | "plain";
  /** In words. */
  says: string;
}

const severities: readonly { severity: Severity; sign: string; tone: BoxMark["tone"]; word: string }[] = [
  { severity: "BREAKING", sign: "!", tone: "bad", word: "breaking" },
  { severity: "POSSIBLE", sign: "?", tone: "warn", word: "possibly affected" },
  { severity: "INFORM", sign: "i", tone: "plain", word: "to inform" },
];

/** The gravest first. `far`: neither its rows nor its second line, which says who owns it, are drawn. What becomes wrong is said always. */
export function marksOf(box: Box, far: boolean): BoxMark[] {
  const { removed, added, severities: affected, findings, cycle } = box.tally;
  const counted = (count: number, word: string) => ({ count, says: `${box.partial ? "At least " : ""}${figure(count)} ${word}`, ...(box.partial && { more: true }) });
  const wrong: BoxMark[] = findings.length ? [{ sign: "▲ new", count: findings.length, tone: "warn", says: someOf(findings) }] : [];
  if (!far && !box.collapsed) return wrong;
  return [
    ...wrong,
    ...(far ? ownerMarks(box) : []),
    ...(removed ? [{ sign: "✕", tone: "bad", ...counted(removed, "removed") } as const] : []),
    ...(added ? [{ sign: "+", tone: "good", ...counted(added, "added") } as const] : []),
    ...severities.flatMap(({ severity, sign, tone, word }) => {
      const count = affected[severity];
      return count ? [{ sign, tone, ...counted(count, word) }] : [];
    }),
    ...(cycle ? [{ sign: "↺", count: cycle, tone: "plain", says: `A cycle of ${cycle} within` } as const] : []),
  ];
}

/** How many there are, as it stands in the mark; undefined where the sign says it all. */
export const countIn = ({ count, more }: BoxMark): string | undefined => (count !== undefined && (count > 1 || more) ? `${figure(count)}${more ? "+" : ""}` : undefined);

/** The first few sentences, and how many more there are. */
function someOf(sentences: readonly string[], few = 5): string {
  const more = sentences.length - few;
  return [...sentences.slice(0, few), ...(more > 0 ? [`And ${figure(more)} more.`] : [])].join(" ");
}

function ownerMarks({ owner, conflict, formerOwner }: Box): BoxMark[] {
  if (conflict) return [{ sign: "▲", tone: "warn", says: "Two owners" }];
  if (!owner) return [{ sign: "▲", tone: "warn", says: "No owner" }];
  return formerOwner === undefined ? [] : [{ sign: "~", tone: "good", says: `${formerOwner?.name ?? "Nobody"}, then ${owner.name}` }];
}
