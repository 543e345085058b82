// Why something is on the answer: one shortest way, and what was recorded where it is only a summary.
import { Link } from "@tanstack/react-router";
import { KindGlyph } from "../../atoms/KindGlyph";
import { useAnswer } from "../../catalog/answer";
import { count } from "../../catalog/count";
import listClasses from "../../graph/list/list.module.css";
import { summarySaid } from "./whyWords";
import { type WhyQuery, WhyDocument } from "./why.generated";

type Path = NonNullable<NonNullable<WhyQuery["catalog"]>["path"]>;

/** `from` and `to` in the direction of the flow. */
export function Why({ from, to }: { from: string; to: string }) {
  const { data, fault } = useAnswer(WhyDocument, { from, to });
  const path = data?.catalog?.path;
  if (fault) return <div className={listClasses["why"]}>{fault.message}</div>;
  if (!path) return null;
  const step = path.flows.findIndex((flow) => flow.precision === "COARSE");
  const coarse = path.flows[step];
  return (
    <div className={listClasses["why"]}>
      <h2>{coarse ? "Why coarse" : `Why: ${count(path.flows.length, "flow")}, ${said(path)}`}</h2>
      {coarse && <Summary of={coarse} />}
      <Way of={path.entities} />
      {coarse && (
        <div className={listClasses["links"]}>
          <RecordExact of={path} step={step} />
          <Link className="link" to="/change" search={{ plan: [{ deny: { from: coarse.from.id, to: coarse.to.id } }] }}>
            Deny it
          </Link>
        </div>
      )}
    </div>
  );
}

/** A plan that joins the two entities of a step themselves, where only what they are part of is recorded. */
function RecordExact({ of, step }: { of: Path; step: number }) {
  const [from, to] = [of.entities[step], of.entities[step + 1]];
  const recorded = of.flows[step];
  if (!from || !to || !recorded || (from.id === recorded.from.id && to.id === recorded.to.id)) return null;
  return (
    <Link className="link" to="/change" search={{ plan: [{ link: { relation: "FEEDS", from: from.id, to: to.id } }] }}>
      Record the exact flow
    </Link>
  );
}

export function Way({ of }: { of: Pick<Path["entities"][number], "id" | "kind" | "name" | "container">[] }) {
  return (
    <ol className={listClasses["way"]}>
      {of.map((entity) => (
        <li key={entity.id}>
          <KindGlyph of={entity} />
          <span>{entity.name}</span>
          <small>{entity.container?.name}</small>
        </li>
      ))}
    </ol>
  );
}

function Summary({ of }: { of: Path["flows"][number] }) {
  return <p>{summarySaid(of)}</p>;
}

/** "all declared in flows.yaml", or by whom where that is not one. */
function said(path: Path): string {
  const claims = path.flows.flatMap((flow) => flow.claims);
  const ranks = [...new Set(claims.map((claim) => claim.rank.toLowerCase()))];
  const places = [...new Set(claims.map((claim) => claim.origin?.replace(/:\d+$/, "") ?? claim.source))];
  const how = ranks.length === 1 ? `all ${ranks[0]}` : ranks.join(" and ");
  return places.length <= 2 ? `${how} in ${places.join(" and ")}` : `${how} in ${places.length} places`;
}
