import { Button } from "@mantine/core";
import { IconGitPullRequest } from "@tabler/icons-react";
import { Link, useSearch } from "@tanstack/react-router";
import { EntityLink } from "../../atoms/EntityLink";
import { AnswerHeader } from "../../layout/AnswerHeader";
import { Columns, Page } from "../../layout/Page";
import { Switch } from "../../layout/Switch";
import { OneOf } from "../choice/OneOf";
import { borderSentence, crossingsOf, type Catalog, type Division, type Pair } from "./border";
import { BorderDrawing } from "./BorderDrawing";
import { BorderReport } from "./BorderReport";
import { ExportReport } from "./ExportReport";
import { FlowsAcross } from "./FlowsAcross";
import { Owners } from "./Owners";
import { pairsOf } from "./pairs";
import { PairTable } from "./PairTable";
import { Shared } from "./Shared";
import { useSide, type Side } from "./sides";
import classes from "./divisions.module.css";

/** The border of one division, and beside it another: what both share, what flows between, who owns which. */
export function TwoDivisions({ of: { sold, kept, revision }, all }: { of: Pair; all: Catalog }) {
  const { tab: named } = useSearch({ from: "/divisions" });
  const tab = tabs.find((tab) => tab === named) ?? "shared";
  const right = useSide(sold, revision);
  const { answer, rest } = borderSentence(sold, right.crossings.nodes);
  return (
    <>
      <AnswerHeader answer={answer} rest={rest} title={`Border of ${sold.name}`} crumb={<>{kept && <><EntityLink of={kept} /> <span aria-hidden="true">›</span></>} <EntityLink of={sold} /></>}>
        <Link to="/systems" className="link">Systems and markets</Link>
        <ExportReport of={sold} revision={revision} />
        <Button
          variant="filled"
          leftSection={<IconGitPullRequest size={15} stroke={1.75} />}
          renderRoot={(props) => <Link to="/change" search={{ plan: [{ divest: { division: sold.id } }] }} {...props} />}
        >
          Plan the divestment
        </Button>
      </AnswerHeader>
      <Page wide>
        <div className={classes["tools"]}>
          <Choices sold={sold} kept={kept} all={all} />
          {kept && <Tabs of={right} tab={tab} />}
        </div>
        <Columns main={kept && <Beside key={kept.id} tab={tab} kept={kept} right={right} revision={revision} />} side={<BorderReport of={right} />} />
      </Page>
    </>
  );
}

/** Whose border, and beside which division: a choice only where there are more than two. */
function Choices({ sold, kept, all: { list } }: { sold: Division; kept: Division | undefined; all: Catalog }) {
  const options = list.nodes.map((division) => ({ ...division, number: crossingsOf(division) }));
  const others = options.filter(({ id }) => id !== sold.id).map(({ id, kind, name }) => ({ id, kind, name: `Beside ${name}` }));
  return (
    <>
      <OneOf label="Border of which division" kind="DIVISION" options={options.map((option) => ({ ...option, name: `Border of ${option.name}` }))} total={list.totalCount} chosen={sold} search={(id) => ({ within: id, ...(id === kept?.id && { select: [sold.id] }) })} />
      {list.totalCount > 2 && <OneOf label="Beside which division" kind="DIVISION" options={others} total={list.totalCount} chosen={kept} search={(id) => ({ select: id && id !== sold.id ? [id] : undefined })} />}
    </>
  );
}

const tabs = ["shared", "flows", "owners"] as const;
type Tab = (typeof tabs)[number];

/** What is shown of the two, each with how many links it has across the border. */
function Tabs({ of: { of: { border } }, tab }: { of: Side; tab: Tab }) {
  const across = (relation: "FEEDS" | "OWNS") => border.byRelation.find((some) => some.relation === relation)?.count ?? 0;
  const option = (of: Tab, name: string, number?: number) => ({ name, ...(number !== undefined && { number }), chosen: tab === of, search: { tab: of === "shared" ? undefined : of } });
  return <Switch label="Show" options={[option("shared", "Shared things"), option("flows", "Flows", across("FEEDS")), option("owners", "Owners", across("OWNS"))]} />;
}

function Beside({ tab, kept, right, revision }: { tab: Tab; kept: Division; right: Side; revision: string }) {
  const left = useSide(kept, revision);
  const pairs = pairsOf(left.domains, right.domains);
  if (tab === "flows") return <FlowsAcross left={left} right={right} pairs={pairs} />;
  if (tab === "owners") return <Owners left={left} right={right} pairs={pairs} />;
  return (
    <>
      <BorderDrawing kept={left} sold={right} />
      <PairTable title="Side by side" about="all" left={left} right={right} pairs={pairs} />
      <Shared left={left} right={right} />
    </>
  );
}
