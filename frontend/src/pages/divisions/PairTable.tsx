import { EntityLink } from "../../atoms/EntityLink";
import { Owner } from "../../atoms/TeamLink";
import { count } from "../../catalog/count";
import { kindWord } from "../../catalog/kinds";
import { Card } from "../../layout/Card";
import { ReadOn } from "../../layout/ReadOn";
import { Table } from "../../layout/Table";
import type { Domain } from "./border";
import { differs, type About, type Pair } from "./pairs";
import type { Side } from "./sides";

interface Props {
  title: string;
  about: About;
  left: Side;
  right: Side;
  pairs: readonly Pair[];
}

/** Two divisions' forms of the same domains, and in what they differ of what is asked about. */
export function PairTable({ title, about, left, right, pairs }: Props) {
  const differing = pairs.filter((pair) => differs(pair, about)).length;
  return (
    <Card title={title} aside={`${differing} of ${pairs.length} differ${about === "all" ? " in name, owner, parts, systems, consumers or flows" : ""}`}>
      <Table label={title} columns={[left.of.name, right.of.name, "What differs"]}>
        {pairs.map((pair) => (
          <tr key={(pair.left ?? pair.right)?.id}>
            <td><Form of={pair.left} about={about} /></td>
            <td><Form of={pair.right} about={about} /></td>
            <td className="secondary small">{said(pair, about)}</td>
          </tr>
        ))}
      </Table>
      {[left, right].map((side) => <ReadOn key={side.of.id} of={side.domains} one={`${kindWord("DOMAIN")} of ${side.of.name}`} many={`${kindWord("DOMAIN", 2)} of ${side.of.name}`} />)}
    </Card>
  );
}

function Form({ of, about }: { of: Domain | undefined; about: About }) {
  if (!of) return <span className="muted">–</span>;
  return (
    <>
      <EntityLink of={of} strong />
      <p className="secondary small">
        {about === "flows" ? `Fed by ${of.sources.total}, feeds ${of.targets.total}` : <><Owner of={of.owner} conflict={of.ownership.status === "CONFLICT"} /> {about === "all" && `· ${count(of.parts.totalCount, "part")}`}</>}
      </p>
    </>
  );
}

function said(pair: Pair, about: About): string {
  if (!pair.left || !pair.right) return pair.certain ? "Here only: no form of it on the other side." : "No form of it among those shown.";
  const differences = about === "all" ? Object.values(pair.differences).flat() : pair.differences[about];
  return differences.length > 0 ? `${differences.join("; ")}.` : "Nothing.";
}
