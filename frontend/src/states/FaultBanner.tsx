import { Button } from "@mantine/core";
import type { Fault } from "../catalog/fault";
import classes from "./states.module.css";

/** The cause, and the way to try again; what was there before stays below. */
export function FaultBanner({ fault, again, kept }: { fault: Fault; again: () => void; kept: boolean }) {
  return (
    <div className={`${classes["banner"]} ${classes["bad"]}`} role="alert">
      <p>
        <strong>{fault.message}</strong> {kept && "What you see is the last answer."}
      </p>
      <Button onClick={again}>Try again</Button>
    </div>
  );
}
