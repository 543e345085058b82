import { Link } from "@tanstack/react-router";
import { EntityLink } from "../../atoms/EntityLink";
import { Monogram } from "../../atoms/Monogram";
import { Owner } from "../../atoms/TeamLink";
import { count, listed } from "../../catalog/count";
import { kindWord } from "../../catalog/kinds";
import { Card } from "../../layout/Card";
import { Table } from "../../layout/Table";
import type { Entity } from "./sentence";
import classes from "./entity.module.css";

type Part = Entity["parts"]["nodes"][number];

/** What is directly part of it: what feeds it, who uses it, who owns it and whether that is its own. */
export function Parts({ of: { id, parts } }: { of: Entity }) {
  const { nodes, totalCount } = parts;
  if (totalCount === 0) return null;
  const mixed = new Set(nodes.map(({ kind }) => kind)).size > 1; // else the silhouette of each says it
  return (
    <Card title="Parts" aside={totalCount > nodes.length ? <>{nodes.length} of {totalCount} shown <All of={id} /></> : totalCount}>
      <Table label="Parts" columns={["Part", ...(mixed ? ["Kind"] : []), "Fed by", "Used by", "Owner"]}>
        {nodes.map((part) => (
          <tr key={part.id}>
            <td><EntityLink of={part} strong /></td>
            {mixed && <td className="secondary">{kindWord(part.kind)}</td>}
            <td className="secondary">{fedBy(part) || <span className="muted">Nothing</span>}</td>
            <td className="secondary">{usedBy(part) || <span className="muted">Nobody</span>}</td>
            <td className="secondary"><PartOwner of={part} /></td>
          </tr>
        ))}
      </Table>
    </Card>
  );
}

/** The name of an inherited one stands at the top of the page: here its letters do. */
function PartOwner({ of: { owner, ownership } }: { of: Part }) {
  if (!owner || !ownership.inheritedFrom) return <Owner of={owner} conflict={ownership.status === "CONFLICT"} />;
  return (
    <span className={classes["inherited"]} title={owner.name}>
      <Monogram of={owner} /> <span className="unseen">{owner.name}, </span>inherited
    </span>
  );
}

const All = ({ of }: { of: string }) => (
  <Link to="/catalog" search={{ within: of }} className="link">
    Show all
  </Link>
);

function fedBy({ sources }: Part): string {
  const names = sources.items.nodes.map(({ entity }) => entity.name);
  const more = sources.total - names.length;
  return more > 0 ? `${names.join(", ")} and ${more} more` : listed(names);
}

function usedBy({ consumers, targets }: Part): string {
  const teams = [...new Set(consumers.map(({ team }) => team.name))];
  const fed = targets.total > 0 ? [count(targets.total, "part")] : [];
  return listed([...teams, ...fed]);
}
