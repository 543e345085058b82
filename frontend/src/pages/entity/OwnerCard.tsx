import { Link } from "@tanstack/react-router";
import { Monogram } from "../../atoms/Monogram";
import { isGroupTeam } from "../../atoms/monogram";
import { EntityLink } from "../../atoms/EntityLink";
import { TeamLink } from "../../atoms/TeamLink";
import { Card } from "../../layout/Card";
import { splat } from "../../url/entity";
import type { Entity } from "./sentence";
import classes from "./entity.module.css";

/** Who is accountable, why, and from where that is inherited; two of them, or nobody. */
export function OwnerCard({ of }: { of: Entity }) {
  const { ownership, owner } = of;
  return (
    <Card title="Owner">
      <div className={classes["owner"]}>
        {owner ? (
          <>
            <Monogram of={owner} large />
            <div>
              <Link to="/entity/$" params={splat(owner.id)} className="strong">
                {owner.name}
              </Link>
              <p className="secondary small">
                {isGroupTeam(owner.id) && "Group team. "}
                {ownership.inheritedFrom ? <>Inherited from <EntityLink of={ownership.inheritedFrom} glyph={false} />.</> : "Set here, not inherited."}
              </p>
              {ownership.reason && <blockquote>“{ownership.reason}”</blockquote>}
            </div>
          </>
        ) : (
          <NoOwner of={of} />
        )}
      </div>
    </Card>
  );
}

function NoOwner({ of: { ownership } }: { of: Entity }) {
  if (ownership.status !== "CONFLICT") return <p>Nobody is accountable for it, nor for anything it is part of.</p>;
  return (
    <ul>
      {ownership.claims.map(({ team, source }) => team && <li key={team.id + source}><TeamLink of={team} /> <span className="muted small">says {source}</span></li>)}
    </ul>
  );
}
