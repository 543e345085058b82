// What has come of a plan that is looked at in the past.
import { useMemo } from "react";
import { useAnswer } from "../../catalog/answer";
import { StandingDocument } from "../../catalog/at.generated";
import { useNewest } from "../../catalog/feed";
import { useAt } from "../../url/at";
import { CommittedDocument } from "./applied.generated";
import { type Difference, isSameChange } from "./applied";

export interface Later {
  /** There are commits behind the plan's base, over which it cannot be applied any more. */
  outrun: boolean;
  /** The revision in which the plan was carried out, where the commit behind its base changed just what it would. */
  applied: string | undefined;
}

/** Only a page that stays in the past is outrun: one of now is laid over each new revision by itself. */
export function useLater(base: string, diff: Difference): Later {
  const at = useAt();
  const newest = useNewest();
  const { data: standing } = useAnswer(StandingDocument, {}, { pause: at === undefined });
  const outrun = at !== undefined && [standing?.now?.revision, newest].some((last) => last !== undefined && BigInt(last) > BigInt(base));
  const next = String(BigInt(base) + 1n);
  const { data } = useAnswer(CommittedDocument, { from: { revision: base }, to: { revision: next } }, { pause: !outrun });
  const isIt = useMemo(() => data?.diff != null && isSameChange(data.diff, diff), [data, diff]);
  return { outrun, applied: outrun && isIt ? next : undefined };
}
