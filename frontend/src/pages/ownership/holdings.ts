// Teams against domains: who owns which, and who consumes it or something in it.
import type { Linked } from "../../atoms/EntityLink";
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

/** A team of one division, by what it serves; undefined: it serves several, or none. */
export const divisionOf = ({ serves }: Team): Linked | undefined => {
  const divisions = serves.nodes.filter(({ kind }) => kind === "DIVISION");
  return divisions.length === 1 ? divisions[0] : undefined;
};

/** Teams under a heading: those of each division, then those that serve several. */
export interface TeamGroup {
  title: string;
  teams: readonly Team[];
}

export function teamGroups(teams: readonly Team[]): TeamGroup[] {
  const groups = new Map<string, Team[]>();
  for (const team of teams) {
    const title = divisionOf(team)?.name ?? "Group teams";
    groups.set(title, [...(groups.get(title) ?? []), team]);
  }
  return [...groups].map(([title, all]) => ({ title, teams: all })).sort((a, b) => Number(a.title === "Group teams") - Number(b.title === "Group teams"));
}

/** How many endpoints of a domain have no source. */
export const unsourcedIn = ({ nodes }: Catalog["unsourcedAt"], domain: string): number =>
  nodes.filter(({ entity }) => entity.containers.some(({ id }) => id === domain)).length;
