import { Link } from "@tanstack/react-router";
import { Card } from "../../layout/Card";
import { gapSentences, totalOf, type Gaps as Found } from "./gaps";
import classes from "./home.module.css";

/** What is missing, in a few sentences; all of it is at Ownership. */
export function Gaps({ of }: { of: Found }) {
  const sentences = gapSentences(of);
  return (
    <Card title="Gaps" aside={totalOf(of).toLocaleString("en")}>
      <div className={classes["gaps"]}>
        {sentences.length === 0 && <p>None: whatever is recorded has an owner and a source.</p>}
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {sentences.length > 0 && (
          <Link to="/ownership" className="link">
            Show them
          </Link>
        )}
      </div>
    </Card>
  );
}
