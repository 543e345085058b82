import { expect, test } from "vitest";
import type { Finding } from "./gaps";
import { gapsCsv } from "./gapsFile";

const end = (id: string, kind: string, name: string) => ({ id, kind, name });

test("each finding is a row of the CSV, with names that no spreadsheet runs", () => {
  const unsourced = {
    kind: "UNSOURCED",
    message: "Nothing recorded feeds it, \"yet\".",
    others: [],
    entity: { ...end("port:x/levels", "PORT", "=Levels"), owner: { id: "team:r", name: "Retail" }, containers: [end("domain:x/stock", "DOMAIN", "Stock"), end("division:x", "DIVISION", "X")] },
  };
  const unowned = { kind: "CYCLE", message: "", others: [end("port:a", "PORT", "A"), end("port:b", "PORT", "B")], entity: { ...end("port:c", "PORT", "C"), owner: null, containers: [] } };
  expect(gapsCsv([unsourced, unowned] as unknown as Finding[]).split("\r\n")).toEqual([
    "what,entity,kind,part of,owner,said,others,id",
    `Endpoints without a source,'=Levels,port,X / Stock,Retail,"Nothing recorded feeds it, ""yet"".",,port:x/levels`,
    "Circles,C,port,,,,port:a port:b,port:c",
    "",
  ]);
});
