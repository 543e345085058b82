package resolvers_test

import (
	"fmt"
	"testing"
)

// What a facet says is what the list has, once the choice is made.
func TestAFacetIsWhatItsChoiceBrings(t *testing.T) {
	c, _ := caseStudy(t)
	facets := c.data(`{catalog {facets(where: {kinds: [PORT]}) {
		byKind {kind count} byOwner {team {id} count} byDomain {entity {id} count} byDivision {entity {id} count}}}}`, nil)["catalog"].(map[string]any)["facets"].(map[string]any)
	brings := func(filter string, count any) {
		t.Helper()
		found := c.data(fmt.Sprintf(`{catalog {entities(where: {%s}, first: 0) {totalCount}}}`, filter), nil)
		if got := found["catalog"].(map[string]any)["entities"].(map[string]any)["totalCount"]; got != count {
			t.Fatalf("%s: the facet says %v, the list has %v", filter, count, got)
		}
	}
	seen := 0
	each := func(list string, filter func(map[string]any) string) {
		for _, one := range facets[list].([]any) {
			brings(filter(one.(map[string]any)), one.(map[string]any)["count"])
			seen++
		}
	}
	each("byKind", func(one map[string]any) string { return fmt.Sprintf("kinds: [%s]", one["kind"]) })
	each("byOwner", func(one map[string]any) string {
		return fmt.Sprintf("kinds: [PORT], owner: %q", one["team"].(map[string]any)["id"])
	})
	within := func(one map[string]any) string {
		return fmt.Sprintf("kinds: [PORT], within: %q", one["entity"].(map[string]any)["id"])
	}
	each("byDomain", within)
	each("byDivision", within)
	if seen < 20 {
		t.Fatalf("only %d choices", seen)
	}
}

// Of a commit with the whole company, the page of one entity asks for what concerns it alone.
func TestADiffCanBeOfSomeEntitiesOnly(t *testing.T) {
	c, _ := caseStudy(t)
	diff := c.data(`{diff(from: {revision: 0}) {
		all: entities {entity {id}}
		entities(of: ["domain:division-x/sale"]) {entity {id container {id}}}
		links(of: ["domain:division-x/sale"]) {from {id} to {id}}
		none: entities(of: []) {action}}}`, nil)["diff"].(map[string]any)
	if all, some := len(diff["all"].([]any)), len(diff["entities"].([]any)); some != 6 || all < 50 {
		t.Fatalf("%d of %d entities: the domain and its 5 parts are expected", some, all)
	}
	if len(diff["none"].([]any)) != 0 {
		t.Fatal("of none there is none")
	}
	links := diff["links"].([]any)
	for _, link := range links {
		from, to := link.(map[string]any)["from"].(map[string]any)["id"], link.(map[string]any)["to"].(map[string]any)["id"]
		if from != "domain:division-x/sale" && to != "domain:division-x/sale" {
			t.Fatalf("%v → %v does not concern it", from, to)
		}
	}
	if len(links) < 4 {
		t.Fatalf("only %d links: its owner, its form and three systems are expected", len(links))
	}
}

// A crossing says which of its ends is the division's.
func TestACrossingSaysWhichEndIsInside(t *testing.T) {
	c, _ := caseStudy(t)
	border := c.data(`{catalog {division(ref: "division-v") {border {crossings(first: 100) {nodes {outward relation}}}}}}`, nil)["catalog"].(map[string]any)["division"].(map[string]any)["border"]
	for _, one := range border.(map[string]any)["crossings"].(map[string]any)["nodes"].([]any) {
		crossing := one.(map[string]any)
		inward := crossing["relation"] == "OWNS" || crossing["relation"] == "SERVES" // by or of what is shared
		if crossing["outward"] == inward {
			t.Fatalf("%v", crossing)
		}
	}
}
