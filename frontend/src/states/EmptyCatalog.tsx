import { ActionIcon, CopyButton } from "@mantine/core";
import { IconBuildingStore, IconCheck, IconCopy, IconDatabaseImport, IconFileText, IconPlugConnected, type Icon } from "@tabler/icons-react";
import { playgroundAddress, useQuestion } from "../catalog/question";
import { Page } from "../layout/Page";
import classes from "./empty.module.css";

interface Way {
  title: string;
  icon: Icon;
  said: string;
  command: string;
}

/** They are for a second terminal, beside the server of this page: the demo takes another port, the others ask this server. */
const ways = (): Way[] => [
  { title: "Look around first", icon: IconBuildingStore, said: "The XclusiV company: 2 divisions, 16 domains. Kept in memory, leaves nothing behind.", command: "headwater demo --listen 127.0.0.1:0" },
  { title: "Write it down", icon: IconFileText, said: "A folder of YAML: domains, ports, owners, flows. See the plan before it counts.", command: `headwater apply -f ./catalog --dry-run --server ${location.origin}` },
  { title: "Let your jobs report", icon: IconPlugConnected, said: "Point any OpenLineage producer here.", command: `OPENLINEAGE_URL=${location.origin}` },
  { title: "Bring a dbt project", icon: IconDatabaseImport, said: "Reads the manifest: models, columns, exposures.", command: `headwater import dbt target/ --server ${location.origin}` },
];

/** Nothing is there: four ways to begin. The page fills by itself as soon as something is. */
export function EmptyCatalog() {
  return (
    <Page>
      <div className={classes["empty"]}>
        <title>Nothing is recorded yet · Headwater</title>
        <h1>Nothing is recorded yet</h1>
        <p className="secondary">Headwater draws what you tell it. Four ways to begin; each takes a minute and can be undone.</p>
        <div className={classes["ways"]}>{ways().map((way) => <WayCard key={way.title} {...way} />)}</div>
        <p className="muted">
          Listening for events. This page fills as soon as the first one arrives.{" "}
          <a className="link" href={playgroundAddress(useQuestion())}>
            Open the playground
          </a>
        </p>
      </div>
    </Page>
  );
}

function WayCard({ title, icon: Icon, said, command }: Way) {
  return (
    <section className={classes["way"]}>
      <h2>
        <Icon size={16} stroke={1.75} aria-hidden />
        {title}
      </h2>
      <p className="secondary">{said}</p>
      <div className={classes["command"]}>
        <code className="mono">{command}</code>
        <CopyButton value={command}>
          {({ copied, copy }) => (
            <ActionIcon variant="subtle" color="var(--ink-2)" size={24} onClick={copy} aria-label={copied ? "Copied" : `Copy ${command}`}>
              {copied ? <IconCheck size={16} stroke={1.75} /> : <IconCopy size={16} stroke={1.75} />}
            </ActionIcon>
          )}
        </CopyButton>
      </div>
    </section>
  );
}
