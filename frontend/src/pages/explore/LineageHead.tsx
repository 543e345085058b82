// The answer in words, where the entity stands, and where else to go from here.
import { Link } from "@tanstack/react-router";
import { Button } from "@mantine/core";
import { IconFileText, IconGitPullRequest } from "@tabler/icons-react";
import { EntityLink } from "../../atoms/EntityLink";
import { AnswerHeader } from "../../layout/AnswerHeader";
import { splat } from "../../url/entity";
import type { Entity } from "./useScene";
import type { View } from "./useView";
import classes from "./explore.module.css";

export function LineageHead({ entity, view }: { entity: Entity; view: View }) {
  const crumb = [...entity.containers].reverse();
  const [first, second] = view.direction === "downstream" ? [entity.wholeDownstream.summary] : [entity.wholeUpstream.summary, view.direction === "both" ? entity.wholeDownstream.summary : undefined];
  const owned = entity.owner ? `Owned by ${entity.owner.name}.` : entity.ownership.status === "CONFLICT" ? "It has two owners." : "Nobody owns it.";
  return (
    <AnswerHeader
      title={`${entity.name} ${view.direction}`}
      answer={first ?? entity.name}
      rest={second ?? owned}
      crumb={[...crumb, entity].map((at, i) => (
        <span key={at.id} className={classes["crumb"]}>
          {i > 0 && <span aria-hidden="true">›</span>}
          <EntityLink of={at} />
        </span>
      ))}
    >
      <Button variant="subtle" color="var(--ink-2)" leftSection={<IconFileText size={15} stroke={1.75} />} component={LinkTo} to={entity.id}>
        Open page
      </Button>
      <Button leftSection={<IconGitPullRequest size={15} stroke={1.75} />} component={PlanLink} of={entity.id}>
        Plan a change
      </Button>
    </AnswerHeader>
  );
}

function LinkTo({ to, ...rest }: { to: string }) {
  return <Link to="/entity/$" params={splat(to)} {...rest} />;
}

function PlanLink({ of, ...rest }: { of: string }) {
  return <Link to="/change" search={{ plan: [{ alter: { id: of } }] }} {...rest} />;
}
