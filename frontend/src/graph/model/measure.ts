// How wide text is, near enough to make room for it, where there is no document to ask.

const narrow = "iljtfrI.,:;'|!()[] -/";
const wide = "mwMWQGOD@%&";

/** Returns the width of text in Inter at a size, within some 5 %. */
export function textWidth(text: string, size: number): number {
  let units = 0;
  for (const letter of text) units += narrow.includes(letter) ? 0.32 : wide.includes(letter) ? 0.82 : letter > "\u2e80" ? 1 : 0.57;
  return units * size;
}

const least = 212;
const most = 260;

/** Returns how wide a box is: as wide as its longest text, within bounds. What is longer is cut and has a tooltip. */
export function boxWidth(name: string, owner: string, rows: string[]): number {
  const header = Math.max(textWidth(name, 13.5) + 34 + 44, textWidth(owner, 11.5) + 34 + 14);
  const widest = Math.max(header, ...rows.map((row) => textWidth(row, 13) + 48 + 26));
  return Math.round(Math.min(most, Math.max(least, widest)));
}
