import { Button } from "@mantine/core";
import { IconCheck, IconGitPullRequest } from "@tabler/icons-react";
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
      <ApplyButton plan={plan} base={shown.base} />
    </AnswerHeader>
  );
}

function ApplyButton({ plan, base }: { plan: Plan; base: string }) {
  const may = useMayWrite();
  const [open, setOpen] = useState(false);
  const some = recorded(plan.changes).length > 0;
  const why = !may ? "You may look, not change: ask for the scope write." : !some ? "An altered content is only imagined: there is nothing to record." : undefined;
  return (
    <>
      <Button variant="filled" leftSection={<IconCheck size={15} stroke={1.75} />} disabled={why !== undefined} title={why} onClick={() => setOpen(true)}>
        Apply…
      </Button>
      {why && <span className="muted small">{why}</span>}
      {open && <ApplyDialog plan={plan} base={base} close={() => setOpen(false)} />}
    </>
  );
}
