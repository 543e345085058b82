import { useId, type ReactNode } from "react";
import classes from "./layout.module.css";

/** A part of a page with a heading, and what it counts or leads to on the right of that. */
export function Card({ title, aside, children }: { title: ReactNode; aside?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className={classes["card"]} aria-labelledby={id}>
      <h2>
        <span id={id}>{title}</span>
        {aside !== undefined && <span className={classes["aside"]}>{aside}</span>}
      </h2>
      {children}
    </section>
  );
}
