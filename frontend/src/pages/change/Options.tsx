import { useId } from "react";
import { useAnswer } from "../../catalog/answer";
import { count } from "../../catalog/count";
import type { Change } from "./changes";
import { ForetoldDocument, type ForetoldQuery } from "./foretold.generated";
import { numberOf } from "./headline";
import { optionsOf, type Option } from "./options";
import type { Plan } from "./usePlan";
import classes from "./change.module.css";

/** The ways to make one change, each with what it would bring, before the click. */
export function Options({ plan, at }: { plan: Plan; at: number }) {
  const name = useId();
  const ways = optionsOf(plan.changes, at, ownerBefore(plan, at));
  if (!ways) return null;
  return (
    <fieldset className={classes["options"]}>
      <legend>{ways.title}</legend>
      {ways.options.map((option) => (
        <Way key={option.label} option={option} name={name} choose={() => plan.set(option.changes)} />
      ))}
    </fieldset>
  );
}

/** Who owns it at the very place now: where the owner is inherited, nobody has to go. */
function ownerBefore({ changes, find }: Plan, at: number) {
  const { handOver, link } = changes[at]!;
  const found = find(handOver?.entity ?? (link?.relation === "OWNS" ? link.to : ""));
  return found && !found.ownership.inheritedFrom ? (found.owner ?? undefined) : undefined;
}

function Way({ option, name, choose }: { option: Option; name: string; choose: () => void }) {
  return (
    <label>
      <input type="radio" name={name} checked={option.chosen} onChange={choose} />
      <span>{option.label}</span>
      <Foretold changes={option.changes} />
    </label>
  );
}

function Foretold({ changes }: { changes: readonly Change[] }) {
  const { data, fault } = useAnswer(ForetoldDocument, { changes: [...changes] });
  if (fault) return <small className={classes["warned"]}>▲ refused</small>;
  if (!data?.plan) return <small aria-hidden="true">…</small>;
  const conflicts = data.plan.impact.findings.length;
  return (
    <>
      <small>{foretell(data.plan)}</small>
      {conflicts > 0 && <small className={classes["warned"]}>▲ {findingsSaid(data.plan)}</small>}
    </>
  );
}

type Foretelling = NonNullable<ForetoldQuery["plan"]>;

function foretell({ impact }: Foretelling): string {
  const surely = numberOf(impact, "BREAKING");
  const perhaps = numberOf(impact, "POSSIBLE");
  const breaks = surely > 0 ? `${surely.toLocaleString("en")} break` : perhaps > 0 ? `${perhaps.toLocaleString("en")} may break` : "breaks nothing";
  return `${breaks}, ${count(impact.teams.filter(({ team }) => team).length, "team")} to tell`;
}

function findingsSaid({ impact: { findings } }: Foretelling): string {
  const owners = findings.filter(({ kind }) => kind === "OWNER_CONFLICT").length;
  return owners === findings.length ? count(owners, "owner conflict") : count(findings.length, "new finding");
}
