// What each kind of finding is called, and how grave it is. The schema decides which kinds there are.
import type { FindingKind } from "./relation.generated";

export type { FindingKind };

export interface FindingWord {
  /** A heading: "Without an owner". */
  title: string;
  /** The mark that stands for it beside the word. */
  mark: string;
  /** bad: two things that cannot both hold. warn: something is missing. plain: worth knowing. */
  tone: "bad" | "warn" | "plain";
}

const words: Record<FindingKind, FindingWord> = {
  OWNER_CONFLICT: { title: "Two owners at one place", mark: "‼", tone: "bad" },
  UNOWNED: { title: "Without an owner", mark: "▲", tone: "warn" },
  SHADOW_SYSTEM: { title: "Systems that nobody owns or operates", mark: "▲", tone: "warn" },
  UNSOURCED: { title: "Endpoints without a source", mark: "?", tone: "warn" },
  DENIED_FLOW: { title: "Denied flows that are still claimed", mark: "⊘", tone: "warn" },
  UNMAPPED: { title: "Datasets that nobody placed", mark: "?", tone: "warn" },
  SIMILAR_NAME: { title: "Names that differ by case only", mark: "≈", tone: "warn" },
  CYCLE: { title: "Circles", mark: "↺", tone: "warn" },
  UNUSED: { title: "Endpoints nobody uses", mark: "○", tone: "plain" },
  CROSSES_DIVISION: { title: "Links between divisions", mark: "‖", tone: "plain" },
};

/** All kinds of findings, the gravest first. */
export const findingKinds = Object.keys(words) as FindingKind[];

export const findingWord = (kind: FindingKind): FindingWord => words[kind];
