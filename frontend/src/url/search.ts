// Addresses ↔ views. The router hands over what stands behind the question mark as texts; a route picks the parameters it
// has and gets them typed. Reading what was written gives the same again.
import { codecs, type Search } from "./parameters";

export type Name = keyof Search;
type Picked<Names extends Name> = { [Key in Names]?: Search[Key] };

/** The texts behind the question mark; of a name given twice the last. For the router. */
export function readSearch(query: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query));
}

/** The other way: values are written as their codecs say, and what says nothing is left out. For the router. */
export function writeSearch(search: Record<string, unknown>): string {
  const parts = Object.entries(search).flatMap(([name, value]) => {
    const text = written(name, value);
    return text ? [`${encode(name)}=${encode(text)}`] : [];
  });
  return parts.length > 0 ? `?${parts.join("&")}` : "";
}

function written(name: string, value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string" || !isName(name)) return String(value); // as read, not typed yet
  return (codecs[name].write as (value: unknown) => string)(value);
}

const isName = (name: string): name is Name => Object.hasOwn(codecs, name);

// Colons, slashes and commas may stand in a query as they are, and IDs stay readable so.
const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(/%(3A|2F|2C)/g, (escaped) => decodeURIComponent(escaped));

/** A route's parameters: typed, the others dropped. It throws a sentence about what cannot be read. */
export function only<Names extends Name>(...names: readonly Names[]) {
  return (given: Record<string, unknown>): Picked<Names> => {
    const picked: Record<string, unknown> = {};
    for (const name of names) {
      const value = typed(name, given[name]);
      if (value !== undefined) picked[name] = value;
    }
    return picked as Picked<Names>;
  };
}

function typed(name: Name, value: unknown): unknown {
  if (typeof value !== "string") return value; // typed already, by a link
  if (value === "") return undefined;
  const { read, means } = codecs[name];
  const found = read(value);
  if (found === undefined) throw new Error(`In the address, ${name}=${value} cannot be read: it is ${means}.`);
  return found;
}
