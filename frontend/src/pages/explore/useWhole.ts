// A picture as a whole, where it has more flows or entities than a page holds: the other pages of flows, or, where there
// are too many entities to be drawn one by one, the domains that they are in.
import { useEffect, useState } from "react";
import { useClient } from "urql";
import { useAnswer } from "../../catalog/answer";
import type { PictureAnswer, RollUpAnswer } from "../../graph/model/read";
import { useAt } from "../../url/at";
import { MoreFlowsDocument } from "./flows.generated";
import type { LineagePageQueryVariables, PicturedFragment } from "./lineage.generated";
import { RolledDocument } from "./rolled.generated";

export type Asked = Pick<LineagePageQueryVariables, "of" | "direction" | "depth" | "opened" | "between">;

const page = 1000;

export interface Whole {
  /** The picture with all its flows; undefined until they are there, or where there are too many entities. */
  picture: PictureAnswer | undefined;
  /** Its domains, where there are. */
  rolled: RollUpAnswer | undefined;
}

export function useWhole(picture: PicturedFragment, asked: Asked): Whole {
  const large = picture.entities.totalCount > page;
  const { data } = useAnswer(RolledDocument, asked, { pause: !large });
  const complete = useAllFlows(picture, asked, large);
  return { picture: large ? undefined : complete, rolled: large ? data?.catalog?.picture.rollUp : undefined };
}

function useAllFlows(picture: PicturedFragment, asked: Asked, pause: boolean): PicturedFragment | undefined {
  const client = useClient();
  const at = useAt();
  const { hasNextPage } = picture.flows.pageInfo;
  const [whole, keep] = useState<{ of: PicturedFragment; flows: PicturedFragment["flows"]["nodes"] }>();
  useEffect(() => {
    if (!hasNextPage || pause) return;
    let wanted = true;
    const read = async () => {
      const flows = [...picture.flows.nodes];
      for (let { endCursor, hasNextPage } = picture.flows.pageInfo; hasNextPage && wanted; ) {
        const { data } = await client.query(MoreFlowsDocument, { ...asked, after: endCursor, at }).toPromise();
        const next = data?.catalog?.picture.flows;
        if (!next) return;
        flows.push(...next.nodes);
        ({ endCursor, hasNextPage } = next.pageInfo);
      }
      if (wanted) keep({ of: picture, flows });
    };
    void read();
    return () => void (wanted = false);
    // The picture is the answer to what is asked.
  }, [picture]);
  if (!hasNextPage) return picture;
  return whole?.of === picture ? { ...picture, flows: { ...picture.flows, nodes: whole.flows } } : undefined;
}
