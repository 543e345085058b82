// Systems by type against markets: which system of a type serves which market, and what serves no market alone.
import { count, listed } from "../../catalog/count";
import type { Linked } from "../../atoms/EntityLink";
import type { MarketColumnsFragment, SystemLinesFragment, SystemsPageQuery } from "./systems.generated";

export type Catalog = NonNullable<SystemsPageQuery["catalog"]>;
export type System = Extract<SystemLinesFragment["nodes"][number], { operators: unknown }>;
export type Market = MarketColumnsFragment["nodes"][number];

export const systemsOf = (nodes: readonly SystemLinesFragment["nodes"][number][]): System[] => nodes.filter((node): node is System => "operators" in node);

/** One row of the matrix: a type of system, by market. */
export interface TypeRow {
  type: string;
  byMarket: readonly (readonly System[])[];
}

export function typeRows(systems: readonly System[], markets: readonly Market[]): TypeRow[] {
  const types = [...new Set(systems.filter((system) => marketsOf(system).length > 0).map(typeOf))].sort();
  return types.map((type) => ({
    type,
    byMarket: markets.map(({ id }) => systems.filter((system) => typeOf(system) === type && marketsOf(system).some((market) => market.id === id))),
  }));
}

export const typeOf = ({ type }: System): string => type ?? "No type";
export const marketsOf = ({ serves }: System): Linked[] => serves.nodes.filter(({ kind }) => kind === "MARKET");
export const divisionsOf = ({ serves }: System): Linked[] => serves.nodes.filter(({ kind }) => kind === "DIVISION");

/** Those that serve no market alone: the same for all. */
export const central = (systems: readonly System[]): System[] => systems.filter((system) => marketsOf(system).length === 0);

/** Those that serve a market, by their type: cards of one type say the same things, and stand beside each other. */
export const local = (systems: readonly System[]): System[] =>
  systems.filter((system) => marketsOf(system).length > 0).sort((a, b) => typeOf(a).localeCompare(typeOf(b), "en"));

/** Both halves of "9 systems, 3 markets. Shadow IT is in the dark: nobody owns or operates it." */
export function systemsSentence({ all, markets, findings }: Pick<Catalog, "all" | "markets" | "findings">): { answer: string; rest: string } {
  const shadows = findings.nodes.map(({ entity }) => entity.name);
  const many = findings.totalCount;
  return {
    answer: `${count(all.totalCount, "system")}, ${count(markets.totalCount, "market")}.`,
    rest: many > 0 ? `${listed(shadows, 3, many)} ${many === 1 ? "is" : "are"} in the dark: nobody owns or operates ${many === 1 ? "it" : "them"}.` : "Each system has an owner or an operator.",
  };
}
