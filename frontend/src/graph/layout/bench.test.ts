// Measures the layout against elkjs, on the same graphs in one run: with the same boxes and rows, and as one would draw the answer without
// boxes, one node for each part. Run with npm run bench:graph; it writes docs/benchmarks-layout.md. Times are those of the processor,
// and are no assertion.
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import ELK from "elkjs/lib/elk.bundled.js";
import { expect, test } from "vitest";
import { arrange } from "../model/arrange";
import type { Answer } from "../model/answer";
import type { Scene } from "../model/scene";
import { generate } from "../testdata/generate";
import { load } from "../testdata/load";
import { crossings, type Line } from "./crossings";
import type { Layout } from "./layout";
import { layOutLayered } from "./layered/layered";
import { boxesGraph, readBoxes } from "./opponent/boxes";
import { plainGraph, readPlain } from "./opponent/plain";

interface Figures {
  milliseconds: number;
  crossings: number;
}

interface Row {
  name: string;
  parts: number;
  flows: number;
  boxes: number;
  ours: Figures;
  /** Undefined where ELK ends with an error; null where it was not asked. */
  sameBoxes: Figures | undefined | null;
  plain: Figures | undefined | null;
}

const elk = new ELK();

/** The processor's time, so that others on the machine count little. */
async function timed<T>(act: () => Promise<T>): Promise<[T, number]> {
  const begin = process.cpuUsage();
  const result = await act();
  const { user, system } = process.cpuUsage(begin);
  return [result, (user + system) / 1000];
}

async function best<T>(times: number, act: () => Promise<T>): Promise<[T, number]> {
  let [result, least] = await timed(act);
  for (let i = 1; i < times; i++) {
    const [again, milliseconds] = await timed(act);
    if (milliseconds < least) [result, least] = [again, milliseconds];
  }
  return [result, least];
}

/** Of a layout that takes long, one run says enough. */
async function figures<T>(times: number, lay: () => T | Promise<T>, lines: (result: T) => Line[]): Promise<Figures> {
  const [result, milliseconds] = await best(times, async () => lay());
  return { milliseconds, crossings: crossings(lines(result)).length };
}

const linesOf = ({ flows }: Scene, layout: Layout): Line[] =>
  flows.flatMap(({ id, from, to }) => (layout.flows.has(id) ? [{ id, from, to, points: layout.flows.get(id)! }] : []));

async function measure(name: string, answer: Answer, opponents: { boxes: boolean; plain: boolean }): Promise<Row> {
  const times = answer.drawn.length > 200 ? 1 : 5;
  const scene = arrange(answer, { grain: "port" });
  const failed = (cause: unknown) => (console.warn(`${name}: ELK fails with ${String(cause).slice(0, 80)}`), undefined);
  return {
    name,
    parts: answer.drawn.length,
    flows: answer.flows.length,
    boxes: scene.boxes.length,
    ours: await figures(5, () => layOutLayered(scene), (layout) => linesOf(scene, layout)),
    sameBoxes: opponents.boxes ? await figures(times, () => elk.layout(boxesGraph(scene)), (graph) => linesOf(scene, readBoxes(graph))).catch(failed) : null,
    plain: opponents.plain ? await figures(times, () => elk.layout(plainGraph(answer)), readPlain).catch(failed) : null,
  };
}

test.skipIf(!process.env["HEADWATER_BENCH"])("the layout is measured", { timeout: 3_600_000 }, async () => {
  await elk.layout(boxesGraph(arrange(load("sales-planning"), { grain: "port" }))); // warm
  const both = { boxes: true, plain: true };
  const rows = [
    await measure("Sales Planning of the example, upstream", load("sales-planning"), both),
    await measure("Customer of the example, both ways", load("customer-both-later"), both),
    await measure("made up, all boxes open", generate({ seed: 1, domains: 30, parts: 8, degree: 1.4, back: 3, coarse: 5 }), both),
    await measure("made up, 1,000 parts", generate({ seed: 1, domains: 100, parts: 10, degree: 1.4, back: 3, coarse: 5 }), both),
    await measure("made up, 10,000 parts", generate({ seed: 1, domains: 250, parts: 40, degree: 1.4, back: 3, coarse: 5 }), { boxes: false, plain: false }),
  ];
  expect(rows.every((row) => row.ours.milliseconds > 0)).toBe(true);
  writeFileSync(new URL("../../../../docs/benchmarks-layout.md", import.meta.url), table(rows));
});

const figure = (value: number) => Math.round(value).toLocaleString("en");

function cells(of: Figures | undefined | null): string[] {
  if (of === null) return ["not run", "not run"];
  return of ? [`${figure(of.milliseconds)} ms`, figure(of.crossings)] : ["fails", "fails"];
}

function table(rows: Row[]): string {
  const lines = rows.map(({ name, parts, flows, boxes, ours, sameBoxes, plain }) => [name, figure(parts), figure(flows), figure(boxes), ...cells(ours), ...cells(sameBoxes), ...cells(plain)].join(" | "));
  return `# The layout of the graph view against elkjs

Written by \`npm run bench:graph\` in \`frontend/\` on ${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}. All in one run, in one thread, warm, the processor's time: the least of
five, for ELK above 200 parts of one. *Ours* is the layered layout of the web app: a box for each domain with ports at its rows, of which what feeds another
stays above it, and above 300 rows closed boxes with rolled-up flows. *ELK, same boxes* is elkjs layered with the very same boxes, ports and spacings, as the web app once
used it; its rows stay as they come.
*ELK, no boxes* is elkjs layered with one node for each part, free to stand anywhere: another picture, which tells nothing of domains.
On the largest graph ELK is not run: with the same boxes it ends with a stack overflow, without boxes it was not tried.
A crossing is counted where two flows that share no end run across each other; one of ours may stand for several flows where boxes are closed.

Graph | Parts | Flows | Boxes | Ours | Crossings | ELK, same boxes | Crossings | ELK, no boxes | Crossings
--- | --: | --: | --: | --: | --: | --: | --: | --: | --:
${lines.join("\n")}
`;
}
