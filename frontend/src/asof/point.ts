import type { Point } from "../catalog/at.generated";

/** The point that a form says, of which one field is filled in; else a sentence that says what is missing. A time is a local one. */
export function pointOf(revision: string, time: string): Point | string {
  const [number, moment] = [revision.trim().replace(/^r(?=\d)/, ""), time.trim()];
  if (number && moment) return "Either a revision or a time.";
  if (moment) {
    const at = new Date(moment);
    return Number.isNaN(at.getTime()) ? "That is no time." : { time: at.toISOString().replace(".000Z", "Z") };
  }
  if (!number) return "A revision such as 12, or a time.";
  return /^\d{1,18}$/.test(number) ? { revision: number } : "A revision is a number such as 12.";
}
