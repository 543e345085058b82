import { findingWord, type FindingKind } from "../catalog/findings";
import classes from "./finding.module.css";

/** The mark of a kind of finding in a small square. Decoration: its word stands near. */
export function FindingMark({ of }: { of: FindingKind }) {
  const { mark, tone } = findingWord(of);
  return (
    <span className={`${classes["mark"]} ${classes[tone]}`} aria-hidden="true">
      {mark}
    </span>
  );
}
