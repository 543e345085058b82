// What one types into the palette: words to search for, and what narrows them.
import { kindOf, type Kind } from "../catalog/kinds";

export interface Words {
  words: string;
  /** undefined: of any kind. */
  kinds: Kind[] | undefined;
  /** What was typed for a team that owns it, and for a division that it is in. */
  owner: string | undefined;
  division: string | undefined;
}

/**
 * "kind:port owner:finance division:x top pro" → ports in Division X that Finance owns, with "top pro" in them. Of several
 * owners or divisions the last counts. What is no known kind, or narrows to nothing, is searched for as it stands.
 */
export function readWords(text: string): Words {
  const kinds: Kind[] = [];
  const narrow: Partial<Record<string, string>> = {};
  const words = text.split(/\s+/).filter((word) => {
    const [, name, value] = /^(kind|owner|division):(.+)$/i.exec(word) ?? [];
    if (!name || !value) return true;
    const kind = kindOf(value);
    if (name.toLowerCase() !== "kind") narrow[name.toLowerCase()] = value;
    else if (kind) kinds.push(kind);
    else return true;
    return false;
  });
  return { words: words.join(" ").trim(), kinds: kinds.length > 0 ? kinds : undefined, owner: narrow["owner"], division: narrow["division"] };
}

/** A name in pieces, those that were typed marked; upper and lower case are the same. */
export function marked(name: string, words: string): { text: string; hit: boolean }[] {
  const wanted = words.split(/\s+/).filter(Boolean).map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (wanted.length === 0) return [{ text: name, hit: false }];
  const whole = wanted.join("\\s+");
  const pieces = name.split(new RegExp(`(${whole}|${wanted.join("|")})`, "iu"));
  return pieces.map((text, index) => ({ text, hit: index % 2 === 1 })).filter(({ text }) => text !== "");
}
