import { KindGlyph } from "../../atoms/KindGlyph";
import { Monogram } from "../../atoms/Monogram";
import { Card } from "../../layout/Card";
import { elbow } from "../../layout/elbow";
import { count } from "../../catalog/count";
import type { Entity } from "./sentence";
import { placeStrip, windowOf } from "./strip";
import classes from "./strip.module.css";

type Step = Entity["sources"]["items"]["nodes"][number];
type Right = { step: Step } | { team: { id: string; name: string } };

const box = { left: 24, middle: 268, right: 524, wide: 172, tall: 32 };

/** One step each way, drawn: what feeds it, itself, and what it feeds or who uses it. The lists below say the same. */
export function StepsDrawing({ of }: { of: Entity }) {
  const teams = [...new Map(of.consumers.map(({ team }) => [team.id, team])).values()];
  const right: Right[] = [...of.targets.items.nodes.map((step) => ({ step })), ...teams.map((team) => ({ team }))];
  const strip = placeStrip(of.sources.items.nodes, right, of.sources.total + of.targets.total + teams.length);
  if (strip.left.length + strip.right.length === 0) return null;
  const { from, wide } = windowOf(strip, box);
  return (
    <div className={classes["drawn"]}>
      <Card title="One step each way" aside={`${count(of.upstream.total, "part")} upstream in all, ${of.downstream.total.toLocaleString("en")} downstream`}>
        <div className={classes["strip"]} aria-hidden="true">
          <svg viewBox={`${from} 0 ${wide} ${strip.height}`} style={{ maxWidth: wide }}>
            <defs>
              <marker id="flow-head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">
                <path d="M0 0.5L10 5L0 9.5Z" className={classes["head"]} />
              </marker>
            </defs>
            {strip.left.map(({ item, y }) => (
              <path key={item.entity.id} className={lineOf(item)} d={elbow(box.left + box.wide, y, 236, box.middle, strip.middle)} markerEnd="url(#flow-head)" />
            ))}
            {strip.right.map(({ item, y }) => (
              <path
                key={idOf(item)}
                className={"step" in item ? lineOf(item.step) : classes["consumes"]}
                d={elbow(box.middle + box.wide, strip.middle, 484, box.right, y)}
                markerEnd={"step" in item ? "url(#flow-head)" : undefined}
              />
            ))}
            {strip.left.map(({ item, y }) => (
              <Node key={item.entity.id} x={box.left} y={y}>
                <KindGlyph of={item.entity} /> <span>{item.entity.name}</span> <small>{item.entity.container?.name}</small>
              </Node>
            ))}
            <Node x={box.middle} y={strip.middle} focus>
              <KindGlyph of={of} /> <b>{of.name}</b>
            </Node>
            {strip.right.map(({ item, y }) => (
              <Node key={idOf(item)} x={box.right} y={y} round={"team" in item}>
                {"team" in item ? <Monogram of={item.team} /> : <KindGlyph of={item.step.entity} />}
                <span>{"team" in item ? item.team.name : item.step.entity.name}</span>
                {"step" in item && <small>{item.step.entity.container?.name}</small>}
              </Node>
            ))}
          </svg>
        </div>
        {strip.leftOut > 0 && <p className={`${classes["more"]} secondary small`}>{`${strip.leftOut.toLocaleString("en")} more one step away ${strip.leftOut === 1 ? "is" : "are"} not drawn. The lists have ${strip.leftOut === 1 ? "it" : "them"}.`}</p>}
      </Card>
    </div>
  );
}

const idOf = (item: Right): string => ("team" in item ? item.team.id : item.step.entity.id);
const lineOf = ({ precision }: Step): string | undefined => (precision === "COARSE" ? classes["coarse"] : undefined);

function Node({ x, y, focus = false, round = false, children }: { x: number; y: number; focus?: boolean; round?: boolean; children: React.ReactNode }) {
  const names = [classes["node"], focus && classes["focus"], round && classes["round"]];
  return (
    <foreignObject x={x} y={y - box.tall / 2} width={box.wide} height={box.tall}>
      <div className={names.filter(Boolean).join(" ")}>{children}</div>
    </foreignObject>
  );
}
