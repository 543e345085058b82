import { Button } from "@mantine/core";
import { IconGitPullRequest, IconSitemap } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { count } from "../../catalog/count";
import { kindTitle } from "../../catalog/kinds";
import { onlyDivision } from "../../catalog/place";
import { Chip } from "../../atoms/Chip";
import { EntityLink } from "../../atoms/EntityLink";
import { KindGlyph } from "../../atoms/KindGlyph";
import { AnswerHeader } from "../../layout/AnswerHeader";
import { Columns, Page } from "../../layout/Page";
import { ShareButton } from "../../layout/ShareButton";
import { splat } from "../../url/entity";
import { About, type Run } from "./About";
import { Claims } from "./Claims";
import { Consumers } from "./Consumers";
import { Fields } from "./Fields";
import { Findings, type FindingList } from "./Findings";
import { History } from "./History";
import type { Commit } from "./history";
import { KindLinks } from "./KindLinks";
import { OwnerCard } from "./OwnerCard";
import { Parts } from "./Parts";
import { Reached } from "./Reached";
import { sentenceOf, type Entity as Of } from "./sentence";
import { StepsDrawing } from "./StepsDrawing";
import { Variants } from "./Variants";

interface Props {
  entity: Of;
  findings: FindingList;
  commits: readonly Commit[];
  /** Of a job, where the page is of now: the past has no runs. */
  lastRun: Run | null | undefined;
  /** The revision that all but the commits come from. */
  revision: string;
}

/** An entity: the sentence, what it is and reaches, its parts and who says so; who owns and uses it, what is missing, what happened. */
export function Entity({ entity, findings, commits, lastRun, revision }: Props) {
  const flows = hasFlows(entity);
  return (
    <>
      <AnswerHeader crumb={<Way of={entity} findings={findings.totalCount} />} {...sentenceOf(entity)} title={entity.name}>
        <ShareButton />
        {flows && (
          <Button leftSection={<IconSitemap size={15} stroke={1.75} />} renderRoot={(props) => <Link to="/explore/$" params={splat(entity.id)} {...props} />}>
            Explore lineage
          </Button>
        )}
        <Button
          variant="filled"
          leftSection={<IconGitPullRequest size={15} stroke={1.75} />}
          renderRoot={(props) => <Link to="/change" search={{ plan: [{ alter: { id: entity.id } }] }} {...props} />}
        >
          Plan a change
        </Button>
      </AnswerHeader>
      <Page>
        <Columns
          main={
            <>
              <About of={entity} lastRun={lastRun} />
              {flows && <StepsDrawing of={entity} />}
              {"fields" in entity && <Fields of={entity.fields} />}
              {!("fields" in entity) && <Parts of={entity} />}
              {flows && <Reached of={entity} />}
              {!flows && <KindLinks of={entity} revision={revision} />}
              <Claims of={entity} revision={revision} />
            </>
          }
          side={
            <>
              {entity.kind !== "TEAM" && <OwnerCard of={entity} />}
              {entity.kind !== "TEAM" && <Consumers of={entity} />}
              <Findings of={findings} within={entity.id} revision={revision} />
              {flows && <KindLinks of={entity} revision={revision} />}
              <Variants of={entity} revision={revision} />
              <History commits={commits} revision={revision} id={entity.id} />
            </>
          }
        />
      </Page>
    </>
  );
}

/** Teams, markets and divisions have no flows of their own; the others have, or could have. */
const hasFlows = ({ kind, upstream, downstream }: Of): boolean =>
  !["TEAM", "MARKET", "DIVISION"].includes(kind) || upstream.total + downstream.total > 0;

function Way({ of, findings }: { of: Of; findings: number }) {
  const division = of.__typename === "Team" ? onlyDivision(of) : undefined;
  return (
    <>
      {[...(division ? [division] : []), ...[...of.containers].reverse()].map((container) => (
        <Fragment key={container.id}>
          <EntityLink of={container} /> <span aria-hidden="true">›</span>
        </Fragment>
      ))}
      <KindGlyph of={of} /> {kindTitle(of.kind)} {findings > 0 && <Chip tone="warn">▲ {count(findings, "finding")}</Chip>}
    </>
  );
}
