// The answer of an entity's page in one sentence: who owns it, what feeds it, who uses it; of a team, a system, a market
// and a division what these are asked for.
import { count, listed } from "../../catalog/count";
import { kindWord } from "../../catalog/kinds";
import type { EntityPageQuery } from "./entity.generated";

export type Entity = NonNullable<NonNullable<EntityPageQuery["catalog"]>["entity"]>;

interface Sentence {
  answer: string;
  rest: string;
}

/** Both halves of "Sales Planning is owned by Finance, fed by 5 parts and used by Sales Team and Marketing." */
export function sentenceOf(entity: Entity): Sentence {
  switch (entity.__typename) {
    case "Team":
      return {
        answer: `${entity.name} owns ${numbered(entity.owns.totalCount, "thing")},`,
        rest: `consumes ${numbered(entity.consumes.totalCount, "thing")} and operates ${numbered(entity.operates.totalCount, kindWord("SOURCE_SYSTEM"))}.`,
      };
    case "SourceSystem":
      return {
        answer: `${entity.name} ${served(entity.serves)},`,
        rest: `runs ${numbered(entity.runs.totalCount, "part")} and is operated by ${numbered(entity.operators.totalCount, kindWord("TEAM"), "nobody")}.`,
      };
    case "Market":
    case "Division":
      return servedBy(entity);
    default:
      return ofData(entity);
  }
}

const numbered = (total: number, one: string, none = "nothing"): string =>
  total === 0 ? none : count(total, one);

const served = ({ totalCount, nodes }: { totalCount: number; nodes: readonly { name: string }[] }): string =>
  totalCount === 0 ? "serves no market and no division" : `serves ${listed(nodes.map(({ name }) => name), 3, totalCount)}`;

function servedBy(entity: Extract<Entity, { __typename: "Market" | "Division" }>): Sentence {
  const { name, parts, systems, teams } = entity;
  const serving = `${count(systems.totalCount, kindWord("SOURCE_SYSTEM"))} and ${count(teams.totalCount, kindWord("TEAM"))}`;
  if (parts.totalCount === 0) return { answer: `${name} is served by ${serving}.`, rest: "" };
  return { answer: `${name} has ${count(parts.totalCount, "part")}`, rest: `and is served by ${serving}.` };
}

function ofData(entity: Entity): Sentence {
  const fed = entity.upstream.total > 0 ? `fed by ${count(entity.upstream.total, "part")}` : "fed by nothing recorded";
  const users = [...new Set(entity.consumers.map(({ team }) => team.name))];
  const uses = users.length > 0 ? `used by ${listed(users)}` : usesOfFlows(entity);
  return { answer: `${entity.name} ${ownedBy(entity)},`, rest: `${fed} and ${uses}.` };
}

function ownedBy({ ownership, owner }: Entity): string {
  if (owner) return `is owned by ${owner.name}`;
  return ownership.status === "CONFLICT" ? "has two owners" : "has no owner";
}

function usesOfFlows({ downstream }: Entity): string {
  return downstream.total > 0 ? `feeding ${count(downstream.total, "part")}` : "used by nobody";
}
