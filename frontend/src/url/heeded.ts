// What each page heeds of its address. What is readable and yet says nothing to a page is not passed over in silence: the page is
// shown as it would be without, and says so (app/Unheeded.tsx).
import { isOpening } from "../graph/model/openings";
import type { Name } from "./search";

interface Heeds {
  names: readonly Name[];
  /** Of values that are read as any text, those that say something; for people, what may stand there. */
  values?: Partial<Record<Name, { may: string; is: (text: string) => boolean }>>;
}

const oneOf = (...values: readonly string[]) => ({ may: `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`, is: (text: string) => values.includes(text) });
const openings = { may: "what the picture itself puts there", is: (text: string) => text.split(",").every((one) => one === "" || isOpening(one)) };

/** By the router's ID of the page. The point in time is every page's. */
export const heeded = {
  "/": { names: [] },
  "/entity/$": { names: ["open", "text"] },
  "/explore/": { names: ["within", "grain", "orientation", "select"], values: { grain: oneOf("division", "domain") } },
  "/explore/$": {
    names: ["direction", "grain", "orientation", "depth", "kinds", "within", "owner", "unowned", "tags", "text", "flows", "select", "open", "tab"],
    values: { tab: oneOf("upstream", "downstream", "consumers", "teams", "paths"), open: openings },
  },
  "/catalog": { names: ["kinds", "within", "owner", "unowned", "tags", "text", "open"] },
  "/ownership": { names: ["within"] },
  "/divisions": { names: ["within", "tab", "select"], values: { tab: oneOf("shared", "flows", "owners") } },
  "/systems": { names: ["within"] },
  "/change": { names: ["plan", "tab", "select", "open", "show"], values: { tab: oneOf("told", "affected", "findings", "compare"), open: openings } },
  "/history": { names: ["from", "to", "select", "direction", "actor", "source", "since", "until", "open"] },
} as const satisfies Record<string, Heeds>;

export type PageId = keyof typeof heeded;
export const isPage = (id: string | undefined): id is PageId => id !== undefined && Object.hasOwn(heeded, id);

export interface Unheeded {
  name: string;
  /** A sentence. */
  said: string;
}

/** What an address says that a page does not heed, in the order of the address. What has no value says nothing anyhow. */
export function unheeded(page: PageId, given: Readonly<Record<string, string>>): Unheeded[] {
  const { names, values = {} }: Heeds = heeded[page];
  return Object.entries(given).flatMap(([name, text]) => {
    if (text === "" || name === "at") return [];
    if (!(names as readonly string[]).includes(name)) return [{ name, said: `“${name}=${shortened(text)}” says nothing to this page, which is shown without it.` }];
    const value = values[name as Name];
    return !value || value.is(text) ? [] : [{ name, said: `“${name}=${shortened(text)}” says nothing to this page, which is shown without it. Here it may be ${value.may}.` }];
  });
}

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
