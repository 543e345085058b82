import { EntityLink } from "../../atoms/EntityLink";
import { TeamLink } from "../../atoms/TeamLink";
import { Card } from "../../layout/Card";
import type { Entity } from "./sentence";
import classes from "./entity.module.css";

/** Which teams use it, or what it is part of, and what for. */
export function Consumers({ of }: { of: Entity }) {
  return (
    <Card title="Consumers" aside={of.consumers.length}>
      <ul className={classes["list"]}>
        {of.consumers.length === 0 && <li className="secondary">Nobody says that they use it.</li>}
        {of.consumers.map(({ team, purpose, entity }) => (
          <li key={team.id + entity.id}>
            <span className="strong"><TeamLink of={team} /></span>
            <p className="secondary small">{purpose}</p>
            {entity.id !== of.id && <p className="muted small">Of <EntityLink of={entity} glyph={false} /></p>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
