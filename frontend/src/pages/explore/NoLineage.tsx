// What is shown in the place of a lineage where no data flows: what the entity owns, uses or is served by, each leading to its
// own lineage.
import { Button } from "@mantine/core";
import { IconFileText } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useAnswer } from "../../catalog/answer";
import { AnswerHeader } from "../../layout/AnswerHeader";
import { Page } from "../../layout/Page";
import { Answered } from "../../states/Answered";
import { splat } from "../../url/entity";
import { linkGroups } from "../entity/kindLinks";
import { KindLinks } from "../entity/KindLinks";
import { leadsSaid } from "./leads";
import { LeadsDocument } from "./leads.generated";
import type { Entity } from "./useScene";
import classes from "./explore.module.css";

export function NoLineage({ of }: { of: Entity }) {
  const answer = useAnswer(LeadsDocument, { of: of.id });
  return (
    <Answered answer={answer} wanted={of.id}>
      {({ catalog }) =>
        catalog?.entity && (
          <>
            <AnswerHeader {...leadsSaid(of, linkGroups(catalog.entity))} title={of.name}>
              <Button leftSection={<IconFileText size={15} stroke={1.75} />} renderRoot={(props) => <Link to="/entity/$" params={splat(of.id)} {...props} />}>
                Open page
              </Button>
            </AnswerHeader>
            <Page>
              <div className={classes["leads"]}>
                <KindLinks of={catalog.entity} revision={catalog.revision} to="lineage" />
              </div>
            </Page>
          </>
        )
      }
    </Answered>
  );
}
