import { EntityLink } from "../../atoms/EntityLink";
import { TeamLink } from "../../atoms/TeamLink";
import { Card } from "../../layout/Card";
import { ReadOn } from "../../layout/ReadOn";
import { Table } from "../../layout/Table";
import type { Pair } from "./pairs";
import { PairTable } from "./PairTable";
import type { Side } from "./sides";
import classes from "./divisions.module.css";

/** What would lose its owner, and in which owners the two forms of a domain differ. */
export function Owners({ left, right, pairs }: { left: Side; right: Side; pairs: readonly Pair[] }) {
  const total = right.of.border.byRelation.find(({ relation }) => relation === "OWNS")?.count ?? 0;
  const lost = right.crossings.nodes.filter(({ relation }) => relation === "OWNS");
  return (
    <>
      <Card title="Owned across the border" aside={total > lost.length ? `${lost.length} of ${total} shown` : total}>
        {total === 0 && <p className={`${classes["none"]} secondary`}>Each side owns its own: nothing would lose its owner.</p>}
        {lost.length > 0 && (
          <Table label="Owned across the border" columns={["What", "Owner", "Which stays", "Why"]}>
            {lost.map(({ from, to, outward, reason }) => (
              <tr key={`${from.id} ${to.id}`}>
                <td><EntityLink of={to} strong /></td>
                <td><TeamLink of={from} /></td>
                <td className="secondary">{outward ? `the owner goes with ${right.of.name}` : `the owner stays, ${to.name} goes`}</td>
                <td className="secondary small">{reason}</td>
              </tr>
            ))}
          </Table>
        )}
        {lost.length < total && <ReadOn of={right.crossings} one="link" />}
      </Card>
      <PairTable title="Owners of the same domains" about="owners" left={left} right={right} pairs={pairs} />
    </>
  );
}
