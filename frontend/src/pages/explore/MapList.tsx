// The map as a list: the most depended on first, and what the chosen one feeds.
import { Link } from "@tanstack/react-router";
import { EntityLink } from "../../atoms/EntityLink";
import { KindGlyph } from "../../atoms/KindGlyph";
import { PrecisionMark } from "../../atoms/PrecisionMark";
import { Owner } from "../../atoms/TeamLink";
import { count } from "../../catalog/count";
import listClasses from "../../graph/list/list.module.css";
import { splat } from "../../url/entity";
import type { Ranked } from "./mapWords";
import { PlaygroundLink } from "./PlaygroundLink";

interface Props {
  ranked: Ranked[];
  select: readonly string[];
  word: string;
}

export function MapList({ ranked, select, word }: Props) {
  return (
    <aside className={listClasses["panel"]} aria-label="The same answer as a list">
      <div className={listClasses["body"]}>
        <ul className={listClasses["list"]}>
          <li>
            <h2>
              <span>Most depended on first</span>
              <span>feeds</span>
            </h2>
            <ul>
              {ranked.map(({ entity, feeds }) => (
                <Line key={entity.id} entity={entity} feeds={feeds} selected={select.includes(entity.id)} word={word} />
              ))}
            </ul>
          </li>
        </ul>
      </div>
      <div className={listClasses["foot"]}>
        <span>{`${ranked.length} of ${ranked.length} · complete`}</span>
        <PlaygroundLink />
      </div>
    </aside>
  );
}

function Line({ entity, feeds, selected, word }: Ranked & { selected: boolean; word: string }) {
  const place = entity.containers[0]?.name;
  return (
    <li>
      <div className={listClasses["entry"]} aria-current={selected || undefined}>
        <KindGlyph of={entity} />
        <div>
          <Link className={listClasses["name"]} to="/explore/$" params={splat(entity.id)}>
            {entity.name} {place && <i>in {place}</i>}
          </Link>
          <div className={listClasses["owner"]}>
            <Owner of={entity.owner} conflict={entity.ownership.status === "CONFLICT"} />
          </div>
        </div>
        <span className="small">{feeds.length ? count(feeds.length, word) : "none"}</span>
      </div>
      {selected && feeds.length > 0 && (
        <div className={listClasses["why"]}>
          <h2>{`${entity.name} feeds ${count(feeds.length, word)}`}</h2>
          <ul>
            {feeds.map(({ entity: to, precision }) => (
              <li key={to.id}>
                <EntityLink of={to} /> <PrecisionMark of={precision} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </li>
  );
}
