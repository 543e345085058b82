import type { ReactNode } from "react";
import classes from "./atoms.module.css";

/** A word in a small box. A tone never stands alone: the word says it too. */
export function Chip({ tone = "line", children }: { tone?: "line" | "plain" | "warn" | "bad" | "good" | "accent"; children: ReactNode }) {
  return <span className={`${classes["chip"]} ${classes[tone]}`}>{children}</span>;
}
