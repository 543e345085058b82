// How much of a picture has been read whose flows come in pages, in words.
import { count, figure } from "../../catalog/count";
import type { Fault } from "../../catalog/fault";

export interface Reading {
  /** How many flows are there, of how many. */
  flows: number;
  of: number;
  /** Its next page could not be had. */
  failed: boolean;
}

export const readingSaid = ({ flows, of, failed }: Reading): string => (failed ? `${figure(flows)} of ${count(of, "flow")} read` : `Reading flows ${figure(flows)} of ${figure(of)}`);

export const faultOfReading = ({ flows, of }: Reading): Fault => ({
  code: "OFFLINE",
  message: `The server did not answer: ${figure(flows)} of ${count(of, "flow")} are there, and nothing is drawn without the others.`,
  candidates: [],
});
