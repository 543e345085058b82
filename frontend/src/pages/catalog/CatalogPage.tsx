import { useMediaQuery } from "@mantine/hooks";
import { Link, useSearch } from "@tanstack/react-router";
import { usePageAnswer } from "../../catalog/answer";
import { count } from "../../catalog/count";
import { AnswerHeader } from "../../layout/AnswerHeader";
import { Fold } from "../../layout/Fold";
import { Page } from "../../layout/Page";
import { SearchText } from "../../layout/SearchText";
import { Answered } from "../../states/Answered";
import { EmptyCatalog } from "../../states/EmptyCatalog";
import { CatalogPageDocument, type CatalogPageQuery, type EntityFilter } from "./catalog.generated";
import { Facets } from "./Facets";
import { whereOf } from "./filter";
import { Found } from "./Found";
import classes from "./catalog.module.css";

export function CatalogPage() {
  const where = whereOf(useSearch({ from: "/catalog" }));
  const answer = usePageAnswer(CatalogPageDocument, { where });
  return <Answered answer={answer}>{({ catalog }) => catalog && (catalog.all.totalCount === 0 ? <EmptyCatalog /> : <Catalog of={catalog} where={where} />)}</Answered>;
}

/** Beside the list; on a phone folded away, so that the list is in sight. */
function Choices({ of }: Parameters<typeof Facets>[0]) {
  const wide = useMediaQuery("(min-width: 800px)", undefined, { getInitialValueInEffect: false });
  if (wide) return <Facets of={of} />;
  return (
    <Fold name="choices" className={classes["folded"]} summary="Choose by kind, division, owner or domain">
      <Facets of={of} />
    </Fold>
  );
}

/** All that is recorded, or what a filter chooses of it: the choices on the left, what they bring on the right. */
function Catalog({ of: { all, list, facets, revision }, where }: { of: NonNullable<CatalogPageQuery["catalog"]>; where: EntityFilter | null }) {
  const total = list.totalCount;
  const sentence = where
    ? { answer: `${count(total, "thing")} of ${all.totalCount.toLocaleString("en")}`, rest: total === 1 ? "matches what you chose." : "match what you chose." }
    : { answer: `${count(total, "thing is", "things are")} recorded.` };
  return (
    <>
      <AnswerHeader {...sentence} title="Catalog" />
      <Page wide>
        <div className={classes["catalog"]}>
          <div className={classes["side"]}>
            <SearchText label="Find by name, tag or description" />
            {where && <Link to="/catalog" search={{}} className="link">Choose nothing: all {all.totalCount.toLocaleString("en")}</Link>}
            <Choices of={facets} />
          </div>
          <Found first={list} revision={revision} where={where} />
        </div>
      </Page>
    </>
  );
}
