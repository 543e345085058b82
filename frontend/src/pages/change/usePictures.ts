// The pictures of a plan, before and after it, with all that they have: what it affects and each picture are read to their end.
import { useMemo } from "react";
import { useClient } from "urql";
import { useAllPages } from "../../catalog/allPages";
import { useAnswer } from "../../catalog/answer";
import type { Fault } from "../../catalog/fault";
import type { Severity } from "../../graph/model/answer";
import type { Openings } from "../../graph/model/openings";
import { AllAffectedDocument } from "./affected.generated";
import type { Change } from "./changes";
import type { Answered } from "./Consequences";
import { type Ends, endsOf, most, openedOf } from "./drawn";
import { joined, restOf } from "./pictures";
import { PlanPicturesDocument, type PlanPicturesQuery, type PlanPicturesQueryVariables } from "./pictures.generated";
import { startOf } from "./planAnswer";

/** What a plan affects, the worst first. */
export type Affected = readonly { severity: Severity; entity: { id: string } }[];
type Pictures = NonNullable<PlanPicturesQuery["plan"]>;

export interface Pictured {
  /** Undefined until all of them are there. */
  pictures: Pictures | undefined;
  ends: Ends | undefined;
  affected: Affected;
  /** How many parts are read, while they are. */
  reading: number;
  fault: Fault | undefined;
  again: () => void;
}

const unread: Fault = { code: "OFFLINE", message: "The server did not answer.", candidates: [] };
const noIds: string[] = [];

export function usePictures(changes: readonly Change[], of: Answered, { openings }: Openings): Pictured {
  const affected = useAllAffected(changes, of);
  const ends = useMemo(() => affected.whole && endsOf(changes, of, affected.whole.nodes.map(({ entity }) => entity.id)), [changes, of, affected.whole]);
  const opened = useMemo(() => openedOf(openings, of), [openings, of]);
  const { before, after, depth } = ends ?? { before: noIds, after: noIds, depth: 0 };
  const [about = ""] = startOf(changes);
  const asked: PlanPicturesQueryVariables = {
    changes: [...changes],
    before,
    after,
    depth,
    openedBefore: opened.before,
    openedAfter: opened.after,
    hasBefore: before.length > 0,
    hasAfter: after.length > 0,
    about,
    aboutBefore: before.includes(about),
    aboutAfter: after.includes(about),
  };
  const answer = useAnswer(PlanPicturesDocument, asked, { pause: !ends });
  const pictures = useAllPictures(answer.data?.plan ?? undefined, asked);
  const failed = [affected, pictures].find(({ failed }) => failed);
  const fault = answer.fault ?? (failed && unread);
  return {
    pictures: pictures.whole,
    ends,
    affected: affected.read?.nodes ?? [],
    reading: fault || pictures.whole ? 0 : pictures.read ? sizeOf(pictures.read) : (affected.read?.nodes.length ?? 0),
    fault,
    again: failed?.again ?? answer.again,
  };
}

/** As far as a picture can hold it. */
function useAllAffected(changes: readonly Change[], { base, impact }: Answered) {
  const client = useClient();
  return useAllPages<{ nodes: Affected; pageInfo: Answered["impact"]["items"]["pageInfo"] }, string>(impact.items, {
    rest: ({ nodes, pageInfo }) => (pageInfo.hasNextPage && nodes.length < most ? (pageInfo.endCursor ?? undefined) : undefined),
    load: async (read, after) => {
      const { data } = await client.query(AllAffectedDocument, { changes: [...changes], after, at: { revision: base } }).toPromise();
      const next = data?.plan?.impact.items;
      return next && { nodes: [...read.nodes, ...next.nodes], pageInfo: next.pageInfo };
    },
  });
}

const sides = ["before", "after"] as const;
type Side = (typeof sides)[number];

/** Reads on the one side, then the other. */
function useAllPictures(first: Pictures | undefined, asked: PlanPicturesQueryVariables) {
  const client = useClient();
  return useAllPages(first, {
    rest: (read: Pictures) => sides.find((side) => restOf(read[side].picture)),
    load: async (read, side: Side) => {
      const { data } = await client.query(PlanPicturesDocument, { ...variablesFor(asked, side), ...restOf(read[side].picture), at: { revision: read.base } }).toPromise();
      const next = data?.plan?.[side].picture;
      return next && { ...read, [side]: { ...read[side], picture: joined(read[side].picture!, next) } };
    },
  });
}

const variablesFor = (asked: PlanPicturesQueryVariables, side: Side): PlanPicturesQueryVariables =>
  ({ ...asked, hasBefore: side === "before", hasAfter: side === "after", aboutBefore: false, aboutAfter: false });

const sizeOf = (read: Pictures): number => Math.max(...sides.map((side) => read[side].picture?.entities.nodes.length ?? 0));
