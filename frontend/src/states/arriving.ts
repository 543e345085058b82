// Code that is fetched when it is first asked for, and may not arrive: the server is gone, or another version of it has taken its place, whose
// code has other names. What failed once is not tried again in the same document (browsers and the build remember it): the page is loaded
// anew, which gives the same view, since that is in its address.

/** Why something of the app is not there. */
export class CodeMissing extends Error {
  override name = "CodeMissing";
}

/** The same import, which fails with CodeMissing. */
export const arriving = <Module>(load: () => Promise<Module>) => (): Promise<Module> =>
  load().catch((cause: unknown) => Promise.reject(new CodeMissing("The server did not send a part of this app.", { cause })));

/** Fetches code before it is asked for. Whoever asks for it is told when it does not arrive. */
export const inAdvance = (load: () => Promise<unknown>): void => void load().catch(() => undefined);

/** Whether the server answers now. */
export async function answers(): Promise<boolean> {
  try {
    return (await fetch("/readyz", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

const mark = "headwater-reloaded";
const patience = 60_000;

/** Loads the page anew, of itself at most once a minute: what does not arrive from a server that answers would be asked for without end. */
export function reloadOfItself(now = Date.now()): boolean {
  if (now - Number(sessionStorage.getItem(mark) ?? 0) < patience) return false;
  sessionStorage.setItem(mark, String(now));
  location.reload();
  return true;
}
