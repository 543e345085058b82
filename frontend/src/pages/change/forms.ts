// What can be planned by clicking: what each change asks for, and the change that comes of the answers.
import { kinds as allKinds, type Kind } from "../../catalog/kinds";
import type { Change } from "./changes";
import { slug } from "./command";

/** What was chosen and typed, by the name of the field. */
export type Values = Readonly<Record<string, string>>;

export interface Field {
  name: string;
  label: string;
  /** Of which kinds something is chosen; left out: text is typed. */
  kinds?: readonly Kind[];
  /** Chosen among what the entity of that field feeds. */
  fedBy?: string;
  /** Chosen among the markets that the system of that field serves, any number of them. */
  marketsOf?: string;
  optional?: boolean;
}

export interface Form {
  title: string;
  said: string;
  fields: readonly Field[];
  make: (values: Values) => Change;
}

const flowing = allKinds.filter((kind) => !["DIVISION", "MARKET", "TEAM"].includes(kind));
const owned = allKinds.filter((kind) => kind !== "TEAM");
const parts: Kind[] = ["DOMAIN", "CAPABILITY", "DATA_PRODUCT", "PORT", "DATASET", "FIELD", "JOB"];
const containers: Kind[] = ["DIVISION", "DOMAIN", "DATA_PRODUCT", "SOURCE_SYSTEM", "DATASET"];
const reason: Field = { name: "reason", label: "Why", optional: true };
const from: Field = { name: "from", label: "From", kinds: flowing };
const flow = ({ from = "", to = "", reason = "" }: Values) => ({ from, to, ...(reason && { reason }) });
const link = ({ from = "", to = "", reason = "" }: Values) => ({ relation: "FEEDS" as const, from, to, ...(reason && { reason }) });

export const forms: readonly Form[] = [
  {
    title: "Hand over",
    said: "Another team becomes accountable.",
    fields: [{ name: "about", label: "What", kinds: owned }, { name: "to", label: "To the team", kinds: ["TEAM"] }, reason],
    make: ({ about: entity = "", to = "", reason = "" }) => ({ handOver: { entity, to, ...(reason && { reason }) } }),
  },
  {
    title: "Move",
    said: "It becomes part of something else, and keeps its IDs and flows.",
    fields: [{ name: "about", label: "What", kinds: parts }, { name: "to", label: "Into", kinds: containers }],
    make: ({ about: id = "", to = "" }) => ({ move: { id, to } }),
  },
  {
    title: "Retire",
    said: "It goes, with its parts and all their links.",
    fields: [{ name: "about", label: "What", kinds: allKinds }],
    make: ({ about: id = "" }) => ({ remove: { id, cascade: true } }),
  },
  {
    title: "Replace a system",
    said: "Another system serves its markets, or some of them.",
    fields: [
      { name: "about", label: "The system", kinds: ["SOURCE_SYSTEM"] },
      { name: "by", label: "By", kinds: ["SOURCE_SYSTEM"] },
      { name: "markets", label: "In these markets only", marketsOf: "about", optional: true },
    ],
    make: ({ about: system = "", by = "", markets = "" }) => ({ replaceSystem: { system, by, ...(markets && { markets: markets.split(",") }) } }),
  },
  {
    title: "Divest a division",
    said: "It goes, with the teams and systems that serve no other.",
    fields: [{ name: "about", label: "The division", kinds: ["DIVISION"] }],
    make: ({ about: division = "" }) => ({ divest: { division } }),
  },
  {
    title: "Acquire a division",
    said: "A new one, run like one that is there.",
    fields: [{ name: "name", label: "Its name" }, { name: "about", label: "Run like", kinds: ["DIVISION"] }],
    make: ({ name = "", about: like = "" }) => ({ acquire: { division: `division:${slug(name)}`, name, like } }),
  },
  {
    title: "Alter",
    said: "What it holds will be different: who should know?",
    fields: [{ name: "about", label: "What", kinds: allKinds }, { name: "note", label: "What will be different", optional: true }],
    make: ({ about: id = "", note = "" }) => ({ alter: { id, ...(note && { note }) } }),
  },
  { title: "Add a flow", said: "One begins to feed another.", fields: [from, { name: "to", label: "To", kinds: flowing }, reason], make: (values) => ({ link: link(values) }) },
  {
    title: "Remove a flow",
    said: "Until a source says it again.",
    fields: [from, { name: "to", label: "To", fedBy: "from" }],
    make: ({ from = "", to = "" }) => ({ unlink: { relation: "FEEDS", from, to } }),
  },
  { title: "Deny a flow", said: "It is wrong, however often it is observed.", fields: [from, { name: "to", label: "To", fedBy: "from" }, reason], make: (values) => ({ deny: flow(values) }) },
];

/** Whether all is there that a form needs. */
export const isComplete = ({ fields }: Form, values: Values): boolean => fields.every(({ name, optional }) => optional || Boolean(values[name]?.trim()));
