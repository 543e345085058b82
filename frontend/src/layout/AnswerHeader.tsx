import type { ReactNode } from "react";
import classes from "./layout.module.css";

interface Props {
  /** The way here, small, above the sentence. */
  crumb?: ReactNode;
  /** The certain part of the answer, in ink. */
  answer: string;
  /** The rest of the sentence. */
  rest?: string | undefined;
  /** The tab's title; left out: the answer. */
  title?: string;
  /** What can be done, on the right. */
  children?: ReactNode;
}

/** The head of a page: one sentence that is the answer, in exact counts. */
export function AnswerHeader({ crumb, answer, rest, title = answer, children }: Props) {
  return (
    <header className={classes["answer"]}>
      <title>{`${title} · Headwater`}</title>
      <div>
        {crumb && <div className={classes["crumb"]}>{crumb}</div>}
        <h1>
          {answer} {rest && <span>{rest}</span>}
        </h1>
      </div>
      {children && <div className={`${classes["actions"]} unprinted`}>{children}</div>}
    </header>
  );
}
