import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { EntityLink } from "../../atoms/EntityLink";
import { PrecisionMark } from "../../atoms/PrecisionMark";
import { Owner } from "../../atoms/TeamLink";
import { count } from "../../catalog/count";
import { ownable } from "../../catalog/ownable";
import { Card } from "../../layout/Card";
import { Fold } from "../../layout/Fold";
import { splat } from "../../url/entity";
import type { ReachedFragment } from "./entity.generated";
import type { Entity } from "./sentence";
import classes from "./reached.module.css";

type Item = ReachedFragment["items"]["nodes"][number];

/** All that feeds it and all that it feeds, by steps: who owns it, how sure that is, and why. */
export function Reached({ of }: { of: Entity }) {
  return (
    <>
      <Side title="Fed by" of={of} reached={of.upstream} direction="upstream" />
      <Side title="Feeds" of={of} reached={of.downstream} direction="downstream" />
    </>
  );
}

interface SideProps {
  title: string;
  of: Entity;
  reached: ReachedFragment;
  direction: "upstream" | "downstream";
}

function Side({ title, of, reached: { total, summary, byDepth, items }, direction }: SideProps) {
  const shown = items.nodes.length;
  const rest = shown < total && (
    <Link to="/explore/$" params={splat(of.id)} search={{ direction, depth: "all" }} className="link">
      Show all {total}
    </Link>
  );
  return (
    <Card title={title} aside={total > 0 && <>{shown} of {total} shown {rest}</>}>
      {total === 0 && <p className={`${classes["none"]} secondary`}>{summary}</p>}
      {byDepth.map(({ depth, count: there }) => (
        <Step key={depth} direction={direction} depth={depth} there={there} items={items.nodes.filter((item) => item.depth === depth)} />
      ))}
    </Card>
  );
}

function Step({ direction, depth, there, items }: { direction: string; depth: number; there: number; items: readonly Item[] }) {
  if (items.length === 0) return null;
  return (
    <>
      <h3 className={classes["step"]}>
        {count(depth, "step")} away <span>{there}</span>
      </h3>
      <ul>
        {items.map((item) => (
          <li key={item.entity.id} className={classes["item"]}>
            <span>
              <EntityLink of={item.entity} strong /> <span className="muted small">{item.entity.container?.name}</span>
            </span>
            {ownable(item.entity) ? <Owner of={item.entity.owner} conflict={item.entity.ownership.status === "CONFLICT"} /> : <span />}
            <PrecisionMark of={item.precision} />
            <Why of={item} direction={direction} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** One shortest way, and who recorded its flows. */
function Why({ of: { entity, path }, direction }: { of: Item; direction: string }) {
  const sources = [...new Set(path.flows.flatMap(({ claims }) => claims.map(({ source, origin }) => origin ?? source)))];
  return (
    <Fold name={`${direction}:${entity.id}`} className={classes["why"]} summary={<>Why<span className="unseen"> {entity.name}</span></>}>
      <p>
        {path.entities.map(({ id, name }, index) => (
          <Fragment key={id}>
            {index > 0 && <span className="muted">{path.flows[index - 1]?.precision === "COARSE" ? " ≈> " : " → "}</span>}
            <Link to="/entity/$" params={splat(id)} className="link">
              {name}
            </Link>
          </Fragment>
        ))}
      </p>
      {sources.length > 0 && <p className="muted small">Recorded in <span className="mono">{sources.join(", ")}</span></p>}
    </Fold>
  );
}
