import type { ErrorComponentProps } from "@tanstack/react-router";
import { CodeMissing } from "../states/arriving";
import { FaultBanner } from "../states/FaultBanner";
import { NoCode } from "../states/NoCode";
import classes from "./shell.module.css";

/** A page that cannot be shown: an address that cannot be read, or code that did not arrive. */
export function Broken({ error }: ErrorComponentProps) {
  return (
    <div>
      <h1 className="unseen">This page cannot be shown</h1>
      {causeOf(error) instanceof CodeMissing ? <NoCode wait /> : <Unread error={error} />}
    </div>
  );
}

function Unread({ error }: { error: unknown }) {
  const cause = causeOf(error);
  const fault = { code: "BAD_USER_INPUT", message: cause instanceof Error ? cause.message : String(cause), candidates: [] };
  return (
    <>
      <FaultBanner fault={fault} again={() => location.reload()} kept={false} />
      <p className={classes["broken"]}>
        <a className="link" href="/">
          Go to the start
        </a>
      </p>
    </>
  );
}

/** The same where not even the shell stands, as the point in time cannot be read. */
export function AllBroken(props: ErrorComponentProps) {
  return (
    <main>
      <Broken {...props} />
    </main>
  );
}

/** What the address's reader said, which the router wraps; the error itself where code did not arrive. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && !(error instanceof CodeMissing) && error.cause instanceof Error ? error.cause : error;
}
