import { Navigate, useRouterState } from "@tanstack/react-router";
import { usePageAnswer } from "../../catalog/answer";
import { Answered } from "../../states/Answered";
import { useAt } from "../../url/at";
import { idIn, splat } from "../../url/entity";
import { Entity } from "./Entity";
import { EntityPageDocument } from "./entity.generated";

export function EntityPage() {
  const id = useRouterState({ select: (state) => idIn(state.location.pathname, "/entity/") });
  return <OfEntity key={id} id={id} />; // the page of another entity begins anew
}

function OfEntity({ id }: { id: string }) {
  const answer = usePageAnswer(EntityPageDocument, { id });
  const now = useAt() === undefined;
  return (
    <Answered answer={answer} wanted={id}>
      {({ catalog, commits, lastRun }) =>
        catalog?.entity &&
        (catalog.entity.id === id ? (
          <Entity
            entity={catalog.entity}
            findings={catalog.findings}
            commits={commits?.nodes ?? []}
            lastRun={now ? lastRun : undefined}
            revision={catalog.revision}
          />
        ) : (
          <Navigate to="/entity/$" params={splat(catalog.entity.id)} replace /> // another ref was given, such as the end of its path
        ))
      }
    </Answered>
  );
}
