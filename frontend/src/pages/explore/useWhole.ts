// A picture as a whole, where it has more flows or entities than a page holds: the other pages of flows, or, where there
// are too many entities to be sent one by one, what they are part of, and of that as much as the filter leaves.
import { useClient } from "urql";
import { type AllPages, useAllPages } from "../../catalog/allPages";
import { useAnswer } from "../../catalog/answer";
import type { Fault } from "../../catalog/fault";
import type { PictureAnswer } from "../../graph/model/read";
import { useAt } from "../../url/at";
import { MoreFlowsDocument } from "./flows.generated";
import { GroupsDocument, type GroupsQuery } from "./groups.generated";
import { faultOfReading, type Reading } from "./reading";
import type { LineagePageQueryVariables, PicturedFragment } from "./lineage.generated";
import type { View } from "./useView";
import { whereOf } from "./where";

export type Asked = Pick<LineagePageQueryVariables, "of" | "direction" | "depth" | "opened" | "between">;

const page = 1000;

type GroupsCatalog = NonNullable<GroupsQuery["catalog"]>;

/** A picture from farther away: what it is drawn from, how much is left each way, and what could be chosen. */
export type Grouped = GroupsCatalog["picture"] & Pick<NonNullable<GroupsCatalog["entity"]>, "upstream" | "downstream">;

export interface Whole {
  /** The picture with all its flows; undefined until they are there, or where there are too many entities. */
  picture: PictureAnswer | undefined;
  /** The picture with all its entities, and its flows as far as they are there. */
  read: PictureAnswer | undefined;
  /** The picture in groups, where there are too many. */
  grouped: Grouped | undefined;
  /** How much of it is there, as long as that is not all. */
  reading: Reading | undefined;
  /** Why there is no more of it. */
  fault: Fault | undefined;
  /** Goes on where it failed. */
  again: () => void;
}

export function useWhole(picture: PicturedFragment, asked: Asked, view: View): Whole {
  const large = picture.entities.totalCount > page;
  const { grouped, ...groups } = useGroups(asked, view, !large);
  const { whole, failed, ...flows } = useAllFlows(picture, asked, large);
  if (large) return { picture: undefined, read: undefined, grouped, reading: undefined, ...groups };
  const reading = whole ? undefined : { flows: (flows.read ?? picture).flows.nodes.length, of: picture.flows.totalCount, failed };
  return { picture: whole, read: whole ?? picture, grouped: undefined, reading, fault: reading && failed ? faultOfReading(reading) : undefined, again: flows.again };
}

function useGroups(asked: Asked, { grain, direction, openings, selected, filter }: View, pause: boolean): Pick<Whole, "grouped" | "fault" | "again"> {
  const { data, fault, again } = useAnswer(
    GroupsDocument,
    {
      ...asked,
      grain: grain.toUpperCase() as Uppercase<typeof grain>,
      open: [...openings.open, ...selected.filter(isSmall)].slice(0, mostOpen),
      where: whereOf(filter) ?? null,
      upstream: direction !== "downstream",
      downstream: direction !== "upstream",
    },
    { pause },
  );
  const { entity, picture } = data?.catalog ?? {};
  return { grouped: picture && entity ? { ...entity, ...picture } : undefined, fault, again };
}

/** So many may be open at once. */
const mostOpen = 100;

/** What is selected is drawn itself, unless it is drawn at any grain, and opening it would draw its parts instead. */
const isSmall = (id: string): boolean => !/^(division|domain|system):/.test(id);

function useAllFlows(picture: PicturedFragment, asked: Asked, pause: boolean): AllPages<PicturedFragment> {
  const client = useClient();
  const at = useAt();
  return useAllPages(pause ? undefined : picture, {
    rest: ({ flows: { pageInfo } }) => (pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined),
    load: async (read, after: string) => {
      const { data } = await client.query(MoreFlowsDocument, { ...asked, after, at }).toPromise();
      const next = data?.catalog?.picture.flows;
      return next && { ...read, flows: { ...next, totalCount: read.flows.totalCount, nodes: [...read.flows.nodes, ...next.nodes] } };
    },
  });
}
