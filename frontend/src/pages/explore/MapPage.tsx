import { useSearch } from "@tanstack/react-router";
import { warmUp } from "../../graph/layout/worker";
import { graphView } from "../../graph/view/load";
import { usePageAnswer } from "../../catalog/answer";
import { Answered } from "../../states/Answered";
import { inAdvance } from "../../states/arriving";
import { EmptyCatalog } from "../../states/EmptyCatalog";
import { MapPageDocument } from "./map.generated";
import { MeshMap } from "./MeshMap";

warmUp();
inAdvance(graphView); // both while the answer is on its way

/** Every domain and the flows between them, or those of one division. */
export function MapPage() {
  const { within, grain: asked } = useSearch({ from: "/explore" });
  const grain = asked === "division" ? asked : "domain"; // no finer one: the map is closed boxes
  const answer = usePageAnswer(MapPageDocument, { to: grain === "division" ? "DIVISION" : "DOMAIN", within });
  return (
    <Answered answer={answer} {...(within && { wanted: within })}>
      {({ catalog }) => {
        if (!catalog) return null;
        if (catalog.revision === "0") return <EmptyCatalog />;
        return <MeshMap catalog={catalog} within={within} grain={grain} />;
      }}
    </Answered>
  );
}
