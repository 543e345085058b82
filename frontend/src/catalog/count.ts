const english = new Intl.NumberFormat("en"); // one for all: to make one takes tens of milliseconds

/** "1,148". */
export const figure = (number: number): string => english.format(number);

/** "1 part", "5 parts", "1,148 parts". Say the plural where an s does not make it. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${figure(number)} ${number === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c"; beyond `most` of them "a, b and 3 more". Say how many there are where not all are named. */
export function listed(names: readonly string[], most = 3, total = names.length): string {
  const more = total - most + 1;
  const shown = total > most ? [...names.slice(0, most - 1), `${figure(more)} more`] : names;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}
