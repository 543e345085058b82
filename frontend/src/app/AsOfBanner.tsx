import { Link } from "@tanstack/react-router";
import { useAnswer } from "../catalog/answer";
import { count } from "../catalog/count";
import { StandingDocument, type StandingQuery } from "../catalog/at.generated";
import { useAt } from "../url/at";
import states from "../states/states.module.css";

/** Says on every page that it shows the past, which past, and how to leave it. */
export function AsOfBanner() {
  const at = useAt();
  const { data } = useAnswer(StandingDocument, {}, { pause: at === undefined });
  if (!at) return null;
  return (
    <div className={`${states["banner"]} ${states["warn"]}`} role="status">
      <p>
        <strong>As of {at.time ? timeWord(at.time) : `revision ${at.revision}`}.</strong> {data && since(data, at.time !== undefined)}
      </p>
      <Link to="." search={(before: object) => ({ ...before, at: undefined })}>
        Back to now
      </Link>
    </div>
  );
}

function since({ catalog, now }: StandingQuery, byTime: boolean): string {
  if (!catalog || !now) return "";
  const later = Number(BigInt(now.revision) - BigInt(catalog.revision));
  const which = byTime ? `That is revision ${catalog.revision}. ` : "";
  return which + (later === 0 ? "Nothing has been committed since." : `${count(later, "commit")} since.`);
}

function timeWord(time: string): string {
  const whole = time.length > 10;
  return new Date(time).toLocaleString("en-GB", { dateStyle: "long", ...(whole && { timeStyle: "short" }) });
}
