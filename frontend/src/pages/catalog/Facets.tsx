import { Link, useSearch } from "@tanstack/react-router";
import { KindGlyph } from "../../atoms/KindGlyph";
import { Monogram } from "../../atoms/Monogram";
import { kindTitle } from "../../catalog/kinds";
import { onlyDivision } from "../../catalog/place";
import { Fold } from "../../layout/Fold";
import type { CatalogPageQuery } from "./catalog.generated";
import { choosing, type Filter } from "./filter";
import classes from "./catalog.module.css";

type Counts = NonNullable<CatalogPageQuery["catalog"]>["facets"];

interface Choice {
  key: string;
  name: React.ReactNode;
  count: number;
  choice: Filter;
  chosen: boolean;
}

/** What could be chosen beside what is, each with the number that it would bring. */
export function Facets({ of: { byKind, byOwner, byDomain, byDivision } }: { of: Counts }) {
  const { kinds, within, owner, unowned } = useSearch({ from: "/catalog" });
  return (
    <div className={classes["facets"]}>
      <Facet
        title="Kind"
        choices={byKind.map(({ kind, count }) => ({ key: kind, name: <><KindGlyph of={{ kind }} /> {kindTitle(kind, 2)}</>, count, choice: { kinds: [kind] }, chosen: kinds?.length === 1 && kinds[0] === kind }))}
      />
      <Facet
        title="Division"
        choices={byDivision.map(({ entity, count }) => ({ key: entity.id, name: <><KindGlyph of={entity} /> {entity.name}</>, count, choice: { within: entity.id }, chosen: within === entity.id }))}
      />
      <Facet
        title="Owner"
        choices={byOwner.map(({ team, count }) =>
          team
            ? { key: team.id, name: <><Monogram of={team} /> <Of name={team.name} place={onlyDivision(team)?.name} /></>, count, choice: { owner: team.id, unowned: undefined }, chosen: owner === team.id }
            : { key: "", name: <span className={classes["nobody"]}>▲ No owner</span>, count, choice: { owner: undefined, unowned: true }, chosen: unowned === true },
        )}
      />
      <Facet
        title="Domain"
        choices={byDomain.map(({ entity, count }) => ({ key: entity.id, name: <><KindGlyph of={entity} /> <Of name={entity.name} place={entity.container?.name} /></>, count, choice: { within: entity.id }, chosen: within === entity.id }))}
      />
    </div>
  );
}

/** Two divisions have the same names: where it is tells which. */
function Of({ name, place }: { name: string; place: string | undefined }) {
  return <span>{name} {place && <small>{place}</small>}</span>;
}

const most = 8;

function Facet({ title, choices }: { title: string; choices: readonly Choice[] }) {
  if (choices.length === 0) return null;
  const first = choices.filter(({ chosen }, index) => chosen || index < most);
  const rest = choices.filter((choice) => !first.includes(choice));
  return (
    <nav className={classes["facet"]} aria-label={title}>
      <h2>{title}</h2>
      <List of={first} />
      {rest.length > 0 && (
        <Fold name={title.toLowerCase()} summary={`${rest.length} more`}>
          <List of={rest} />
        </Fold>
      )}
    </nav>
  );
}

function List({ of }: { of: readonly Choice[] }) {
  return (
    <ul>
      {of.map(({ key, name, count, choice, chosen }) => (
        <li key={key}>
          <Link to="/catalog" search={(before) => choosing(before, choice)} className={chosen ? classes["chosen"] : undefined} resetScroll={false}>
            <span>{name}</span>
            <span>{count.toLocaleString("en")}{chosen && <span className="unseen">, chosen</span>}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
