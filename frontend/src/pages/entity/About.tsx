import { Link } from "@tanstack/react-router";
import { Chip } from "../../atoms/Chip";
import { Card } from "../../layout/Card";
import type { EntityPageQuery } from "./entity.generated";
import type { Entity } from "./sentence";
import classes from "./entity.module.css";

export type Run = NonNullable<EntityPageQuery["lastRun"]>;

/** What it is, in the words of those who look after it, and whatever else is recorded of it. All of it is plain text. */
export function About({ of, lastRun }: { of: Entity; lastRun?: Run | null | undefined }) {
  const { description, tags, type, contact, url, properties } = of;
  const run = lastRun ? runWord(lastRun) : null;
  const facts: (readonly [name: string, value: string | null])[] = [["Type", type], ["Contact", contact], ["Last run", run], ...properties.map(({ key, value }) => [key, value] as const)];
  const said = facts.filter(([, value]) => value);
  return (
    <Card title="What it is" aside={<span className="mono">{of.id}</span>}>
      <div className={classes["about"]}>
        <p className={description ? undefined : "secondary"}>{description ?? "Nobody has described it."}</p>
        {said.length + (url ? 1 : 0) > 0 && (
          <dl>
            {said.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
            {url && <More at={url} />}
          </dl>
        )}
        {tags.length > 0 && (
          <ul className={classes["tags"]} aria-label="Tags">
            {tags.map((tag) => (
              <li key={tag}><Link to="/catalog" search={{ tags: [tag] }}><Chip>{tag}</Chip></Link></li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}

/** A job's last run, as its tool told of it: "COMPLETE, 29 Nov 2026, 12:00". */
const runWord = ({ state, time }: Run): string =>
  [state, new Date(time).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })].filter(Boolean).join(", ");

/** Only the web's own addresses are links: whoever records an entity chooses the text. */
function More({ at }: { at: string }) {
  return (
    <div>
      <dt>More</dt>
      <dd>{/^https?:\/\//i.test(at) ? <a className="link" href={at} rel="noreferrer nofollow">{at}</a> : at}</dd>
    </div>
  );
}
