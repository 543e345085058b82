// The answer of a plan in one sentence: what breaks, and whom it concerns.
import { count } from "../../catalog/count";
import type { Change, NameOf } from "./changes";
import { subjectOf } from "./sentence";

export type Severity = "BREAKING" | "POSSIBLE" | "INFORM";

/** What the sentence needs of a plan's impact. */
export interface Consequences {
  bySeverity: readonly { severity: Severity; count: number }[];
  teams: readonly { team: { id: string } | null; count: number }[];
  findings: readonly unknown[];
}

/** "Retiring Get Product breaks 13 parts", and "and concerns 6 teams. It brings no new finding." */
export function headlineOf(changes: readonly Change[], impact: Consequences, name: NameOf): { answer: string; rest: string } {
  const [first] = changes;
  const one = changes.length === 1 && first;
  const subject = one ? subjectOf(first, name) : `These ${changes.length} changes`;
  const concerned = impact.teams.filter(({ team }) => team).length;
  const concerns = one ? "concerns" : "concern";
  const rest = [concerned > 0 ? `and ${concerns} ${count(concerned, "team")}.` : `and ${concerns} no team.`, untold(impact), brings(impact)];
  return { answer: `${subject} ${breaks(impact, Boolean(one))}`, rest: rest.filter(Boolean).join(" ") };
}

/** How many entities are affected so badly. */
export const numberOf = ({ bySeverity }: Pick<Consequences, "bySeverity">, severity: Severity): number =>
  bySeverity.find((of) => of.severity === severity)?.count ?? 0;

function breaks(impact: Consequences, one: boolean): string {
  const surely = numberOf(impact, "BREAKING");
  const perhaps = numberOf(impact, "POSSIBLE");
  const verb = one ? "breaks" : "break";
  if (surely > 0) return `${verb} ${count(surely, "part")}${perhaps > 0 ? `, perhaps ${perhaps.toLocaleString("en")} more,` : ""}`;
  return perhaps > 0 ? `may break ${count(perhaps, "part")}` : `${verb} nothing`;
}

function untold({ teams }: Consequences): string {
  const nobody = teams.find(({ team }) => !team)?.count ?? 0;
  return nobody > 0 ? `For ${count(nobody, "part")} there is nobody to tell.` : "";
}

const brings = ({ findings }: Consequences): string =>
  findings.length > 0 ? `${count(findings.length, "new finding")}.` : "No new finding.";
