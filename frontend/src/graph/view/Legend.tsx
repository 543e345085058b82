// What the kinds of flows that are drawn mean.
import { legendOf, strokeOf } from "../layout/stroke";
import type { Scene } from "../model/scene";
import boxClasses from "./box.module.css";
import classes from "./graph.module.css";
import flowClasses from "./flows.module.css";

const severityWords = [
  { severity: "BREAKING", letter: "!", word: "Breaking" },
  { severity: "POSSIBLE", letter: "?", word: "Possible" },
  { severity: "INFORM", letter: "i", word: "To inform" },
] as const;

export function Legend({ scene }: { scene: Scene }) {
  const consumed = scene.boxes.some((box) => box.consumers.length > 0);
  const entries = legendOf(scene.flows);
  const rows = scene.boxes.flatMap(({ rows, pin }) => (pin ? [pin, ...rows] : rows));
  const severities = severityWords.filter(({ severity }) => rows.some((row) => row.severity === severity));
  if (!entries.length && !consumed && !severities.length) return null;
  return (
    <ul className={`${classes["float"]} ${classes["legend"]}`} aria-label="Legend" data-float="">
      {entries.map(({ label, flow }) => {
        const stroke = strokeOf(flow);
        return (
          <li key={label}>
            <svg viewBox="0 0 30 12" aria-hidden="true" className={flowClasses["sample"]} data-tone={stroke.tone}>
              <path d="M0 6h20" className={flowClasses["line"]} strokeWidth={Math.min(3, stroke.width)} strokeDasharray={stroke.dash} strokeLinecap={stroke.round ? "round" : "butt"} />
              {stroke.head !== "none" && <path d="M20 2 28 6l-8 4Z" className={flowClasses[stroke.head]} />}
            </svg>
            {label}
          </li>
        );
      })}
      {scene.flows.some(({ crosses }) => crosses) && (
        <li>
          <svg viewBox="0 0 30 12" aria-hidden="true" className={flowClasses["sample"]} data-tone="edge">
            <path d="M0 6h30" className={flowClasses["line"]} />
            <path d="M12 0v12M18 0v12" className={flowClasses["bar"]} />
          </svg>
          Crosses a division
        </li>
      )}
      {severities.map(({ severity, letter, word }) => (
        <li key={severity}>
          <span className={boxClasses["severity"]} data-severity={severity} aria-hidden="true">
            {letter}
          </span>
          {word}
        </li>
      ))}
      {consumed && (
        <li>
          <svg viewBox="0 0 30 12" aria-hidden="true">
            <path d="M1 6h28" className={flowClasses["dotted"]} />
          </svg>
          Consumes
        </li>
      )}
    </ul>
  );
}
