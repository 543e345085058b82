import { client } from "../../catalog/client";
import { type Part, type Parts, useParts } from "../../catalog/parts";
import type { LinkField, LinkNode } from "./kindLinks";
import { MoreLinksDocument } from "./moreLinks.generated";

/** What an entity is linked to in one way, read on by its cursors. */
export function useLinks(id: string, field: LinkField, first: Part<LinkNode>, revision: string): Parts<LinkNode> {
  return useParts(first, {
    of: `${id} ${field}`,
    revision,
    next: async (asked) => {
      const { data } = await client.query(MoreLinksDocument, { ...asked, id, [field]: true });
      return (data?.catalog?.entity as Partial<Record<LinkField, Part<LinkNode>>> | undefined)?.[field];
    },
  });
}
