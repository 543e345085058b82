// Why each team must be told, in words, and the list of them to send around.
import { count, listed } from "../../catalog/count";
import type { ToldFragment } from "./change.generated";
import { placedName } from "./changes";

type Role = ToldFragment["roles"][number];
type Some = ToldFragment["changed"];

const roles: Record<Role, string> = {
  OWNER_OF_CHANGED: "Owner of the changed",
  OWNER_OF_AFFECTED: "Owner of affected",
  CONSUMER: "Consumer",
  OPERATOR: "Operator",
};

/** "Owner of the changed". */
export const roleWord = (role: Role): string => roles[role];

/** "New Sales in Sale, and Top Products in CRM"; of many the first few. */
export function someOf({ nodes, totalCount }: Some): string {
  const shown = nodes.map(placedName);
  const few = shown.length > 3 ? shown.slice(0, 2) : shown;
  const rest = totalCount - few.length;
  return rest > 0 ? `${few.join(", ")} and ${count(rest, "other")}` : listed(few, few.length);
}

/** What a team has to do with the change: a sentence for each role. */
export function reasonsOf({ changed, affected, consumed, operated }: Pick<ToldFragment, "changed" | "affected" | "consumed" | "operated">): string[] {
  const said: [Some, (some: string) => string][] = [
    [changed, (some) => `Owns what is changed: ${some}.`],
    [affected, (some) => `Owns ${some}.`],
    [consumed, (some) => `Uses ${some}.`],
    [operated, (some) => `Operates ${some}.`],
  ];
  return said.flatMap(([some, sentence]) => (some.totalCount > 0 ? [sentence(someOf(some))] : []));
}

/** Nobody first: that is what is to be looked after. Then as the answer has them, most entities first. */
export function inOrder<Notice extends { team: unknown }>(notices: readonly Notice[]): Notice[] {
  return [...notices.filter(({ team }) => !team), ...notices.filter(({ team }) => team)];
}

/** The list as text, a line a team. */
export function tellingOf(notices: readonly ToldFragment[]): string {
  return inOrder(notices)
    .map((notice) => `${notice.team?.name ?? "Nobody to tell"} (${notice.count}): ${notice.team ? reasonsOf(notice).join(" ") : someOf(notice.any)}`)
    .join("\n");
}
