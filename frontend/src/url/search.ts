// Addresses ↔ views. The router hands over what stands behind the question mark as texts; a route picks the parameters it
// has and gets them typed. Reading what was written gives the same again.
import { codecs, type Search } from "./parameters";

export type Name = keyof Search;
type Picked<Names extends Name> = { [Key in Names]?: Search[Key] };

/** Under this name stand the texts that later ones of the same name overrule. It is half a letter: no address can give it. */
export const overruled = "\ud800";

/** What stands behind the question mark, by name. */
export interface Given {
  [name: string]: string | Overruled;
}

/** By name the texts, each once, of which a later one counts. They stay in the address until somebody leaves them out. */
export type Overruled = Readonly<Record<string, readonly string[]>>;

/** The texts behind the question mark; of a name given more than once the last, beside which one without a value says nothing. For the router. */
export function readSearch(query: string): Given {
  const all = new URLSearchParams(query);
  const names = [...new Set(all.keys())];
  const lasts = names.map((name) => [name, all.getAll(name).findLast((text) => text !== "") ?? ""] as const);
  const others = lasts.flatMap(([name, last]) => {
    const texts = [...new Set(all.getAll(name))].filter((text) => text !== "" && text !== last);
    return texts.length > 0 ? [[name, texts] as const] : [];
  });
  return { ...Object.fromEntries(lasts), ...(others.length > 0 && { [overruled]: Object.fromEntries(others) }) };
}

/** The other way: values are written as their codecs say, and what says nothing is left out. For the router. */
export function writeSearch(search: Record<string, unknown>): string {
  const { [overruled]: others = {}, ...rest } = search as Record<string, unknown> & { [overruled]?: Overruled };
  const parts = Object.entries(rest).flatMap(([name, value]) => {
    const text = written(name, value);
    return text ? [...((Object.hasOwn(others, name) && others[name]) || []), text].map((text) => `${encode(name)}=${encode(text)}`) : [];
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
