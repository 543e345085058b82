import { expect, test } from "vitest";
import { faultOfReading, readingSaid } from "./reading";

test("what is read is said in flows, and so is where it ended", () => {
  expect(readingSaid({ flows: 3000, of: 9439, failed: false })).toBe("Reading flows 3,000 of 9,439");
  expect(readingSaid({ flows: 3000, of: 9439, failed: true })).toBe("3,000 of 9,439 flows read");
  expect(faultOfReading({ flows: 3000, of: 9439, failed: true }).message).toBe("The server did not answer: 3,000 of 9,439 flows are there, and nothing is drawn without the others.");
});
