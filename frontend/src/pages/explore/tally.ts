// What there is to filter an answer by, with how many each choice leaves.
import type { Answer, Drawn } from "../../graph/model/answer";
import type { Kind } from "../../graph/model/kinds";
import { isOf, passes } from "./passes";
import type { Filter } from "./useView";

interface Option {
  value: string;
  label: string;
}

export interface Tally {
  kinds: [Kind, number][];
  places: Option[];
  owners: Option[];
  tags: Option[];
  unowned: number;
}

/**
 * What of an answer can be chosen: all but what was asked about and its parts, which are drawn whatever is chosen. Each choice is
 * counted under all others that are made: of kinds and owners those that would be there instead, of tags those with one more.
 * What is chosen stays a choice, even where the others leave none of it. Linear in the answer.
 */
export function tally(answer: Answer | undefined, filter: Filter): Tally {
  const start = answer?.start ?? [];
  const found = (answer?.drawn ?? []).filter((entity) => !start.some((id) => isOf(id)(entity)));
  const under = (without: Partial<Filter>) => found.filter(passes({ ...filter, ...without }) ?? (() => true));
  const placesOf = ({ id, containers }: Drawn) => [id, ...containers].flatMap((place) => answer?.places.get(place) ?? []);
  const kindsOf = ({ kind }: Drawn) => [{ id: kind, name: kind }];
  const ownersOf = ({ owner }: Drawn) => (owner ? [owner] : []);
  const tagsOf = ({ tags = [] }: Drawn) => tags.map((tag) => ({ id: tag, name: tag }));
  const { kinds = [], within, owner, tags = [] } = filter;
  return {
    kinds: counted(found, under({ kinds: undefined }), kindsOf, kinds).map(({ id, count }) => [id as Kind, count]),
    places: options(counted(found, under({ within: undefined }), placesOf, within ? [within] : [])),
    owners: options(counted(found, under({ owner: undefined }), ownersOf, owner ? [owner] : [])),
    tags: options(counted(found, under({}), tagsOf, tags)),
    unowned: under({ unowned: true }).length,
  };
}

interface Choice {
  id: string;
  name: string;
  count: number;
}

/** How many of some entities have each value, in the order in which all of them have it; those of none only where they are chosen. */
function counted(all: readonly Drawn[], some: readonly Drawn[], valuesOf: (of: Drawn) => readonly { id: string; name: string }[], chosen: readonly string[]): Choice[] {
  const choices = new Map<string, Choice>(all.flatMap(valuesOf).map(({ id, name }) => [id, { id, name, count: 0 }]));
  for (const { id } of some.flatMap(valuesOf)) choices.get(id)!.count++;
  return [...choices.values()].filter(({ id, count }) => count > 0 || chosen.includes(id));
}

/** The largest first, then by name. */
const options = (choices: Choice[]): Option[] =>
  choices.toSorted((a, b) => b.count - a.count || a.name.localeCompare(b.name)).map(({ id, name, count }) => ({ value: id, label: `${name} · ${count.toLocaleString("en")}` }));
