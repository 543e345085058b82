import { useCallback } from "react";
import { useSearch } from "@tanstack/react-router";
import { useClient } from "urql";
import { KindGlyph } from "../../atoms/KindGlyph";
import { EntityLink } from "../../atoms/EntityLink";
import { Owner } from "../../atoms/TeamLink";
import { count } from "../../catalog/count";
import { useRest } from "../../catalog/rest";
import { MoreAffectedDocument } from "./affected.generated";
import type { AffectedPageFragment } from "./change.generated";
import type { Change } from "./changes";
import type { Answered } from "./Consequences";
import type { Severity } from "./headline";
import type { Plan } from "./usePlan";
import classes from "./change.module.css";

type Item = AffectedPageFragment["nodes"][number];

const severities: { severity: Severity; letter: string; word: string }[] = [
  { severity: "BREAKING", letter: "!", word: "Breaks" },
  { severity: "POSSIBLE", letter: "?", word: "May break" },
  { severity: "INFORM", letter: "i", word: "To inform about" },
];

/** What is affected, the worst first. Choosing one shows the way to it, here and in the picture. */
export function Affected({ of: { impact: of, base }, changes, plan }: { of: Answered; changes: readonly Change[]; plan: Plan }) {
  const { select = [] } = useSearch({ from: "/change" });
  const client = useClient();
  const load = useCallback(
    async (after: string) => {
      const { data } = await client.query(MoreAffectedDocument, { changes: [...changes], after, at: { revision: base } }).toPromise();
      return data?.plan?.impact.items;
    },
    [client, changes, base],
  );
  const { nodes, more } = useRest(of.items, load);
  if (of.total === 0) return <p className={classes["note"]}>Nothing else is affected.</p>;
  return (
    <>
      {severities.map(({ severity, letter, word }) => {
        const items = nodes.filter((item) => item.severity === severity);
        const all = of.bySeverity.find((by) => by.severity === severity)?.count ?? 0;
        return (
          all > 0 && (
            <section key={severity} className={classes["severity"]} aria-label={word}>
              <h3>
                <span className={classes[severity.toLowerCase()]} aria-hidden="true">{letter}</span> {word} <span>{items.length < all ? `${items.length.toLocaleString("en")} of ${all.toLocaleString("en")}` : all.toLocaleString("en")}</span>
              </h3>
              <ul>
                {items.map((item) => (
                  <Line key={item.entity.id} of={item} chosen={select.includes(item.entity.id)} choose={(id) => plan.look({ select: id ? [id] : undefined })} />
                ))}
              </ul>
            </section>
          )
        );
      })}
      {more && (
        <p className={classes["note"]}>
          {`${nodes.length.toLocaleString("en")} of ${of.total.toLocaleString("en")}. `}
          <button type="button" className="link" onClick={more}>
            Read on
          </button>
        </p>
      )}
    </>
  );
}

function Line({ of: { entity, depth, path, precision }, chosen, choose }: { of: Item; chosen: boolean; choose: (id: string | undefined) => void }) {
  return (
    <li className={classes["item"]} data-chosen={chosen || undefined}>
      <button type="button" aria-expanded={chosen} onClick={() => choose(chosen ? undefined : entity.id)}>
        <KindGlyph of={entity} />
        <span className="strong">{entity.name}</span>
        {entity.container && <span className="secondary">in {entity.container.name}</span>}
        <small>{depth === 0 ? "" : count(depth, "step")}{precision === "COARSE" ? ", coarse" : ""}</small>
      </button>
      <div className={classes["owner"]}>
        <Owner of={entity.owner} />
      </div>
      {chosen && (
        <ol className={classes["way"]} aria-label={`The way to ${entity.name}`}>
          {path ? path.entities.map((step) => <li key={step.id}><EntityLink of={step} /></li>) : <li><EntityLink of={entity} /> No flow leads to it: its owner or place changes.</li>}
        </ol>
      )}
    </li>
  );
}
