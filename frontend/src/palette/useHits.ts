// What the palette finds for what is typed, and what it was narrowed to.
import { useAnswer } from "../catalog/answer";
import { NarrowedDocument, PaletteDocument, type HitsFragment } from "./palette.generated";
import { readWords } from "./words";

export type Hit = HitsFragment["nodes"][number];

export interface Hits {
  words: string;
  hits: readonly Hit[];
  /** "4 found in Division X", or why there is nothing. */
  said: string | undefined;
}

const none: readonly Hit[] = [];

export function useHits(text: string): Hits {
  const { words, kinds, owner, division } = readWords(text);
  const narrows = owner !== undefined || division !== undefined;
  const narrowed = useAnswer(NarrowedDocument, { owner: owner ?? "", division: division ?? "" }, { pause: !narrows });
  const team = owner === undefined ? undefined : narrowed.data?.catalog?.owner.nodes[0];
  const place = division === undefined ? undefined : narrowed.data?.catalog?.division.nodes[0];
  const unknown = narrowed.data && unknownSaid(owner, team, division, place);
  const where = narrows ? { owner: team?.id ?? null, within: place?.id ?? null } : null;
  const wanted = words !== "" || kinds !== undefined || narrows;
  const ready = wanted && (!narrows || (narrowed.data !== undefined && !unknown));
  const { data, fault } = useAnswer(PaletteDocument, { text: words, kinds, where, all: { ...where, kinds }, typed: words !== "" }, { pause: !ready });
  const found = words === "" ? data?.catalog?.entities : data?.catalog?.search;
  const problem = (narrowed.fault ?? fault)?.message ?? unknown;
  const among = [team && `owned by ${team.name}`, place && `in ${place.name}`].filter(Boolean).join(" ");
  return { words, hits: problem ? none : (found?.nodes ?? none), said: problem ?? (found && `${found.totalCount.toLocaleString("en")} found${among && ` ${among}`}`) };
}

/** What a word for a team or a division that there is none of is answered with. */
function unknownSaid(owner: string | undefined, team: object | undefined, division: string | undefined, place: object | undefined): string | undefined {
  if (owner !== undefined && !team) return `No team “${owner}”`;
  return division !== undefined && !place ? `No division “${division}”` : undefined;
}
