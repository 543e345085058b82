import { Link } from "@tanstack/react-router";
import { EntityLink, type Linked } from "../../atoms/EntityLink";
import { Monogram } from "../../atoms/Monogram";
import { count } from "../../catalog/count";
import { Card } from "../../layout/Card";
import type { Search } from "../../url/parameters";
import type { Catalog } from "./Home";
import classes from "./home.module.css";

/** The domains of each division, and those of none. What there is no room for is a link to the catalog. */
export function Divisions({ of: { divisions, every } }: { of: Catalog }) {
  const alone = every.nodes.filter((domain): domain is Domain => "owner" in domain && !domain.container);
  const whole = every.nodes.length === every.totalCount;
  return (
    <div className={classes["divisions"]}>
      {divisions.nodes.map((division) =>
        "domains" in division ? (
          <Card key={division.id} title={<EntityLink of={division} />} aside={count(division.domains.totalCount, "domain")}>
            <DomainList of={division.domains.nodes} total={division.domains.totalCount} search={{ kinds: ["DOMAIN"], within: division.id }} />
          </Card>
        ) : null,
      )}
      {alone.length > 0 && (
        <Card title="In no division" aside={whole ? count(alone.length, "domain") : `among the first ${every.nodes.length}`}>
          <DomainList of={alone.slice(0, most)} total={alone.length} search={{ kinds: ["DOMAIN"] }} />
        </Card>
      )}
      {divisions.totalCount > divisions.nodes.length && (
        <p>
          <Link to="/catalog" search={{ kinds: ["DIVISION"] }} className="link">
            {count(divisions.totalCount - divisions.nodes.length, "more division")}
          </Link>
        </p>
      )}
    </div>
  );
}

type Domain = Linked & { container: { id: string } | null; owner: { id: string; name: string } | null };

const most = 50;

function DomainList({ of, total, search }: { of: readonly Omit<Domain, "container">[]; total: number; search: Search }) {
  return (
    <ul className={classes["domains"]}>
      {of.map((domain) => (
        <li key={domain.id}>
          <EntityLink of={domain} />
          {domain.owner && (
            <span title={domain.owner.name}>
              <Monogram of={domain.owner} />
            </span>
          )}
        </li>
      ))}
      {total > of.length && (
        <li>
          <Link to="/catalog" search={search} className="link">
            {(total - of.length).toLocaleString("en")} more
          </Link>
        </li>
      )}
    </ul>
  );
}
