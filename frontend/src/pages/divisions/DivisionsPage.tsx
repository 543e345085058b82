import { useSearch } from "@tanstack/react-router";
import { useAnswer, usePageAnswer } from "../../catalog/answer";
import { Answered } from "../../states/Answered";
import { NotFound } from "../../states/NotFound";
import type { Catalog, Division, Pair } from "./border";
import { DivisionPairDocument, DivisionsPageDocument, type DivisionPairQuery } from "./divisions.generated";
import { NoDivisions } from "./NoDivisions";
import { TwoDivisions } from "./TwoDivisions";

/** Which divisions there are; then the two that the address names, else the first two. */
export function DivisionsPage() {
  const answer = useAnswer(DivisionsPageDocument, {});
  return <Answered answer={answer}>{({ catalog }) => catalog && (catalog.list.totalCount === 0 ? <NoDivisions /> : <Chosen of={catalog} />)}</Answered>;
}

function Chosen({ of }: { of: Catalog }) {
  const { within, select } = useSearch({ from: "/divisions" });
  const sold = within ?? of.list.nodes[0]?.id ?? "";
  const kept = select?.[0] ?? of.list.nodes.find(({ id }) => id !== sold && !id.endsWith(`:${sold}`))?.id;
  const answer = usePageAnswer(DivisionPairDocument, { sold, kept: kept ?? "", alone: kept === undefined });
  return (
    <Answered answer={answer} wanted={sold}>
      {({ catalog }) => {
        const pair = catalog && pairOf(catalog);
        return pair ? <TwoDivisions of={pair} all={of} /> : <NotFound wanted={sold} />;
      }}
    </Answered>
  );
}

type Answer = NonNullable<DivisionPairQuery["catalog"]>;

/** Undefined where what is named is no division. */
function pairOf({ revision, sold, kept }: Answer): Pair | undefined {
  if (!sold || !isDivision(sold)) return undefined;
  return { revision, sold, kept: kept && isDivision(kept) ? kept : undefined };
}

const isDivision = (node: NonNullable<Answer["sold"]>): node is Division => "border" in node;
