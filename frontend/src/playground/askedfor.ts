// What an address of the playground asks for.
import { examples } from "./examples";

export interface Asked {
  /** The document; undefined: none is asked for. */
  query: string | undefined;
  /** Its variables in JSON, or nothing. */
  variables: string;
  /** The address without what was asked for. */
  rest: string;
}

/** Reads ?example=NAME and #query=…&variables=…; the latter stands behind the #, where no server sees or cuts it. */
export function askedFor({ href }: { href: string }): Asked {
  const address = new URL(href);
  const name = address.searchParams.get("example");
  const page = new URLSearchParams(address.hash.slice(1));
  address.searchParams.delete("example");
  address.hash = "";
  const rest = address.pathname + address.search;
  const query = page.get("query") ?? examples.find((example) => example.name === name)?.query;
  return { query, variables: page.get("query") ? (page.get("variables") ?? "") : "", rest };
}
