// The pages of one side of a plan's picture put together. Its three lists are read on side by side, until each has ended.
import type { PlanPictureFragment } from "./pictures.generated";

/** After what each list goes on; null: from its beginning. */
export interface Cursors {
  entities: string | null;
  places: string | null;
  flows: string | null;
}

const lists = ["entities", "places", "flows"] as const;

/** Where a picture goes on; undefined: all of it is there. A list that has ended goes on with nothing. */
export function restOf(picture: PlanPictureFragment | undefined): Cursors | undefined {
  if (!picture || !lists.some((list) => picture[list].pageInfo.hasNextPage)) return undefined;
  const [entities, places, flows] = lists.map((list) => picture[list].pageInfo.endCursor);
  return { entities: entities!, places: places!, flows: flows! };
}

export function joined(picture: PlanPictureFragment, next: PlanPictureFragment): PlanPictureFragment {
  return {
    entities: { totalCount: next.entities.totalCount, ...both(picture.entities, next.entities) },
    places: both(picture.places, next.places),
    flows: both(picture.flows, next.flows),
  };
}

interface Page<Node> {
  nodes: Node[];
  pageInfo: { endCursor: string | null; hasNextPage: boolean };
}

const both = <Node>(before: Page<Node>, { nodes, pageInfo }: Page<Node>): Page<Node> => ({
  nodes: [...before.nodes, ...nodes],
  pageInfo: { ...pageInfo, endCursor: pageInfo.endCursor ?? before.pageInfo.endCursor },
});
