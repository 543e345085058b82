import fc from "fast-check";
import { expect, test } from "vitest";
import { tellingParts } from "./telling";

const told = (...names: string[]) => {
  const parts = tellingParts(names);
  return names.map((name) => (parts.has(name) ? name.slice(parts.get(name)) : undefined));
};

test("what a name shares with another is told from what it does not", () => {
  expect(told("Domain 1", "Domain 104", "Domain 16")).toEqual([" 1", " 104", " 16"]);
  expect(told("stg_orders", "stg_returns")).toEqual(["_orders", "_returns"]);
  expect(told("Sales", "Sales Planning")).toEqual([undefined, undefined]);
  expect(told("Customer", "Product", "Productivity", "Product")).toEqual([undefined, undefined, undefined, undefined]);
});

test("what stays of two names is not alike, where there are words for that", () => {
  expect(told("Part 1.1", "Part 1.2", "Part 2.1", "Part 2.2")).toEqual([" 1.1", " 1.2", " 2.1", " 2.2"]);
  expect(told("Sales 1", "Sales 2", "Orders 1", "Orders 2")).toEqual([" 1", " 2", " 1", " 2"]); // their first words differ
});

test("what gives way is whole words, and another name begins with them too", () => {
  const name = fc.array(fc.constantFrom("a", "ab", "b", "1", "10"), { minLength: 1, maxLength: 4 }).map((words) => words.join(" "));
  fc.assert(
    fc.property(fc.uniqueArray(name, { maxLength: 12 }), (names) => {
      const parts = tellingParts(names);
      for (const of of names) {
        const words = of.split(" ");
        const shares = (count: number) => names.some((other) => other !== of && other.startsWith(`${words.slice(0, count).join(" ")} `));
        const most = words.slice(1).filter((_, at) => shares(at + 1)).length;
        const end = parts.get(of);
        expect(end !== undefined).toBe(most > 0);
        if (end === undefined) continue;
        const count = of.slice(0, end).split(" ").length;
        expect(of[end]).toBe(" ");
        expect(shares(count)).toBe(true);
        const longest = names.filter((other) => other !== of && other.endsWith(of.slice(end)) && parts.get(other) === other.length - (of.length - end));
        if (count > 1) expect(longest).toEqual([]);
      }
    }),
  );
});
