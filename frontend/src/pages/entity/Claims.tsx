import { Chip } from "../../atoms/Chip";
import { client } from "../../catalog/client";
import { type Part, useParts } from "../../catalog/parts";
import { Card } from "../../layout/Card";
import { LongTable } from "../../layout/LongTable";
import { ReadOn } from "../../layout/ReadOn";
import { Table } from "../../layout/Table";
import { claimsOf, type SaidClaim } from "./claims";
import { MoreOwnFlowsDocument } from "./entity.generated";
import type { LinkNode } from "./kindLinks";
import type { Entity } from "./sentence";
import { useLinks } from "./useLinks";

const columns = ["Claim", "Source", "Rank", "Seen"];
const nothing: Part<LinkNode> = { totalCount: 0, nodes: [], pageInfo: { endCursor: null, hasNextPage: false } };
/** More rows than this scroll by themselves. */
const few = 60;

/** Which sources say what this page says, where, with what weight, and since when. */
export function Claims({ of, revision }: { of: Entity; revision: string }) {
  const flows = useParts(of.flows, {
    of: of.id,
    revision,
    next: async (asked) => (await client.query(MoreOwnFlowsDocument, { ...asked, id: of.id })).data?.catalog?.entity?.flows,
  });
  const uses = useLinks(of.id, "consumes", of.__typename === "Team" ? of.consumes : nothing, revision);
  const claims = claimsOf(of, { flows: flows.nodes, uses: uses.nodes });
  return (
    <Card title="Who says so" aside="claims behind this page">
      {claims.length > few ? (
        <LongTable label="Claims" columns={columns} rows={claims} cells={cellsOf} />
      ) : (
        <Table label="Claims" columns={columns}>
          {claims.map((claim, index) => <tr key={index}>{cellsOf(claim)}</tr>)}
        </Table>
      )}
      <ReadOn of={uses} one="use" />
      <ReadOn of={flows} one="flow" />
    </Card>
  );
}

const cellsOf = ({ said, source, rank, origin, firstSeen, lastSeen }: SaidClaim) => (
  <>
    <td>{said}</td>
    <td className="secondary">{source} <span className="mono muted">{origin}</span></td>
    <td><Chip>{rank.toLowerCase()}</Chip></td>
    <td className="secondary"><Seen first={day(firstSeen)} last={day(lastSeen)} /></td>
  </>
);

/** The days of the first and the last time; one where they are the same. */
function Seen({ first, last }: { first: string; last: string }) {
  if (first === last) return <time>{last}</time>;
  return <><time>{first}</time> to <time>{last}</time></>;
}

const day = (time: string): string => new Date(time).toLocaleDateString("en-GB", { dateStyle: "medium" });
