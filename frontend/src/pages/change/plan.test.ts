// A plan as words, as text for elsewhere, and as an address: whatever is in it comes back.
import fc from "fast-check";
import { parse, valueFromASTUntyped, type FieldNode, type OperationDefinitionNode } from "graphql";
import { describe, expect, test } from "vitest";
import { readSearch, only, writeSearch } from "../../url/search";
import { allIdsIn, lastSegment, recorded, type Change } from "./changes";
import { commandOf, quoted, slug } from "./command";
import { headlineOf } from "./headline";
import { mutationText, planText } from "./mutation";
import { optionsOf } from "./options";
import { sentenceOf, subjectOf } from "./sentence";
import { yamlOf } from "./yaml";

const text = fc.string({ unit: "grapheme", maxLength: 30 });
const id = fc.oneof(fc.constantFrom("domain:division-x/sale", "dataset:pg%3A%2F%2Fprod/a%2Cb", "team:finance"), text.filter(Boolean));
const reason = fc.option(text, { nil: undefined });
const flow = fc.record({ from: id, to: id });
const anyChange = fc.oneof(
  fc.record({ alter: fc.record({ id }) }),
  fc.record({ remove: fc.record({ id, cascade: fc.boolean() }) }),
  fc.record({ handOver: fc.record({ entity: id, to: id, reason }, { requiredKeys: ["entity", "to"] }) }),
  fc.record({ move: fc.record({ id, to: fc.option(id) }) }),
  fc.record({ replaceSystem: fc.record({ system: id, by: id, markets: fc.array(id, { maxLength: 3 }) }) }),
  fc.record({ divest: fc.record({ division: id }) }),
  fc.record({ acquire: fc.record({ division: id, name: text, like: id }) }),
  fc.record({ link: fc.record({ relation: fc.constantFrom("FEEDS", "OWNS", "CONSUMES"), from: id, to: id }) }),
  fc.record({ deny: flow }),
  fc.record({ put: fc.record({ id, name: text, tags: fc.array(text, { maxLength: 3 }), direction: fc.constantFrom("INPUT", "OUTPUT") }) }),
) as unknown as fc.Arbitrary<Change>;
const anyPlan = fc.array(anyChange, { minLength: 1, maxLength: 6 });

const asJson = (changes: readonly Change[]) => JSON.parse(JSON.stringify(changes)) as unknown;

test("a plan's address gives the same plan again", () => {
  fc.assert(fc.property(anyPlan, (plan) => {
    expect(only("plan")(readSearch(writeSearch({ plan })))).toEqual({ plan: asJson(plan) });
  }));
});

describe("in GraphQL", () => {
  const argument = (document: string): unknown => {
    const [field] = (parse(document).definitions[0] as OperationDefinitionNode).selectionSet.selections as FieldNode[];
    return valueFromASTUntyped(field!.arguments![0]!.value);
  };

  test("the mutation says the plan, to the letter, less what is only imagined", () => {
    fc.assert(fc.property(anyPlan, (plan) => {
      expect(argument(mutationText(plan, "14", "Why"))).toEqual({ ifRevision: "14", message: "Why", changes: asJson(recorded(plan)) });
    }));
  });

  test("the question says the whole plan", () => {
    fc.assert(fc.property(anyPlan, (plan) => void expect(argument(planText(plan))).toEqual(asJson(plan))));
  });

  test("the mutation is to be read by people", () => {
    expect(mutationText([{ link: { relation: "FEEDS", from: "port:a/x", to: "port:b/y" } }], "14")).toBe(`mutation {
  apply(input: {
    ifRevision: "14"
    changes: [
      { link: { relation: FEEDS, from: "port:a/x", to: "port:b/y" } }
    ]
  }) {
    revision
  }
}`);
  });
});

