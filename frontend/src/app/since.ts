// How far the past that is shown lies behind, in words.
import type { StandingQuery } from "../catalog/at.generated";
import { count } from "../catalog/count";

/** `newest` is the newest revision that the feed knows, which may be later than the answer. */
export function sinceSaid({ catalog, now }: StandingQuery, newest: string | undefined, byTime: boolean): string {
  if (!catalog || !now) return "";
  const last = [now.revision, newest ?? "0"].map(BigInt).reduce((a, b) => (a > b ? a : b));
  const later = Number(last - BigInt(catalog.revision));
  const which = byTime ? `That is revision ${catalog.revision}. ` : "";
  return which + (later === 0 ? "Nothing has been committed since." : `${count(later, "commit")} since.`);
}
