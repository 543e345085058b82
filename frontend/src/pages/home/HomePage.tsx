import { usePageAnswer } from "../../catalog/answer";
import { Answered } from "../../states/Answered";
import { EmptyCatalog } from "../../states/EmptyCatalog";
import { Home } from "./Home";
import { HomePageDocument } from "./home.generated";

export function HomePage() {
  const answer = usePageAnswer(HomePageDocument, {});
  return (
    <Answered answer={answer}>
      {({ catalog, commits }) =>
        catalog && (catalog.all.totalCount === 0 ? <EmptyCatalog /> : <Home catalog={catalog} commits={commits?.nodes ?? []} />)
      }
    </Answered>
  );
}
