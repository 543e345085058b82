import classes from "./atoms.module.css";

/** How sure it is that an entity is reached, drawn and worded: exact has a solid line and a filled head, coarse neither. */
export function PrecisionMark({ of }: { of: "EXACT" | "COARSE" }) {
  const exact = of === "EXACT";
  return (
    <span className={classes["precision"]}>
      <svg viewBox="0 0 20 8" width="20" height="8" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.5">
        <path d={exact ? "M0 4h15" : "M0 4h13"} strokeDasharray={exact ? undefined : "5 3"} />
        <path d="M14 1l5 3-5 3Z" strokeWidth="1" strokeLinejoin="round" fill={exact ? "currentColor" : "none"} />
      </svg>
      {exact ? "Exact" : "Coarse"}
    </span>
  );
}
