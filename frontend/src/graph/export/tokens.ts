// The colours of the page, by value: a picture that is taken away has no style sheet.

const names = [
  "canvas", "surface", "sunken", "line", "line-2", "ink", "ink-2", "ink-3", "accent", "op", "an", "warn", "edge", "bad", "bad-soft", "good", "good-soft",
] as const;

export type Tokens = Record<(typeof names)[number], string>;

export function tokensOf(element: Element): Tokens {
  const style = getComputedStyle(element);
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as Tokens;
}
