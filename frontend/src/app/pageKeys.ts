/** The keys that work on every page, for who asks. */
export const pageKeys: readonly (readonly [keys: string, what: string])[] = [
  ["Ctrl K or ⌘K", "search, or ask about something"],
  ["Tab", "first to a link that skips the bar, then through the page"],
  ["Home, End", "in a list that has the focus: to its first and last"],
  ["Esc", "close what is open above the page"],
  ["?", "these keys"],
];
