import { EntityLink } from "../../atoms/EntityLink";
import { PrecisionMark } from "../../atoms/PrecisionMark";
import { Card } from "../../layout/Card";
import { ReadOn } from "../../layout/ReadOn";
import { Table } from "../../layout/Table";
import type { Pair } from "./pairs";
import { PairTable } from "./PairTable";
import type { Side } from "./sides";
import classes from "./divisions.module.css";

/** What flows across the border, and in which flows the two forms of a domain differ. */
export function FlowsAcross({ left, right, pairs }: { left: Side; right: Side; pairs: readonly Pair[] }) {
  const total = right.of.border.byRelation.find(({ relation }) => relation === "FEEDS")?.count ?? 0;
  const flows = right.crossings.nodes.filter(({ relation }) => relation === "FEEDS");
  return (
    <>
      <Card title={`Flows across the border of ${right.of.name}`} aside={total > flows.length ? `${flows.length} of ${total} shown` : total}>
        {total === 0 && <p className={`${classes["none"]} secondary`}>No data flows across the border, in either direction.</p>}
        {flows.length > 0 && (
          <Table label="Flows across the border" columns={["From", "To", "Which way", "How sure"]}>
            {flows.map(({ from, to, outward, precision }) => (
              <tr key={`${from.id} ${to.id}`}>
                <td><EntityLink of={from} strong /></td>
                <td><EntityLink of={to} strong /></td>
                <td className="secondary">{outward ? `out of ${right.of.name}` : `into ${right.of.name}`}</td>
                <td>{precision && <PrecisionMark of={precision} />}</td>
              </tr>
            ))}
          </Table>
        )}
        {flows.length < total && <ReadOn of={right.crossings} one="link" />}
      </Card>
      <PairTable title="Flows of the same domains" about="flows" left={left} right={right} pairs={pairs} />
    </>
  );
}
