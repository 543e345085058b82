// The teams that use what was asked about, on dotted tethers beside its box.
import { Monogram } from "../../atoms/Monogram";
import { pill } from "../layout/consumers";
import type { Point } from "../layout/layout";
import type { Consumer } from "../model/answer";
import classes from "./box.module.css";

/** `at` is from the corner of the box; below it where flows leave on the right. */
export function Consumers({ of, at, width, height }: { of: Consumer[]; at: Point; width: number; height: number }) {
  const middles = of.map((_, i) => at.y + pill.caption + i * (pill.height + pill.gap) + pill.height / 2);
  return (
    <>
      <svg className={classes["tether"]} aria-hidden="true">
        {middles.map((y) => (
          <path key={y} d={tether(at, width, height, y)} />
        ))}
      </svg>
      <div className={classes["consumers"]} style={{ left: at.x, top: at.y }}>
        <div>Consumed by</div>
        {of.map(({ team, purpose }) => (
          <div key={team.id} className={classes["pill"]} title={purpose ?? team.name}>
            <Monogram of={team} />
            <span>{team.name}</span>
          </div>
        ))}
      </div>
    </>
  );
}

function tether(at: Point, width: number, height: number, y: number): string {
  const x = at.x - 12;
  const begin = at.y > 0 ? `M${x},${height}` : `M${width},23H${x - 4}Q${x},23 ${x},27`;
  return `${begin}V${y - 4}Q${x},${y} ${x + 4},${y}H${at.x}`;
}
