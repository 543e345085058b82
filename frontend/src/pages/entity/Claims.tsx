import { Chip } from "../../atoms/Chip";
import { Card } from "../../layout/Card";
import { Table } from "../../layout/Table";
import { claimsOf } from "./claims";
import type { Entity } from "./sentence";

/** Which sources say what this page says, where, with what weight, and since when. */
export function Claims({ of }: { of: Entity }) {
  const { totalCount, nodes } = of.flows;
  return (
    <Card title="Who says so" aside={totalCount > nodes.length ? `${nodes.length} of ${totalCount} flows shown` : "claims behind this page"}>
      <Table label="Claims" columns={["Claim", "Source", "Rank", "Seen"]}>
        {claimsOf(of).map(({ said, source, rank, origin, firstSeen, lastSeen }, index) => (
          <tr key={index}>
            <td>{said}</td>
            <td className="secondary">{source} <span className="mono muted">{origin}</span></td>
            <td><Chip>{rank.toLowerCase()}</Chip></td>
            <td className="secondary"><Seen first={day(firstSeen)} last={day(lastSeen)} /></td>
          </tr>
        ))}
      </Table>
    </Card>
  );
}

/** The days of the first and the last time; one where they are the same. */
function Seen({ first, last }: { first: string; last: string }) {
  if (first === last) return <time>{last}</time>;
  return <><time>{first}</time> to <time>{last}</time></>;
}

const day = (time: string): string => new Date(time).toLocaleDateString("en-GB", { dateStyle: "medium" });
