// What each page heeds of its address. What is readable and yet says nothing to a page is not passed over in silence: the page is
// shown as it would be without, and says so (app/Unheeded.tsx).
import { isOpening } from "../graph/model/openings";
import { codecs } from "./parameters";
import { type Given, type Name, overruled } from "./search";

interface Heeds {
  names: readonly Name[];
  /** Of values that are read as any text, those that say something; for people, what may stand there. */
  values?: Partial<Record<Name, { may: string; is: (text: string) => boolean }>>;
  /** What says something only beside another parameter, unless it is a value that stands alone. */
  needs?: Partial<Record<Name, { beside: Name; unless?: string }>>;
}

const oneOf = (...values: readonly string[]) => ({ may: `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`, is: (text: string) => values.includes(text) });
const openings = (...folds: readonly string[]) => ({ may: "what the page itself puts there", is: (text: string) => text.split(",").every((one) => one === "" || folds.includes(one) || isOpening(one)) });

/** By the router's ID of the page. The point in time is every page's. */
export const heeded = {
  "/": { names: [] },
  "/entity/$": { names: ["open", "text"] },
  "/explore/": { names: ["within", "grain", "orientation", "select"], values: { grain: oneOf("division", "domain") } },
  "/explore/$": {
    names: ["direction", "grain", "orientation", "depth", "kinds", "within", "owner", "unowned", "tags", "text", "flows", "select", "open", "tab"],
    values: { tab: oneOf("upstream", "downstream", "consumers", "teams", "paths"), open: openings() },
  },
  "/catalog": { names: ["kinds", "within", "owner", "unowned", "tags", "text", "open"] },
  "/ownership": { names: ["within"] },
  "/divisions": { names: ["within", "tab", "select"], values: { tab: oneOf("shared", "flows", "owners") } },
  "/systems": { names: ["within"] },
  "/change": {
    names: ["plan", "tab", "select", "open", "show"],
    values: { tab: oneOf("told", "affected", "findings", "compare"), open: openings("table") },
    needs: { show: { beside: "plan" }, select: { beside: "plan" }, open: { beside: "plan" }, tab: { beside: "plan", unless: "compare" } },
  },
  "/history": { names: ["from", "to", "select", "direction", "actor", "source", "since", "until", "open"], needs: { direction: { beside: "from" } } },
} as const satisfies Record<string, Heeds>;

export type PageId = keyof typeof heeded;
export const isPage = (id: string | undefined): id is PageId => id !== undefined && Object.hasOwn(heeded, id);

export interface Unheeded {
  /** Under which name the router has what is not heeded. */
  name: string;
  /** A sentence. */
  said: string;
}

/** What an address says that a page does not heed, in the order of the address. What has no value says nothing anyhow. */
export function unheeded(page: PageId, { [overruled]: others = {}, ...given }: Readonly<Given>): Unheeded[] {
  const texts = given as Texts;
  const names = Object.keys(texts).filter((name) => texts[name] !== "");
  return names.flatMap((name): Unheeded[] => {
    const text = texts[name]!;
    const why = passedOver(page, name, text, texts);
    if (why !== undefined) return [{ name, said: `“${name}=${shortened(text)}” says nothing to this page, which is shown without it.${why}` }];
    const before = Object.entries(others).find(([other]) => other === name)?.[1];
    return before ? [{ name: overruled, said: overruledSaid(name, before, text) }] : [];
  });
}

type Texts = Readonly<Record<string, string>>;

/** Why a text says nothing to a page, as far as that is for people to know; undefined where it does say something. */
function passedOver(page: PageId, name: string, text: string, given: Texts): string | undefined {
  const { names, values = {}, needs = {} }: Heeds = heeded[page];
  if (name === "at") return undefined;
  if (!isOneOf(names, name)) return "";
  const value = values[name];
  if (value && !value.is(text)) return ` Here it may be ${value.may}.`;
  const need = needs[name];
  return need && text !== need.unless && !isSaid(need.beside, given) ? ` It needs “${need.beside}” beside it.` : undefined;
}

/** Whether an address says something under a name: an empty list says nothing. */
function isSaid(name: Name, given: Texts): boolean {
  const { read, write } = codecs[name] as { read: (text: string) => unknown; write: (value: unknown) => string };
  const value = read(given[name] ?? "");
  return value !== undefined && write(value) !== "";
}

function overruledSaid(name: string, texts: readonly string[], last: string): string {
  const say = texts.length > 1 ? `and ${(texts.length - 1).toLocaleString("en")} more say` : "says";
  return `“${name}=${shortened(texts[0]!)}” ${say} nothing to this page: of what is given for “${name}” the last counts, “${shortened(last)}”.`;
}

const isOneOf = (names: readonly Name[], name: string): name is Name => (names as readonly string[]).includes(name);
const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
