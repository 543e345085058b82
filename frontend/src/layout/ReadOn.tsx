import { Button } from "@mantine/core";
import { count } from "../catalog/count";
import type { Parts } from "../catalog/parts";
import classes from "./readon.module.css";

/** How much of a list is shown where that is not all, and the way to read on. Nothing is cut off silently. */
export function ReadOn({ of: { nodes, total, more, waiting, failed }, one, many }: { of: Parts<unknown>; one: string; many?: string }) {
  if (nodes.length >= total) return null;
  return (
    <div className={classes["on"]}>
      <span className="secondary small" role="status">
        {failed ? "The server did not answer." : `${nodes.length.toLocaleString("en")} of ${count(total, one, many)} shown.`}
      </span>
      <Button onClick={more} loading={waiting} aria-label={`Read on: more ${many ?? `${one}s`}`}>
        {failed ? "Try again" : "Read on"}
      </Button>
    </div>
  );
}
