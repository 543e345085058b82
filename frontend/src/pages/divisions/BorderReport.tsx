import { Chip } from "../../atoms/Chip";
import { EntityLink } from "../../atoms/EntityLink";
import { verbOf } from "../../catalog/relations";
import { Card } from "../../layout/Card";
import { ReadOn } from "../../layout/ReadOn";
import { alikeCuts, cutsOf, taskOf, titleOf, type AlikeCuts } from "./border";
import type { Side } from "./sides";
import classes from "./divisions.module.css";

/** All links that a sale would cut, by relation and by what is at the other side; what is cut alike stands once. */
export function BorderReport({ of: { of: { id, border }, crossings } }: { of: Side }) {
  const { nodes, total } = crossings;
  return (
    <Card title="Border report" aside={`${nodes.length.toLocaleString("en")} of ${total.toLocaleString("en")}${nodes.length === total ? " · complete" : ""}`}>
      {total === 0 && <p className={`${classes["none"]} secondary`}>Nothing crosses the border.</p>}
      {border.byRelation.map(({ relation, count: there }) => (
        <section key={relation} aria-label={titleOf(relation)}>
          <h3 className={classes["relation"]}>
            {titleOf(relation)} <span>{there}</span>
          </h3>
          <ul>
            {alikeCuts(cutsOf(nodes.filter((crossing) => crossing.relation === relation))).map((cuts) => (
              <Row key={cuts.outside[0]?.id} of={cuts} division={id} />
            ))}
          </ul>
        </section>
      ))}
      <ReadOn of={crossings} one="link" />
    </Card>
  );
}

function Row({ of: { outside, inside, crossings }, division }: { of: AlikeCuts; division: string }) {
  const [first] = crossings;
  if (!first) return null;
  const parts = inside.filter(({ id }) => id !== division);
  const outward = outside.some(({ id }) => id === first.to.id); // the link leads from the inside
  const several = outside.length > 1;
  const reasons = [...new Set(crossings.flatMap(({ reason }) => reason ?? []))];
  return (
    <li className={classes["cut"]}>
      <ul className={classes["outside"]}>{outside.map((thing) => <li key={thing.id}><EntityLink of={thing} strong /></li>)}</ul>
      <Chip tone="bad">{taskOf(first.relation)}{crossings.length > 1 && ` ${crossings.length}`}</Chip>
      {parts.length > 0 && (
        <p className="secondary small">
          {!outward && `${several ? "They" : "It"} ${verbOf(first.relation, outside.length)} `}
          {parts.map((part, index) => (
            <span key={part.id}>{index > 0 && ", "}<EntityLink of={part} glyph={false} /></span>
          ))}
          {outward && ` ${verbOf(first.relation, parts.length)} ${several ? "each" : "it"}`}.
        </p>
      )}
      {reasons.map((reason) => (
        <p key={reason} className="muted small">{reason}</p>
      ))}
    </li>
  );
}
