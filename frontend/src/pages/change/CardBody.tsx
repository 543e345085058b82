import { EntityLink } from "../../atoms/EntityLink";
import { TeamLink } from "../../atoms/TeamLink";
import { bodyOf, lastSegment, type Change } from "./changes";
import { verbOf } from "./sentence";
import type { Plan } from "./usePlan";
import classes from "./change.module.css";

/** What a change is about: the entity, and from what to what it goes. */
export function CardBody({ change, plan }: { change: Change; plan: Plan }) {
  const lines = linesOf(change, plan);
  const [, ...more] = lines;
  return (
    <>
      <div className={classes["about"]}>
        <Known id={lines[0]![1]} plan={plan} strong />
      </div>
      {more.length > 0 && (
        <dl className={classes["ends"]}>
          {more.map(([word, id], at) => (
            <div key={at}>
              <dt>{word}</dt>
              <dd>{id ? <Known id={id} plan={plan} /> : "nothing"}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

type Line = readonly [word: string, id: string];

/** The entity first, then the rest. */
function linesOf(change: Change, { find }: Plan): Line[] {
  const { handOver, move, replaceSystem, link, unlink, deny, allow, acquire, divest } = change;
  if (handOver) return [["", handOver.entity], ...ownerOf(find(handOver.entity)), ["to", handOver.to]];
  if (move) return [["", move.id], ["to", move.to ?? ""]];
  if (replaceSystem) return [["", replaceSystem.system], ["by", replaceSystem.by], ...(replaceSystem.markets ?? []).map((market): Line => ["in", market])];
  if (acquire) return [["", acquire.division], ["like", acquire.like]];
  if (divest) return [["", divest.division]];
  const joined = link ?? unlink;
  if (joined) return [["", joined.from], [verbOf(joined.relation), joined.to]];
  const flow = deny ?? allow;
  if (flow) return [["", flow.from], ["feeds", flow.to]];
  return [["", String(bodyOf(change)["id"])]];
}

/** Who owns it now, whom no change names. */
const ownerOf = (found: ReturnType<Plan["find"]>): Line[] => (found?.owner ? [["from", found.owner.id]] : []);

function Known({ id, plan, strong = false }: { id: string; plan: Plan; strong?: boolean }) {
  const found = plan.find(id);
  const owner = plan.changes.flatMap(({ handOver }) => (handOver && plan.find(handOver.entity)?.owner) || []).find((team) => team.id === id);
  if (owner || found?.kind === "TEAM") return <TeamLink of={owner ?? found!} />;
  if (!found) return <span className={strong ? "strong" : ""} title={id}>{lastSegment(id)}</span>;
  return (
    <>
      <EntityLink of={found} strong={strong} />
      {strong && found.container && <span className="muted small"> in {found.container.name}</span>}
    </>
  );
}
