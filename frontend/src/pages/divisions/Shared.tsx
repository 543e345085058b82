import { EntityLink } from "../../atoms/EntityLink";
import { Card } from "../../layout/Card";
import { cutsOf, type Crossing } from "./border";
import type { Side } from "./sides";
import classes from "./divisions.module.css";

/** The systems and teams that two divisions both depend on. */
export function Shared({ left, right }: { left: Side; right: Side }) {
  const both = sharedBy(left, right);
  const whole = [left, right].every(({ crossings: { nodes, total } }) => nodes.length === total);
  return (["SOURCE_SYSTEM", "TEAM"] as const).map((kind) => {
    const some = both.filter((thing) => thing.kind === kind);
    return (
      <Card key={kind} title={kind === "TEAM" ? "Shared teams" : "Shared systems"} aside={whole ? some.length : `${some.length} among the links shown`}>
        <ul className={classes["shared"]}>
          {some.length === 0 && <li className="secondary">{whole ? "None: each division has its own." : "None yet: read on in the report."}</li>}
          {some.map((thing) => (
            <li key={thing.id}><EntityLink of={thing} /></li>
          ))}
        </ul>
      </Card>
    );
  });
}

function sharedBy(left: Side, right: Side): Crossing["from"][] {
  const there = new Set(cutsOf(left.crossings.nodes).map(({ outside }) => outside.id));
  return cutsOf(right.crossings.nodes).map(({ outside }) => outside).filter(({ id }) => there.has(id));
}
