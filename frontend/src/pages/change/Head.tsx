import { Button } from "@mantine/core";
import { IconCheck, IconGitPullRequest } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Settled } from "../../catalog/settled";
import { useMayWrite } from "../../catalog/session";
import { AnswerHeader } from "../../layout/AnswerHeader";
import { ShareButton } from "../../layout/ShareButton";
import { ApplyDialog } from "./ApplyDialog";
import type { ChangePageQuery } from "./change.generated";
import { recorded, type Change } from "./changes";
import { CopyMenu } from "./CopyMenu";
import { headlineOf } from "./headline";
import { useLater } from "./useLater";
import type { Plan } from "./usePlan";

interface Props {
  plan: Plan;
  answered: Settled<ChangePageQuery, readonly Change[]> | undefined;
  refused: boolean;
}

/** The answer in a sentence, and where the plan can be taken. */
export function Head({ plan, answered, refused }: Props) {
  const shown = answered?.data.plan;
  const crumb = (
    <>
      <IconGitPullRequest size={14} stroke={1.75} aria-hidden /> Plan {shown && <><span aria-hidden="true">›</span> Based on revision {shown.base}</>}
    </>
  );
  if (!shown || refused) return <AnswerHeader crumb={crumb} answer={refused ? "This plan cannot be made as it stands." : "What if?"} title="Plan" />;
  const { answer, rest } = headlineOf(answered.of, shown.impact, plan.name);
  return (
    <AnswerHeader crumb={crumb} answer={answer} rest={rest}>
      <CopyMenu changes={plan.changes} base={shown.base} title={answer} />
      <ShareButton revision={shown.base} />
      <ApplyButton plan={plan} of={shown} />
    </AnswerHeader>
  );
}

/** Applies the plan; where it is looked at in the past, says in which revision that was done, or leads to now, where it can be. */
function ApplyButton({ plan, of: { base, diff } }: { plan: Plan; of: NonNullable<ChangePageQuery["plan"]> }) {
  const [open, setOpen] = useState(false);
  const { outrun, applied } = useLater(base, diff);
  return (
    <>
      {applied !== undefined ? <Applied base={base} revision={applied} /> : outrun ? <OverNow /> : <Apply plan={plan} open={() => setOpen(true)} />}
      {open && <ApplyDialog plan={plan} base={base} close={() => setOpen(false)} />}
    </>
  );
}

function Applied({ base, revision }: { base: string; revision: string }) {
  return (
    <Button leftSection={<IconCheck size={15} stroke={1.75} />} renderRoot={(props) => <Link to="/history" search={{ at: undefined, from: { revision: base }, to: { revision } }} {...props} />}>
      {`Applied as revision ${revision}`}
    </Button>
  );
}

function OverNow() {
  return (
    <Button variant="filled" title="This is how it was. A plan is applied over what is there now." renderRoot={(props) => <Link to="." search={(before: object) => ({ ...before, at: undefined })} {...props} />}>
      Lay it over now
    </Button>
  );
}

function Apply({ plan, open }: { plan: Plan; open: () => void }) {
  const may = useMayWrite();
  const some = recorded(plan.changes).length > 0;
  const why = !may ? "You may look, not change: ask for the scope write." : !some ? "An altered content is only imagined: there is nothing to record." : undefined;
  return (
    <>
      <Button variant="filled" leftSection={<IconCheck size={15} stroke={1.75} />} disabled={why !== undefined} title={why} onClick={open}>
        Apply…
      </Button>
      {why && <span className="muted small">{why}</span>}
    </>
  );
}
