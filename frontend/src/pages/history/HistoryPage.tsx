import { useSearch } from "@tanstack/react-router";
import { Compare } from "./Compare";
import { Timeline } from "./Timeline";

/** What was committed, the newest first; or, with the ends of a comparison, how two points differ. */
export function HistoryPage() {
  const { from, to } = useSearch({ from: "/history" });
  return from ? <Compare from={from} to={to} /> : <Timeline />;
}
