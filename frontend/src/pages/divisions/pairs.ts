// Two divisions side by side: which domain of the one is a form of which of the other, and in what they differ.
import { listed } from "../../catalog/count";
import type { Parts } from "../../catalog/parts";
import type { Domain } from "./border";

/** In what two forms differ, in words; empty where nothing compared does. */
export interface Differences {
  name: readonly string[];
  owners: readonly string[];
  parts: readonly string[];
  systems: readonly string[];
  consumers: readonly string[];
  flows: readonly string[];
}

/** What is asked about: owners, flows, or all. */
export type About = "all" | "owners" | "flows";

export interface Pair {
  left: Domain | undefined;
  right: Domain | undefined;
  differences: Differences;
  /** False: a counterpart may be among those that are not read yet. */
  certain: boolean;
}

type Read = Pick<Parts<Domain>, "nodes" | "total">;

const same: Differences = { name: [], owners: [], parts: [], systems: [], consumers: [], flows: [] };

/** Pairs by VARIANT_OF, in the order of the left; what has no counterpart stands alone at the end. */
export function pairsOf(left: Read, right: Read): Pair[] {
  const counterpart = counterparts(right.nodes);
  const taken = new Set<string>();
  const pairs = left.nodes.map((one): Pair => {
    const other = counterpart(one, taken);
    if (other) taken.add(other.id);
    return { left: one, right: other, differences: other ? differencesOf(one, other) : same, certain: other !== undefined || isWhole(right) };
  });
  const alone = right.nodes.filter(({ id }) => !taken.has(id)).map((other): Pair => ({ left: undefined, right: other, differences: same, certain: isWhole(left) }));
  return [...pairs.filter((pair) => pair.right), ...pairs.filter((pair) => !pair.right), ...alone];
}

const isWhole = ({ nodes, total }: Read): boolean => nodes.length >= total;

/** Finds the form of a domain among others: the one is a form of the other, or both are forms of a third. */
function counterparts(others: readonly Domain[]): (one: Domain, taken: ReadonlySet<string>) => Domain | undefined {
  const named = new Map<string, Domain[]>();
  for (const other of others) {
    for (const id of [other.id, ...other.variantOf.map((model) => model.id)]) named.set(id, [...(named.get(id) ?? []), other]);
  }
  return (one, taken) => [one.id, ...one.variantOf.map(({ id }) => id)].flatMap((id) => named.get(id) ?? []).find(({ id }) => !taken.has(id));
}

/** Whether two forms differ in what is asked about; what stands alone surely does in all. */
export function differs({ left, right, differences, certain }: Pair, about: About): boolean {
  if (!left || !right) return certain;
  return (about === "all" ? Object.values(differences) : [differences[about]]).some((said) => said.length > 0);
}

function differencesOf(a: Domain, b: Domain): Differences {
  return {
    name: a.name === b.name ? [] : [`called ${a.name} and ${b.name}`],
    owners: ownersOf(a, b),
    parts: lists("parts", a.parts, b.parts),
    systems: lists("systems", a.systems, b.systems),
    consumers: only("consumers", namesOf(a.consumers.map(({ team }) => team)), namesOf(b.consumers.map(({ team }) => team))),
    flows: [...near("fed by", a.sources, b.sources), ...near("feeds", a.targets, b.targets)],
  };
}

function ownersOf(a: Domain, b: Domain): string[] {
  const [one, other] = [ownerOf(a), ownerOf(b)];
  return one === other ? [] : [`owned by ${one} and ${other}`];
}

// Each division has teams of its own with the same names: a name is compared, as a person would.
const ownerOf = ({ owner, ownership }: Domain): string => owner?.name ?? (ownership.status === "CONFLICT" ? "two teams" : "nobody");

type Near = Domain["sources"];

const near = (verb: string, a: Near, b: Near): string[] => lists(verb, listOf(a), listOf(b));
const listOf = ({ total, items }: Near) => ({ totalCount: total, nodes: items.nodes.map(({ entity }) => entity) });

interface List {
  totalCount: number;
  nodes: readonly { name: string }[];
}

/** By names; where a list is longer than what was asked for, by how many there are: a name that is not there may only be cut off. */
function lists(what: string, a: List, b: List): string[] {
  const cut = [a, b].some(({ totalCount, nodes }) => totalCount > nodes.length);
  if (!cut) return only(what, namesOf(a.nodes), namesOf(b.nodes));
  return a.totalCount === b.totalCount ? [] : [`${what}: ${a.totalCount} on the left, ${b.totalCount} on the right`];
}

function only(what: string, a: readonly string[], b: readonly string[]): string[] {
  const missing = (from: readonly string[], those: readonly string[]) => those.filter((name) => !from.includes(name));
  const [left, right] = [missing(b, a), missing(a, b)];
  return [
    ...(left.length > 0 ? [`${what} only on the left: ${listed(left)}`] : []),
    ...(right.length > 0 ? [`${what} only on the right: ${listed(right)}`] : []),
  ];
}

const namesOf = (nodes: readonly { name: string }[]): string[] => [...new Set(nodes.map(({ name }) => name))];
