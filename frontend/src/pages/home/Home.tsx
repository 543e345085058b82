import { count } from "../../catalog/count";
import { kindWord } from "../../catalog/kinds";
import { Card } from "../../layout/Card";
import { CommitList, type CommitLine } from "../../layout/CommitList";
import { Columns, Page } from "../../layout/Page";
import { Divisions } from "./Divisions";
import { Gaps } from "./Gaps";
import type { HomePageQuery } from "./home.generated";
import { Questions } from "./Questions";
import classes from "./home.module.css";

export type Catalog = NonNullable<HomePageQuery["catalog"]>;

/** The start: what there is, what is missing, what happened. */
export function Home({ catalog, commits }: { catalog: Catalog; commits: readonly CommitLine[] }) {
  return (
    <Page>
      <title>Headwater</title>
      <h1 className={classes["title"]}>What do you want to know?</h1>
      <p className={`${classes["size"]} secondary`}>{size(catalog)}</p>
      <Columns
        main={
          <>
            <Questions of={catalog} />
            <Divisions of={catalog} />
          </>
        }
        side={
          <>
            <Gaps of={catalog} />
            <Card title="Lately">
              <CommitList of={commits} />
            </Card>
          </>
        }
      />
    </Page>
  );
}

function size({ divisions, domains, teams, systems }: Catalog): string {
  return [
    count(divisions.totalCount, kindWord("DIVISION")),
    count(domains.totalCount, kindWord("DOMAIN")),
    count(teams.totalCount, kindWord("TEAM")),
    count(systems.totalCount, kindWord("SOURCE_SYSTEM")),
  ].join(", ");
}
