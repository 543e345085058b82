// Teams against domains: who owns which, and who consumes it or something in it.
import type { Linked } from "../../atoms/EntityLink";
import { alike, grouped } from "../../catalog/grouped";
import { onlyDivision } from "../../catalog/place";
import type { Catalog } from "./gaps";
import type { DomainColumnsFragment, TeamRowsFragment } from "./ownership.generated";

export type Team = Extract<TeamRowsFragment["nodes"][number], { owns: unknown }>;
export type Domain = DomainColumnsFragment["nodes"][number];

export type Hold = "owns" | "consumes" | "both";

/** The domains of one division, or those in none. */
export interface Column {
  division: Linked | undefined;
  domains: readonly Domain[];
}

export const teamsOf = (nodes: readonly TeamRowsFragment["nodes"][number][]): Team[] => nodes.filter((team): team is Team => "owns" in team);

/** The domains by division in the order of their IDs, those of none at the end. */
export function columnsOf(domains: readonly Domain[]): Column[] {
  const columns = new Map<string | undefined, { division: Linked | undefined; domains: Domain[] }>();
  for (const domain of domains) {
    const division = domain.containers.find(({ kind }) => kind === "DIVISION");
    const before = columns.get(division?.id)?.domains ?? [];
    columns.set(division?.id, { division, domains: [...before, domain] });
  }
  return [...columns.values()].sort((a, b) => Number(a.division === undefined) - Number(b.division === undefined));
}

/** How a team holds a domain: it is accountable for it, or one of two that are; it consumes that, what it is part of or something in it. */
export function holdOf(team: Team, { id: domain, owner, containers }: Domain): Hold | undefined {
  const owns = owner?.id === team.id || team.domains.nodes.some(({ id }) => id === domain);
  const around = new Set([domain, ...containers.map(({ id }) => id)]);
  const consumes = team.uses.nodes.some(({ entity }) => around.has(entity.id) || entity.containers.some(({ id }) => id === domain));
  return owns && consumes ? "both" : owns ? "owns" : consumes ? "consumes" : undefined;
}

/** Whether it owns or consumes more than was compared: then an empty cell says nothing. */
export const isPartly = ({ domains, uses }: Team): boolean => domains.totalCount > domains.nodes.length || uses.totalCount > uses.nodes.length;

export const isIdle = (team: Team): boolean => team.owns.totalCount + team.consumes.totalCount === 0;

const titleOf = (team: Team): string => onlyDivision(team)?.name ?? "Group teams";

/** Teams under a heading: those of each division, then those that serve several. */
export interface TeamGroup {
  title: string;
  teams: readonly Team[];
}

export const teamGroups = (teams: readonly Team[]): TeamGroup[] =>
  grouped(teams, titleOf)
    .map((all) => ({ title: all.map(titleOf)[0] ?? "", teams: all }))
    .sort((a, b) => groupsLast(a.title, b.title));

/** A row of the matrix: a team, or the teams of one name that several divisions have, one of each. */
export type Row = readonly [Team, ...Team[]];

/** Rows under a heading: what each division has of its own, what one has, then the teams that serve several. */
export interface RowGroup {
  title: string;
  rows: readonly Row[];
}

export function rowGroups(teams: readonly Team[]): RowGroup[] {
  const rows = alike(teams, (team) => onlyDivision(team)?.id, ({ name }) => [name]) as [Team, ...Team[]][];
  const heading = ([first, ...others]: Row) => (others.length > 0 ? "Each division has its own" : titleOf(first));
  return grouped(rows, heading)
    .map((all) => ({ title: all.map(heading)[0] ?? "", rows: all }))
    .sort((a, b) => groupsLast(a.title, b.title));
}

const groupsLast = (a: string, b: string) => Number(a === "Group teams") - Number(b === "Group teams");

/** How many endpoints of a domain have no source. */
export const unsourcedIn = ({ nodes }: Catalog["unsourcedAt"], domain: string): number =>
  nodes.filter(({ entity }) => entity.containers.some(({ id }) => id === domain)).length;
