import { Link, useSearch } from "@tanstack/react-router";
import { usePageAnswer } from "../../catalog/answer";
import { client } from "../../catalog/client";
import { useParts } from "../../catalog/parts";
import { AnswerHeader } from "../../layout/AnswerHeader";
import { Page } from "../../layout/Page";
import { ReadOn } from "../../layout/ReadOn";
import { Answered } from "../../states/Answered";
import { OneOf } from "../choice/OneOf";
import { MarketMatrix } from "./MarketMatrix";
import { SystemCards } from "./SystemCards";
import { central, local, systemsOf, systemsSentence, type Catalog } from "./systems";
import { MarketsMoreDocument, SystemsMoreDocument, SystemsPageDocument } from "./systems.generated";
import classes from "./systems.module.css";

export function SystemsPage() {
  const { within } = useSearch({ from: "/systems" });
  const answer = usePageAnswer(SystemsPageDocument, { within });
  return <Answered answer={answer} {...(within && { wanted: within })}>{({ catalog }) => catalog && <Systems of={catalog} within={within} />}</Answered>;
}

/** Systems by market, then those that serve no market alone, then each by itself; all, or of one market. */
function Systems({ of, within }: { of: Catalog; within: string | undefined }) {
  const { revision } = of;
  const parts = useParts(of.systems, { of: within ?? "", revision, next: async (asked) => (await client.query(SystemsMoreDocument, { ...asked, within })).data?.catalog?.systems });
  const columns = useParts(of.markets, { of: "", revision, next: async (asked) => (await client.query(MarketsMoreDocument, asked)).data?.catalog?.markets });
  const systems = systemsOf(parts.nodes);
  const shared = central(systems);
  const shown = parts.nodes.length < parts.total ? " of those shown" : "";
  return (
    <>
      <AnswerHeader {...systemsSentence(of)} title="Systems and markets" crumb={<><Link to="/divisions" className="link">Divisions</Link> <span aria-hidden="true">›</span> Systems and markets</>}>
        <Markets of={of} within={within} />
      </AnswerHeader>
      <Page>
        <MarketMatrix systems={systems} markets={within === undefined ? columns.nodes : columns.nodes.filter(({ id }) => id === within)} total={within === undefined ? columns.total : 1}>
          {within === undefined && <ReadOn of={columns} one="market" />}
        </MarketMatrix>
        {shared.length > 0 && <Section title={`Of no single market: ${shared.length}${shown}`}><SystemCards of={shared} /></Section>}
        <Section title={`Of one market or several: ${systems.length - shared.length}${shown}`}><SystemCards of={local(systems)} /></Section>
        {shown && <div className={classes["on"]}><ReadOn of={parts} one="system" /></div>}
      </Page>
    </>
  );
}

function Markets({ of: { markets, all }, within }: { of: Catalog; within: string | undefined }) {
  const options = markets.nodes.map((market) => ({ ...market, number: "systems" in market ? market.systems.totalCount : 0 }));
  const chosen = within === undefined ? undefined : (options.find(({ id }) => id === within) ?? { id: within, kind: "MARKET" as const, name: within.slice(within.indexOf(":") + 1) });
  return <OneOf label="Which market" kind="MARKET" options={options} total={markets.totalCount} chosen={chosen} search={(id) => ({ within: id })} all={all.totalCount} />;
}

const Section = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <>
    <h2 className={classes["heading"]}>{title}</h2>
    {children}
  </>
);