describe("on the command line", () => {
  const product = "capability:division-x/product/get-product";
  const server = "http://127.0.0.1:4280";
  test.each<[Change[], string]>([
    [[{ alter: { id: product } }], `headwater impact ${product}`],
    [[{ alter: { id: product, note: "other SKUs; rm -rf 'x'" } }], `headwater impact ${product} --note 'other SKUs; rm -rf '\\''x'\\'''`],
    [[{ remove: { id: product, cascade: true } }], `headwater impact ${product} --retire`],
    [[{ handOver: { entity: "domain:a/b", to: "team:c" } }], "headwater impact domain:a/b --hand-over-to team:c"],
    [[{ move: { id: product, to: null } }], `headwater impact ${product} --move-to ''`],
    [[{ replaceSystem: { system: "system:france/pos", by: "system:japan/pos", markets: ["market:france"] } }], "headwater impact system:france/pos --replace-by system:japan/pos --market market:france"],
    [[{ divest: { division: "division:division-v" } }], "headwater impact division:division-v --divest"],
    [[{ acquire: { division: "division:division-w", name: "Division W", like: "division:division-x" } }], "headwater impact division:division-x --acquire-as 'Division W'"],
  ])("%j", (changes, line) => void expect(commandOf(changes, server)).toBe(`${line} --server ${server}`));

  test("whatever has no flag is asked in GraphQL", () => {
    const changes: Change[] = [{ deny: { from: "port:a/x", to: "port:b/y" } }];
    expect(commandOf(changes, server)).toBe(`headwater query '${planText(changes)}' --server ${server}`);
    expect(commandOf([...changes, ...changes], server)).toContain("headwater query ");
  });

  test("a quoted word is one word, and stays itself", () => {
    fc.assert(fc.property(text, (word) => {
      expect(quoted(word).replaceAll(/'\\''/g, "\0").replaceAll("'", "").replaceAll("\0", "'")).toBe(word);
    }));
  });

  test("a name gives its slug", () => {
    expect(slug(" Société  Générale & Co. ")).toBe("societe-generale-co");
  });
});

test("as an alternative it is a file of YAML", () => {
  const changes: Change[] = [{ handOver: { entity: "domain:a/b", to: "team:c", reason: "No: it's \"theirs\"" } }, { link: { relation: "CONSUMES", from: "team:d", to: "domain:a/b" } }];
  expect(yamlOf("NO", "14", changes)).toBe(`title: "NO"
reason: "No: it's \\"theirs\\""
changes:
  - handOver:
      entity: domain:a/b
      to: team:c
      reason: "No: it's \\"theirs\\""
  - link:
      relation: CONSUMES
      from: team:d
      to: domain:a/b
`);
  expect(yamlOf("A", "14", [{ divest: { division: "division:v" } }])).toContain(`reason: "Nobody has said why yet. Planned over revision 14."\n`);
});

describe("in words", () => {
  const name = (of: string) => lastSegment(of).toUpperCase();
  test.each<[Change, string, string]>([
    [{ alter: { id: "domain:a" } }, "Alter A", "Altering A"],
    [{ remove: { id: "domain:a", cascade: true } }, "Retire A", "Retiring A"],
    [{ handOver: { entity: "domain:a", to: "team:t" } }, "Hand A over to T", "Handing A to T"],
    [{ move: { id: "port:a", to: "domain:b" } }, "Move A to B", "Moving A to B"],
    [{ move: { id: "port:a", to: null } }, "Take A out of what it is part of", "Moving A"],
    [{ replaceSystem: { system: "system:a", by: "system:b", markets: ["market:m"] } }, "Replace A by B in M", "Replacing A by B in M"],
    [{ divest: { division: "division:v" } }, "Divest V", "Divesting V"],
    [{ acquire: { division: "division:w", name: "W & Co", like: "division:x" } }, "Acquire W & Co, like X", "Acquiring W & Co"],
    [{ link: { relation: "FEEDS", from: "port:a", to: "port:b" } }, "A feeds B", "Letting A feed B"],
    [{ unlink: { relation: "FEEDS", from: "port:a", to: "port:b" } }, "Remove the flow from A to B", "Removing the flow from A to B"],
    [{ deny: { from: "port:a", to: "port:b" } }, "Deny that A feeds B", "“Deny that A feeds B”"],
    [{ unlink: { relation: "CONSUMES", from: "team:t", to: "port:b" } }, "No longer: T uses B", "“No longer: T uses B”"],
    [{ put: { id: "domain:a", name: "An A" } }, "Record An A", "“Record An A”"],
  ])("%j", (change, sentence, subject) => {
    expect(sentenceOf(change, name)).toBe(sentence);
    expect(subjectOf(change, name)).toBe(subject);
  });

  const impact = (breaking: number, possible: number, teams: number, nobody = 0, findings = 0) => ({
    bySeverity: [{ severity: "BREAKING" as const, count: breaking }, { severity: "POSSIBLE" as const, count: possible }],
    teams: [...Array.from({ length: teams }, (_, at) => ({ team: { id: String(at) }, count: 1 })), ...(nobody ? [{ team: null, count: nobody }] : [])],
    findings: Array.from({ length: findings }),
  });
  const retire: Change = { remove: { id: "domain:a", cascade: true } };
  test.each([
    [[retire], impact(13, 0, 6), "Retiring A breaks 13 parts and concerns 6 teams. No new finding."],
    [[retire], impact(0, 1, 0), "Retiring A may break 1 part and concerns no team. No new finding."],
    [[retire], impact(1, 2, 1, 3, 1), "Retiring A breaks 1 part, perhaps 2 more, and concerns 1 team. For 3 parts there is nobody to tell. 1 new finding."],
    [[retire, retire], impact(0, 0, 2), "These 2 changes break nothing and concern 2 teams. No new finding."],
  ])("%#: the answer", (changes, of, said) => {
    const { answer, rest } = headlineOf(changes, of, name);
    expect(`${answer} ${rest}`).toBe(said);
  });

  test("a change names IDs, and text is none", () => {
    expect(allIdsIn([{ handOver: { entity: "domain:a", to: "team:t", reason: "team:u" } }, { replaceSystem: { system: "system:a", by: "system:b", markets: ["market:m"] } }, { move: { id: "domain:a", to: null } }]))
      .toEqual(["domain:a", "team:t", "system:a", "system:b", "market:m"]);
  });
});

describe("the ways to make a change", () => {
  const over: Change = { handOver: { entity: "domain:a", to: "team:new", reason: "Why" } };
  const uses: Change = { link: { relation: "CONSUMES", from: "team:old", to: "domain:a" } };
  const asWell: Change = { link: { relation: "OWNS", from: "team:new", to: "domain:a", reason: "Why" } };
  const owner = { id: "team:old", name: "Old" };

  test.each([[[over]], [[over, uses]], [[asWell]]])("each way of a hand-over leads to each other, and back: %j", (plan) => {
    const { options } = optionsOf(plan, 0, owner)!;
    expect(options.map(({ changes }) => changes)).toEqual([[over], [over, uses], [asWell]]);
    expect(options.filter(({ chosen }) => chosen).map(({ changes }) => changes)).toEqual([plan]);
  });

  test("other changes of the plan stay where they are", () => {
    const other: Change = { divest: { division: "division:v" } };
    expect(optionsOf([other, over, other], 1, owner)!.options[1]!.changes).toEqual([other, over, uses, other]);
  });

  test("what has one way only has no options", () => {
    expect(optionsOf([{ divest: { division: "division:v" } }], 0, undefined)).toBeUndefined();
    expect(optionsOf([over], 0, undefined)).toBeUndefined();
  });
});
