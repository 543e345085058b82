// What there is to filter an answer by, with how many each choice leaves.
import { figure } from "../../catalog/count";
import type { Answer, Drawn } from "../../graph/model/answer";
import type { Kind } from "../../graph/model/kinds";
import type { ChoicesFragment } from "./groups.generated";
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
  const placesOf = ({ id, containers, alsoWithin = [] }: Drawn) => [...[id, ...containers].flatMap((place) => answer?.places.get(place) ?? []), ...alsoWithin];
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

/** The same of a picture that is too large to be here: the server has counted. */
export function offered({ byKind, byOwner, byDomain, byDivision, byTag }: ChoicesFragment, { kinds = [], within, owner, tags = [] }: Filter): Tally {
  const withChosen = (found: Choice[], chosen: readonly string[]) => [...found, ...chosen.filter((id) => !found.some((of) => of.id === id)).map((id) => ({ id, name: id, count: 0 }))];
  const ofEntities = (counts: ChoicesFragment["byDomain"]) => counts.map(({ entity: { id, name }, count }) => ({ id, name, count }));
  const owners = byOwner.flatMap(({ team, count }) => (team ? [{ ...team, count }] : []));
  const kindsFound = withChosen(byKind.map(({ kind, count }) => ({ id: kind, name: kind, count })), kinds);
  return {
    kinds: kindsFound.map(({ id, count }) => [id as Kind, count]),
    places: options(withChosen([...ofEntities(byDivision), ...ofEntities(byDomain)], within ? [within] : [])),
    owners: options(withChosen(owners, owner ? [owner] : [])),
    tags: options(withChosen(byTag.map(({ tag, count }) => ({ id: tag, name: tag, count })), tags)),
    unowned: byOwner.find(({ team }) => !team)?.count ?? 0,
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
  choices.toSorted((a, b) => b.count - a.count || a.name.localeCompare(b.name)).map(({ id, name, count }) => ({ value: id, label: `${name} · ${figure(count)}` }));
