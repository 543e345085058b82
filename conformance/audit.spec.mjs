// GraphQL over HTTP, as its authors audit it: every check passes, the recommended and the optional ones too.
import assert from "node:assert/strict";
import { test } from "node:test";
import { serverAudits } from "graphql-http";
import { demo } from "./server.mjs";

const { url } = await demo();

for (const audit of serverAudits({ url })) {
  test(`${audit.id} ${audit.name}`, async () => {
    const result = await audit.fn();
    assert.equal(result.status, "ok", result.reason);
  });
}
