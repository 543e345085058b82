// What a filter lets be seen.
import type { Filter } from "./useView";

interface Seen {
  id: string;
  kind: string;
  name: string;
  owner?: { id: string } | null;
  /** Its owners contradict each other: then it has none, and is not unowned either. */
  conflict?: boolean;
  containers?: string[];
  alsoWithin?: readonly { id: string }[];
  tags?: string[];
}

/** Whether an entity is what a filter lets through; undefined where it lets all through. */
export function passes({ kinds, within, owner, unowned, tags, text }: Filter): ((entity: Seen) => boolean) | undefined {
  if (!kinds?.length && !within && !owner && unowned === undefined && !tags?.length && !text) return undefined;
  const words = (text ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  return (entity) =>
    (!kinds?.length || (kinds as readonly string[]).includes(entity.kind)) &&
    (!within || liesWithin(entity, within)) &&
    (!owner || entity.owner?.id === owner) &&
    (unowned === undefined || (!entity.owner && !entity.conflict) === unowned) &&
    (tags ?? []).every((tag) => entity.tags?.includes(tag)) &&
    words.every((word) => entity.name.toLowerCase().includes(word));
}

const liesWithin = ({ id, containers = [], alsoWithin = [] }: Seen, whole: string): boolean =>
  id === whole || containers.includes(whole) || alsoWithin.some((place) => place.id === whole);

/** Whether an entity is another one or a part of it. */
export const isOf = (whole: string) => ({ id, containers }: { id: string; containers: readonly string[] }): boolean => id === whole || containers.includes(whole);
