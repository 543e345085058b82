import { useAnswer } from "../catalog/answer";
import { useSearchPalette } from "../palette/open";
import { EntityLink } from "../atoms/EntityLink";
import { Button } from "@mantine/core";
import type { Fault } from "../catalog/fault";
import { kindTitle } from "../catalog/kinds";
import { placeOf } from "../catalog/place";
import { Page } from "../layout/Page";
import { NearDocument } from "./near.generated";
import classes from "./states.module.css";

/** Nothing has that name: what is near it, and the search. */
export function NotFound({ wanted, fault }: { wanted?: string | undefined; fault?: Fault | undefined }) {
  const ids = fault?.candidates ?? [];
  const { data } = useAnswer(NearDocument, { ids: [...ids] }, { pause: ids.length === 0 });
  const near = data?.nodes.filter((node) => node !== null && "name" in node) ?? [];
  const open = useSearchPalette();
  return (
    <Page>
      <div className={classes["centre"]}>
        <title>Not found · Headwater</title>
        <h1>{wanted ? `No “${wanted}”` : "There is no such page"}</h1>
        <p className="secondary">{near.length > 0 ? "Nothing is called that. Did you mean one of these?" : (fault?.message ?? "The address may be cut off, or of another version.")}</p>
        {near.length > 0 && (
          <section aria-label="Near it">
            <h2>Near it</h2>
            <ul>
              {near.map((entity) => (
                <li key={entity.id}>
                  <EntityLink of={entity} /> <span className="muted small">{[kindTitle(entity.kind), placeOf(entity)].filter(Boolean).join(" in ")}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
        <Button onClick={open}>Search the catalog</Button>
      </div>
    </Page>
  );
}
