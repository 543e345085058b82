import { Link } from "@tanstack/react-router";
import { count } from "../catalog/count";
import { useNewest, useNews } from "../catalog/feed";
import { useAt } from "../url/at";
import classes from "./shell.module.css";

/** "2 changes · Show": what was committed while the reader was here. Pages follow by themselves; this says that they did. It carries
    the newest revision known, once the feed begins: from then on no commit is missed. */
export function NewsLink() {
  const { news, seen } = useNews();
  const past = useAt() !== undefined;
  const first = news[0];
  const before = first && String(BigInt(first.revision) - 1n);
  return (
    <span role="status" className={classes["news"]} data-following={useNewest()}>
      {before !== undefined && !past && (
        <Link to="/history" search={{ from: { revision: before } }} onClick={seen}>
          {count(news.length, "change")} · <span>Show</span>
        </Link>
      )}
    </span>
  );
}
