import { Link } from "@tanstack/react-router";
import classes from "./shell.module.css";

/** The name, leading to the start. */
export function Brand() {
  return (
    <Link to="/" className={classes["brand"] ?? ""}>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d="M2 4c6 0 6 6 11 6M2 16c6 0 6-6 11-6M2 10h16" />
      </svg>
      Headwater
    </Link>
  );
}
