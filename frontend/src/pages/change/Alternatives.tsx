import { useAnswer } from "../../catalog/answer";
import { count } from "../../catalog/count";
import { AlternativesDocument, type AlternativesQuery } from "./alternatives.generated";
import type { Change } from "./changes";
import type { Plan } from "./usePlan";
import classes from "./change.module.css";

export type Alternative = AlternativesQuery["alternatives"][number];

/** What is considered in files beside the catalog. */
export const useAlternatives = (): readonly Alternative[] => useAnswer(AlternativesDocument, {}).data?.alternatives ?? [];

/** An alternative as a plan; undefined where its file is broken. */
export function planOf({ input, problems }: Pick<Alternative, "input" | "problems">): Change[] | undefined {
  return problems.length > 0 ? undefined : (JSON.parse(input) as Change[]);
}

/** Beside a plan no more are named: all are where they are compared. */
const few = 6;

/** The alternatives, each to be opened as a plan, and all to be compared with it. */
export function AlternativeList({ plan, full = false }: { plan: Plan; full?: boolean }) {
  const alternatives = useAlternatives();
  if (alternatives.length === 0) return null;
  const shown = full ? alternatives : alternatives.slice(0, few);
  const more = alternatives.length - shown.length;
  return (
    <section className={classes["alternatives"]} aria-labelledby="alternatives">
      <h2 id="alternatives">Also considered</h2>
      <ul>
        {shown.map((alternative) => (
          <Line key={alternative.name} of={alternative} plan={plan} full={full} />
        ))}
      </ul>
      {more > 0 && <p className={classes["hint"]}>{`And ${more.toLocaleString("en")} more.`}</p>}
      <button type="button" className={classes["textual"]} onClick={() => plan.look({ tab: "compare" })}>
        {more > 0 ? `Compare all ${alternatives.length.toLocaleString("en")} side by side` : "Compare side by side"}
      </button>
    </section>
  );
}

function Line({ of, plan, full }: { of: Alternative; plan: Plan; full: boolean }) {
  const changes = planOf(of);
  return (
    <li>
      {changes ? (
        <button type="button" className={classes["textual"]} onClick={() => plan.set(changes)} aria-current={JSON.stringify(changes) === JSON.stringify(plan.changes) || undefined}>
          {of.title}
        </button>
      ) : (
        <span className={classes["warned"]}>▲ {of.title}: {of.problems[0]?.message}</span>
      )}
      {full && (
        <p className="secondary small">
          {of.reason} {changes && <span className="muted">{count(changes.length, "change")}{of.author && `, proposed by ${of.author}`}.</span>}
        </p>
      )}
    </li>
  );
}
