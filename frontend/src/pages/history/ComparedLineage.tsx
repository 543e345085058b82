import { SegmentedControl } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { Chip } from "../../atoms/Chip";
import { EntityLink } from "../../atoms/EntityLink";
import { PrecisionMark } from "../../atoms/PrecisionMark";
import { useAnswer } from "../../catalog/answer";
import type { Point } from "../../catalog/at.generated";
import { client } from "../../catalog/client";
import { count } from "../../catalog/count";
import { useParts } from "../../catalog/parts";
import { Card } from "../../layout/Card";
import { LongTable } from "../../layout/LongTable";
import { ReadOn } from "../../layout/ReadOn";
import { FaultBanner } from "../../states/FaultBanner";
import type { DifferenceFragment } from "./compare.generated";
import { ComparedLineageDocument, type ComparedLineageQuery, MorePairsDocument, type MorePairsQueryVariables } from "./lineages.generated";
import { concerned, lotsOf } from "./words";
import classes from "./history.module.css";

interface Props {
  from: Point;
  to: Point | undefined;
  diff: DifferenceFragment;
}

/** What reaches what in one of the two points only, or otherwise: of what is selected, else of all whose flows differ. */
export function ComparedLineage({ from, to, diff }: Props) {
  const { direction = "upstream", select } = useSearch({ from: "/history" });
  const navigate = useNavigate({ from: "/history" });
  const way = direction === "downstream" ? "DOWNSTREAM" : "UPSTREAM";
  const of = useMemo(() => (select?.length ? [...select] : concerned(diff, way)), [select, diff, way]);
  return (
    <Card
      title="Lineage gained and lost"
      aside={
        <SegmentedControl
          size="xs"
          aria-label="Which way"
          value={direction === "downstream" ? "downstream" : "upstream"}
          onChange={(value) => void navigate({ to: ".", search: (before) => ({ ...before, direction: value as "upstream" | "downstream" }), resetScroll: false })}
          data={[{ value: "upstream", label: "Upstream" }, { value: "downstream", label: "Downstream" }]}
        />
      }
    >
      {of.length === 0 && <p className={classes["note"]}>No flow came or went: nothing reaches more or less than before.</p>}
      <Lots key={JSON.stringify([from, to, way])} of={of} from={from} to={to} last={diff.to} way={way} />
    </Card>
  );
}

interface LotsProps {
  of: readonly string[];
  from: Point;
  to: Point | undefined;
  /** The revision of the later point; null: there is none. */
  last: string | null;
  way: "UPSTREAM" | "DOWNSTREAM";
}

/** More than can be asked about at once are compared one lot after the other, as far as somebody wants. */
function Lots({ of, ...asked }: LotsProps) {
  const lots = lotsOf(of);
  const [read, readOn] = useState(1);
  const compared = Math.min(of.length, lots.slice(0, read).flat().length);
  return (
    <>
      {lots.slice(0, read).map((lot, at) => (
        <Lot key={at} of={lot} {...asked} />
      ))}
      {lots.length > 1 && (
        <p className={classes["note"]}>
          {`The lineage of ${compared.toLocaleString("en")} of ${count(of.length, "part")} whose flows differ is compared. `}
          {compared < of.length && (
            <button type="button" className="link" onClick={() => readOn(read + 1)}>
              Compare more
            </button>
          )}
        </p>
      )}
    </>
  );
}

function Lot({ of, from, to, last, way }: LotsProps & { of: string[] }) {
  const { data, fault, again } = useAnswer(ComparedLineageDocument, { from, ...(to && { to }), of, direction: way });
  const lineage = data?.diff?.lineage;
  return (
    <>
      {fault && <FaultBanner fault={fault} again={again} kept={lineage !== undefined} />}
      {lineage && <Pairs of={lineage} way={way === "DOWNSTREAM" ? "reaches" : "is fed by"} asked={{ from, ...(last === null ? to && { to } : { to: { revision: last } }), of, direction: way }} />}
    </>
  );
}

type Compared = NonNullable<ComparedLineageQuery["diff"]>["lineage"];
type Reach = Compared["pairs"]["nodes"][number]["before"];

const words = { ADDED: "Gained", REMOVED: "Lost", CHANGED: "Changed" } as const;
const tones = { ADDED: "good", REMOVED: "bad", CHANGED: "plain" } as const;
const marks = { ADDED: "+", REMOVED: "✕", CHANGED: "~" } as const;

interface PairsProps {
  of: Compared;
  way: string;
  asked: Omit<MorePairsQueryVariables, "after">;
}

function Pairs({ of: { gained, lost, changed, pairs: first }, way, asked }: PairsProps) {
  const pairs = useParts(first, {
    of: JSON.stringify([asked.from, asked.of, asked.direction]),
    revision: asked.to?.revision ?? "",
    next: async ({ after }) => (await client.query(MorePairsDocument, { ...asked, after })).data?.diff?.lineage.pairs,
  });
  return (
    <>
      <p className={classes["note"]} role="status">
        {`${count(gained, "pair")} gained, ${lost.toLocaleString("en")} lost, ${changed.toLocaleString("en")} otherwise than before.`}
      </p>
      {pairs.nodes.length > 0 && (
        <div className={classes["pairs"]}>
          <LongTable label="Lineage gained and lost" columns={["How", "What", way, "Before", "After"]} rows={pairs.nodes} cells={cellsOf} />
        </div>
      )}
      <ReadOn of={pairs} one="pair" />
    </>
  );
}

const cellsOf = ({ action, of, entity, before, after }: Compared["pairs"]["nodes"][number]) => (
  <>
    <td>
      <Chip tone={tones[action]}>
        <span aria-hidden="true">{marks[action]}</span> {words[action]}
      </Chip>
    </td>
    <td><EntityLink of={of} strong /> {of.container && <span className="muted small">in {of.container.name}</span>}</td>
    <td><EntityLink of={entity} /> {entity.container && <span className="muted small">in {entity.container.name}</span>}</td>
    <td><Way of={before} /></td>
    <td><Way of={after} /></td>
  </>
);

const Way = ({ of }: { of: Reach }) => (of ? <>{count(of.depth, "step")} <PrecisionMark of={of.precision} /></> : <span className="muted">not</span>);
