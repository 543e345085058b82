import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { count } from "../../catalog/count";
import { AddChange } from "./AddChange";
import { AlternativeList } from "./Alternatives";
import { CardBody } from "./CardBody";
import { bodyOf, kindOfChange, type Change, type ChangeKind } from "./changes";
import { Options } from "./Options";
import { sentenceOf } from "./sentence";
import type { Plan } from "./usePlan";
import classes from "./change.module.css";

/** The changes of a plan, a card each, with the other ways to make each of them; `taken` is how many flows go with them. */
export function Cards({ plan, base, taken }: { plan: Plan; base: string | undefined; taken: number }) {
  return (
    <aside className={classes["cards"]} aria-label="Changes">
      <ol>
        {plan.changes.map((change, at) => (
          <li key={at} className={classes["card"]} aria-label={sentenceOf(change, plan.name)}>
            <Title change={change} remove={() => plan.set(plan.changes.toSpliced(at, 1))} said={sentenceOf(change, plan.name)} />
            <CardBody change={change} plan={plan} />
            <Reason of={change} />
            {plan.changes.length === 1 && taken > 0 && <p className={classes["reason"]}>{`Takes ${count(taken, "flow")} with it.`}</p>}
            <Options plan={plan} at={at} />
          </li>
        ))}
      </ol>
      <AddChange plan={plan} />
      <AlternativeList plan={plan} />
      <p className={classes["foot"]}>{`Nothing is written until you apply. A shared link keeps this plan${base ? ` and revision ${base}` : ""}.`}</p>
    </aside>
  );
}

const words: Record<ChangeKind, string> = {
  put: "Record",
  remove: "Retire",
  link: "Link",
  unlink: "Unlink",
  deny: "Deny",
  allow: "Allow",
  alter: "Alter",
  move: "Move",
  handOver: "Hand over",
  replaceSystem: "Replace",
  divest: "Divest",
  acquire: "Acquire",
};

const taking = new Set<ChangeKind>(["remove", "divest", "unlink", "deny"]);

function Title({ change, said, remove }: { change: Change; said: string; remove: () => void }) {
  const kind = kindOfChange(change);
  return (
    <div className={classes["title"]}>
      <h2 className={taking.has(kind) ? classes["takes"] : classes["gives"]}>{words[kind]}</h2>
      <ActionIcon variant="subtle" color="var(--ink-2)" size={28} onClick={remove} aria-label={`Leave out: ${said}`}>
        <IconX size={15} stroke={1.75} />
      </ActionIcon>
    </div>
  );
}

function Reason({ of }: { of: Change }) {
  const body = bodyOf(of);
  const said = body["reason"] ?? body["note"];
  return typeof said === "string" && said ? <p className={classes["reason"]}>“{said}”</p> : null;
}
