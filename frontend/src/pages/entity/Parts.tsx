import { Link } from "@tanstack/react-router";
import { EntityLink } from "../../atoms/EntityLink";
import { Owner } from "../../atoms/TeamLink";
import { count, listed } from "../../catalog/count";
import { kindWord } from "../../catalog/kinds";
import { Card } from "../../layout/Card";
import { Table } from "../../layout/Table";
import type { Entity } from "./sentence";

type Part = Entity["parts"]["nodes"][number];

/** What is directly part of it: what feeds it, who uses it, who owns it and whether that is its own. */
export function Parts({ of: { id, parts } }: { of: Entity }) {
  const { nodes, totalCount } = parts;
  if (totalCount === 0) return null;
  return (
    <Card title="Parts" aside={totalCount > nodes.length ? <>{nodes.length} of {totalCount} shown <All of={id} /></> : totalCount}>
      <Table label="Parts" columns={["Part", "Kind", "Fed by", "Used by", "Owner"]}>
        {nodes.map((part) => (
          <tr key={part.id}>
            <td><EntityLink of={part} strong /></td>
            <td className="secondary">{kindWord(part.kind)}</td>
            <td className="secondary">{fedBy(part)}</td>
            <td className="secondary">{usedBy(part)}</td>
            <td className="secondary">
              <Owner of={part.owner} conflict={part.ownership.status === "CONFLICT"} /> {part.ownership.inheritedFrom && <span className="muted small">inherited</span>}
            </td>
          </tr>
        ))}
      </Table>
    </Card>
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
