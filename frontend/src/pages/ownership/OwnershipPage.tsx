import { useSearch } from "@tanstack/react-router";
import { useAnswer, usePageAnswer } from "../../catalog/answer";
import { client } from "../../catalog/client";
import { count } from "../../catalog/count";
import { kindWord } from "../../catalog/kinds";
import { useParts } from "../../catalog/parts";
import { AnswerHeader } from "../../layout/AnswerHeader";
import { Page } from "../../layout/Page";
import { ReadOn } from "../../layout/ReadOn";
import { Answered } from "../../states/Answered";
import { EmptyCatalog } from "../../states/EmptyCatalog";
import { OneOf } from "../choice/OneOf";
import { ExportGaps } from "./ExportGaps";
import { GapCards } from "./GapCards";
import { ownershipSentence, totalOf, type Catalog } from "./gaps";
import { columnsOf, teamsOf } from "./holdings";
import { Matrix } from "./Matrix";
import { DomainsMoreDocument, GapsWithinDocument, OwnershipPageDocument, TeamsMoreDocument } from "./ownership.generated";
import { TeamCards } from "./TeamCards";

export function OwnershipPage() {
  const { within } = useSearch({ from: "/ownership" });
  const answer = usePageAnswer(OwnershipPageDocument, { within });
  return (
    <Answered answer={answer} {...(within && { wanted: within })}>
      {({ catalog }) => catalog && (within === undefined && catalog.teams.totalCount + catalog.domains.totalCount === 0 ? <EmptyCatalog /> : <Ownership of={catalog} whole={within} />)}
    </Answered>
  );
}

/** Gaps and conflicts first, then the teams with what they own and consume; all of it, or of one division. */
function Ownership({ of, whole }: { of: Catalog; whole: string | undefined }) {
  const { revision } = of;
  const domains = useParts(of.domains, {
    of: whole ?? "",
    revision,
    next: async (asked) => (await client.query(DomainsMoreDocument, { ...asked, within: whole })).data?.catalog?.domains,
  });
  const teams = useParts(of.teams, { of: "", revision, next: async (asked) => (await client.query(TeamsMoreDocument, asked)).data?.catalog?.teams });
  const shown = teamsOf(teams.nodes);
  return (
    <>
      <AnswerHeader {...ownershipSentence(of)} title="Ownership" crumb={<>Ownership <span aria-hidden="true">›</span> {count(totalOf(of), "finding")}</>}>
        <Divisions of={of} whole={whole} />
        <ExportGaps within={whole} revision={revision} />
      </AnswerHeader>
      <Page wide>
        <GapCards of={of} whole={whole} />
        <Matrix columns={columnsOf(domains.nodes)} teams={shown} unsourced={of.unsourcedAt}>
          <ReadOn of={domains} one={kindWord("DOMAIN")} many={kindWord("DOMAIN", 2)} />
          <ReadOn of={teams} one={kindWord("TEAM")} many={kindWord("TEAM", 2)} />
        </Matrix>
        <TeamCards of={shown} parts={teams} />
      </Page>
    </>
  );
}

function Divisions({ of: { divisions }, whole }: { of: Catalog; whole: string | undefined }) {
  const options = divisions.nodes.map((division) => ({ ...division, number: <Number within={division.id} /> }));
  const chosen = whole === undefined ? undefined : (options.find(({ id }) => id === whole) ?? { id: whole, kind: "DIVISION" as const, name: whole.slice(whole.indexOf(":") + 1) });
  return <OneOf label="Of which division" kind="DIVISION" options={options} total={divisions.totalCount} chosen={chosen} search={(id) => ({ within: id })} all={<Number />} />;
}

/** How many findings a choice brings. */
function Number({ within }: { within?: string }) {
  const { data } = useAnswer(GapsWithinDocument, { within });
  return data?.catalog?.findings.totalCount.toLocaleString("en");
}
