import { EntityLink } from "../../atoms/EntityLink";
import { Owner } from "../../atoms/TeamLink";
import { client } from "../../catalog/client";
import { kindWord } from "../../catalog/kinds";
import { ownable } from "../../catalog/ownable";
import { useParts } from "../../catalog/parts";
import { placeOf } from "../../catalog/place";
import { Card } from "../../layout/Card";
import { ReadOn } from "../../layout/ReadOn";
import { VirtualList } from "../../layout/VirtualList";
import { CatalogMoreDocument, type CatalogPartFragment, type EntityFilter } from "./catalog.generated";
import classes from "./catalog.module.css";

type Row = CatalogPartFragment["nodes"][number];

/** What the filter chooses, in one list however long it is: it is read on as one looks at it. */
export function Found({ first, revision, where }: { first: CatalogPartFragment; revision: string; where: EntityFilter | null }) {
  const parts = useParts(first, {
    of: JSON.stringify(where),
    revision,
    next: async (asked) => (await client.query(CatalogMoreDocument, { ...asked, where })).data?.catalog?.list,
  });
  return (
    <Card title="Found" aside={`Showing ${parts.nodes.length.toLocaleString("en")} of ${parts.total.toLocaleString("en")}`}>
      {parts.total === 0 ? (
        <p className={`${classes["none"]} secondary`}>Nothing matches all of that. Take one choice back, or find by fewer letters.</p>
      ) : (
        <VirtualList label="Found" total={parts.total} items={parts.nodes} keyOf={({ id }) => id} more={parts.more} row={(one) => <Line of={one} />} />
      )}
      {parts.failed && <ReadOn of={parts} one="thing" />}
    </Card>
  );
}

function Line({ of }: { of: Row }) {
  return (
    <div className={classes["line"]}>
      <EntityLink of={of} strong />
      <span className="muted small">{kindWord(of.kind)}</span>
      <span className="secondary small">{placeOf(of) || of.description}</span>
      {ownable(of) ? <Owner of={of.owner} conflict={of.ownership.status === "CONFLICT"} /> : <span />}
    </div>
  );
}

