// The address of an entity's page and of its lineage: /entity/ and /explore/ with its ID, as Entity.page of the API says.

/** The ID behind a prefix such as /entity/. Each segment's escapes are undone once: a dataset's ID has escapes of its own. */
export function idIn(pathname: string, prefix: string): string {
  return pathname.slice(prefix.length).split("/").map(decoded).join("/");
}

/** What the router puts behind the prefix, the ID as it is. */
export const splat = (id: string): { _splat: string } => ({ _splat: id });

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // typed by hand, not by us
  }
}
