import type { ReactNode } from "react";
import { EntityLink } from "../../atoms/EntityLink";
import { Monogram } from "../../atoms/Monogram";
import { grouped } from "../../catalog/grouped";
import { count } from "../../catalog/count";
import { Card } from "../../layout/Card";
import { typeRows, type Market, type System } from "./systems";
import classes from "./systems.module.css";

/** Types of systems against markets: which one serves which, and who operates it. */
export function MarketMatrix({ systems, markets, total, children }: { systems: readonly System[]; markets: readonly Market[]; total: number; children: ReactNode }) {
  const rows = typeRows(systems, markets);
  if (rows.length === 0) return null;
  return (
    <Card title="By market" aside={`${count(rows.length, "type")} × ${count(total, "market")}`}>
      <div className={classes["scroll"]} role="group" aria-label="Systems by market" tabIndex={0}>
        <table className={classes["matrix"]}>
          <thead>
            <tr>
              <th scope="col">Type</th>
              {markets.map((market) => (
                <th key={market.id} scope="col"><EntityLink of={market} /></th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ type, byMarket }) => (
              <tr key={type}>
                <th scope="row">{type}</th>
                {byMarket.map((some, index) => (
                  <td key={markets[index]?.id}>
                    {some.length === 0 && <span className="muted">None</span>}
                    {some.map((system) => <Cell key={system.id} of={system} />)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {children}
    </Card>
  );
}

function Cell({ of }: { of: System }) {
  const operators = grouped(of.operators.nodes, ({ name }) => name).flatMap(([first]) => first ?? []); // a division's and its namesake of the other
  return (
    <div className={classes["cell"]}>
      <EntityLink of={of} strong />
      <span className="muted small">
        {operators.map((team) => <Monogram key={team.id} of={team} />)}
        {operators.length > 0 ? operators.map(({ name }) => name).join(", ") : <span className={classes["dark"]}>▲ No operator</span>} · {count(of.runs.totalCount, "part")}
      </span>
    </div>
  );
}
