import { Chip } from "../../atoms/Chip";
import { EntityLink } from "../../atoms/EntityLink";
import { verbOf } from "../../catalog/relations";
import { Card } from "../../layout/Card";
import { ReadOn } from "../../layout/ReadOn";
import { cutsOf, taskOf, titleOf, type Cut } from "./border";
import type { Side } from "./sides";
import classes from "./divisions.module.css";

/** All links that a sale would cut, by relation and by what is at the other side. */
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
            {cutsOf(nodes.filter((crossing) => crossing.relation === relation)).map((cut) => (
              <Row key={cut.outside.id} of={cut} division={id} />
            ))}
          </ul>
        </section>
      ))}
      <ReadOn of={crossings} one="link" />
    </Card>
  );
}

function Row({ of: { outside, inside, crossings }, division }: { of: Cut; division: string }) {
  const [first] = crossings;
  if (!first) return null;
  const parts = inside.filter(({ id }) => id !== division);
  const outward = first.to.id === outside.id; // the link leads from the inside
  const reasons = [...new Set(crossings.flatMap(({ reason }) => reason ?? []))];
  return (
    <li className={classes["cut"]}>
      <span><EntityLink of={outside} strong /></span>
      <Chip tone="bad">{taskOf(first.relation)}{crossings.length > 1 && ` ${crossings.length}`}</Chip>
      {parts.length > 0 && (
        <p className="secondary small">
          {!outward && `It ${verbOf(first.relation)} `}
          {parts.map((part, index) => (
            <span key={part.id}>{index > 0 && ", "}<EntityLink of={part} glyph={false} /></span>
          ))}
          {outward && ` ${verbOf(first.relation, parts.length)} it`}.
        </p>
      )}
      {reasons.map((reason) => (
        <p key={reason} className="muted small">{reason}</p>
      ))}
    </li>
  );
}
