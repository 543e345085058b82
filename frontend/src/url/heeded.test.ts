import { expect, test } from "vitest";
import { router } from "../app/router";
import { heeded, type PageId, unheeded } from "./heeded";
import { overruled, readSearch } from "./search";

const names = (page: PageId, query: string) => unheeded(page, readSearch(query)).map(({ name }) => name);

test("every page of the router says what it heeds", () => {
  const pages = Object.values(router.routesById).filter(({ children }) => children === undefined).map(({ id }) => id as string);
  expect(Object.keys(heeded).sort()).toEqual(pages.sort());
});

test.each<[PageId, string]>([
  ["/explore/", "?grain=division&within=division:x&select=domain:a&orientation=down"],
  ["/explore/$", "?tab=paths&open=down1:port:a/b,box:domain:a,closed:domain:b,up:port:c,down0:domain:d&grain=column&depth=all"],
  ["/change", `?plan=${encodeURIComponent('[{"alter":{"id":"a"}}]')}&tab=affected&open=box:domain:a,table&show=after`],
  ["/divisions", "?tab=owners"],
  ["/history", "?from=1&to=2&open=r3"],
  ["/catalog", "?kinds=port&text=a&unowned="],
  ["/change", "?tab=compare"],
  ["/history", "?from=1&direction=downstream"],
  ["/explore/$", "?depth=2&depth=2&depth="],
  ["/", "?at=3"],
])("%s%s is heeded whole", (page, query) => {
  expect(names(page, query)).toEqual([]);
});

test.each<[PageId, string, string[]]>([
  ["/explore/", "?grain=column", ["grain"]],
  ["/explore/", "?depth=3&within=division:x&tab=paths", ["depth", "tab"]],
  ["/explore/$", "?tab=nonsense&open=sesame&foo=1", ["tab", "open", "foo"]],
  ["/change", "?tab=paths&open=domain:a", ["tab", "open"]],
  ["/change", "?show=after&tab=affected&select=domain:a&open=box:domain:a", ["show", "tab", "select", "open"]],
  ["/change", "?plan=[]&show=after", ["show"]],
  ["/history", "?direction=downstream", ["direction"]],
  ["/explore/$", "?depth=2&at=3&depth=3&at=4&depth=4", [overruled, overruled]],
  ["/", "?x=1&x=2", ["x"]],
  ["/divisions", "?tab=all", ["tab"]],
  ["/history", "?at=9&depth=2", ["depth"]],
  ["/", "?text=a&toString=b", ["text", "toString"]],
])("of %s%s it is said what is not", (page, query, said) => {
  expect(names(page, query)).toEqual(said);
});

test("the sentence says what stands there, that the page goes on without it, and what may stand there", () => {
  expect(unheeded("/explore/", { grain: "column" })[0]!.said).toBe("“grain=column” says nothing to this page, which is shown without it. Here it may be division or domain.");
  expect(unheeded("/change", { show: "after" })[0]!.said).toBe("“show=after” says nothing to this page, which is shown without it. It needs “plan” beside it.");
  expect(unheeded("/", { x: "y".repeat(90) })[0]!.said).toBe(`“x=${"y".repeat(40)}…” says nothing to this page, which is shown without it.`);
});

test("of what is given more than once the last counts, and it is said which do not", () => {
  expect(unheeded("/explore/$", readSearch("?depth=2&depth=3"))).toEqual([
    { name: overruled, said: "“depth=2” says nothing to this page: of what is given for “depth” the last counts, “3”." },
  ]);
  expect(unheeded("/explore/$", readSearch("?depth=1&depth=2&depth=4&depth=3"))[0]!.said).toBe("“depth=1” and 2 more say nothing to this page: of what is given for “depth” the last counts, “3”.");
});
