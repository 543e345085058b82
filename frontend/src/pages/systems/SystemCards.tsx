import { Link } from "@tanstack/react-router";
import { EntityLink } from "../../atoms/EntityLink";
import { TeamLink } from "../../atoms/TeamLink";
import { onlyDivision } from "../../catalog/place";
import { Card } from "../../layout/Card";
import { splat } from "../../url/entity";
import { divisionsOf, marketsOf, typeOf, type System } from "./systems";
import classes from "./systems.module.css";

/** Each system: whom it serves, who operates it, what runs there, and what it feeds. */
export function SystemCards({ of }: { of: readonly System[] }) {
  return (
    <ul className={classes["systems"]}>
      {of.map((system) => (
        <li key={system.id}>
          <Card title={<EntityLink of={system} />} aside={typeOf(system)}>
            <dl className={classes["facts"]}>
              <Fact name="Serves" total={system.serves.totalCount} none="No market and no division">
                {[...marketsOf(system), ...divisionsOf(system)].slice(0, most).map((place) => <li key={place.id}><EntityLink of={place} /></li>)}
                <More of={system} total={system.serves.totalCount} shown={Math.min(most, system.serves.nodes.length)} />
              </Fact>
              <Fact name="Operated by" total={system.operators.totalCount} none={system.owner ? "Nobody on record" : <span className={classes["dark"]}>▲ Nobody</span>}>
                {system.operators.nodes.map((team) => (
                  <li key={team.id}><TeamLink of={team} /> <span className="muted small">{onlyDivision(team)?.name}</span></li>
                ))}
                <More of={system} total={system.operators.totalCount} shown={system.operators.nodes.length} />
              </Fact>
              <Fact name="Runs here" total={system.runs.totalCount} none="Nothing on record">
                {system.runs.nodes.map((part) => (
                  <li key={part.id}><EntityLink of={part} /> <span className="muted small">{part.containers.at(-1)?.name}</span></li>
                ))}
                <More of={system} total={system.runs.totalCount} shown={system.runs.nodes.length} />
              </Fact>
              {system.downstream.total > 0 && (
                <Fact name="Feeds" total={system.downstream.total} none="">
                  {system.downstream.items.nodes.map(({ entity }) => <li key={entity.id}><EntityLink of={entity} /></li>)}
                  <More of={system} total={system.downstream.total} shown={system.downstream.items.nodes.length} />
                </Fact>
              )}
            </dl>
          </Card>
        </li>
      ))}
    </ul>
  );
}

// So many of whom it serves are named in a card.
const most = 12;

function More({ of, total, shown }: { of: System; total: number; shown: number }) {
  if (total <= shown) return null;
  return <li><Link to="/entity/$" params={splat(of.id)} className="link">{(total - shown).toLocaleString("en")} more</Link></li>;
}

function Fact({ name, total, none, children }: { name: string; total: number; none: React.ReactNode; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name} {total > 0 && <span>{total}</span>}</dt>
      <dd>{total === 0 ? <span className="secondary">{none}</span> : <ul>{children}</ul>}</dd>
    </div>
  );
}
