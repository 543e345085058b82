import "../../theme/fields.css";
import { Alert, Button, Textarea } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useMutation } from "urql";
import { count } from "../../catalog/count";
import { faultOf, type Fault } from "../../catalog/fault";
import { Dialog } from "../../layout/Dialog";
import { useAt } from "../../url/at";
import { ApplyDocument } from "./apply.generated";
import { recorded } from "./changes";
import { sentenceOf } from "./sentence";
import type { Plan } from "./usePlan";
import classes from "./change.module.css";

interface Props {
  plan: Plan;
  base: string;
  close: () => void;
}

/** Carries a plan out, once and only if the catalog is still the one that the plan was laid over. */
export function ApplyDialog({ plan, base, close }: Props) {
  const changes = recorded(plan.changes);
  const imagined = plan.changes.length - changes.length;
  const [message, setMessage] = useState("");
  const [operationId] = useState(newId);
  const [{ fetching, data, error }, apply] = useMutation(ApplyDocument);
  const navigate = useNavigate();
  const at = useAt();
  const revision = data?.apply?.revision;
  // Over the catalog with the plan carried out the same plan means something else, or nothing: the page stays at what it was laid over.
  const send = async () => {
    await plan.look({ at: { revision: base } });
    const { error } = await apply({ input: { changes, operationId, ifRevision: base, ...(message.trim() && { message: message.trim() }) } });
    if (error) await plan.look({ at });
  };
  const done = () => void navigate({ to: "/change", search: { at: undefined } });
  if (revision !== undefined) return <Applied revision={revision} unchanged={!data?.apply?.commit} close={done} />;
  return (
    <Dialog title={`Apply ${count(changes.length, "change")} to the catalog?`} close={close}>
      <form className={classes["form"]} onSubmit={(event) => (event.preventDefault(), void send())}>
        <ol className={classes["said"]}>
          {changes.map((change, at) => (
            <li key={at}>{sentenceOf(change, plan.name)}</li>
          ))}
        </ol>
        {imagined > 0 && <p className="secondary">{`${count(imagined, "altered content", "altered contents")} in the plan cannot be recorded, and is left out.`}</p>}
        <Textarea data-autofocus label="Why" description="For those who read the history." value={message} onChange={(event) => setMessage(event.currentTarget.value)} autosize minRows={2} />
        {error && <Refusal fault={faultOf(error)} />}
        <div className={classes["buttons"]}>
          <Button onClick={close}>Not now</Button>
          <Button type="submit" variant="filled" loading={fetching}>
            {`Apply over revision ${base}`}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Applied({ revision, unchanged, close }: { revision: string; unchanged: boolean; close: () => void }) {
  const before = String(BigInt(revision) - 1n);
  return (
    <Dialog title={unchanged ? "Nothing had to change" : `Applied: revision ${revision}`} close={close}>
      <div className={classes["form"]} role="status">
        <p className="secondary">{unchanged ? "The catalog says all of this already." : `It is in the history, and every open page shows it. Behind this is the plan as it was laid over revision ${before}.`}</p>
        <div className={classes["buttons"]}>
          <Button onClick={close}>Plan something else</Button>
          {!unchanged && (
            <Button variant="filled" renderRoot={(props) => <Link to="/history" search={{ at: undefined, from: { revision: before }, to: { revision } }} {...props} />}>
              See the commit
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}

const advice: Record<string, string> = {
  CONFLICT: "The catalog has moved on since. Close this and look again: over what is there now (“Back to now”), the plan can be applied.",
  FORBIDDEN: "You may look, not change. Share the plan with somebody who may.",
};

function Refusal({ fault }: { fault: Fault }) {
  return (
    <Alert color="var(--bad)" role="alert" title={fault.message}>
      {advice[fault.code] ?? "Nothing was written."}
    </Alert>
  );
}

/** Sent again, it does nothing a second time. */
const newId = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
