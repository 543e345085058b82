import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import classes from "./switch.module.css";

interface Option {
  name: string;
  /** What choosing it brings. */
  number?: ReactNode;
  chosen: boolean;
  /** The parameters that it sets; the others of the page stay. */
  search: object;
}

/** One of several views of a page: each is a link, with the number that it brings. */
export function Switch({ label, options }: { label: string; options: readonly Option[] }) {
  return (
    <nav className={classes["switch"]} aria-label={label}>
      {options.map(({ name, number, chosen, search }) => (
        <Link key={name} to="." search={(before: object) => ({ ...before, ...search })} aria-current={chosen ? "true" : undefined} activeOptions={{ exact: true, includeSearch: true }} className={chosen ? classes["chosen"] : undefined} resetScroll={false}>
          {name} {number !== undefined && <span>{typeof number === "number" ? number.toLocaleString("en") : number}</span>}
        </Link>
      ))}
    </nav>
  );
}
