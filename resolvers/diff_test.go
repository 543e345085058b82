package resolvers_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/headwater-catalog/headwater/graph"
)

const pairsOf = `query pairs($of: [ID!]!, $first: Int, $after: String, $actions: [DiffAction!]) {
	diff(from: {revision: 0}) {lineage(of: $of, direction: UPSTREAM) {gained lost changed
		pairs(first: $first, after: $after, actions: $actions) {totalCount nodes {of {id} entity {id}} pageInfo {hasNextPage endCursor}}}}}`

// Pages of any size, one after the other, are the whole list.
func TestPairsArePaged(t *testing.T) {
	c, _ := caseStudy(t)
	of := []any{"division-x/sales-planning", "domain:division-x/crm", "domain:division-x/location"}
	read := func(first int) (pairs []string) {
		variables := map[string]any{"of": of, "first": first}
		for {
			found := c.data(pairsOf, variables)["diff"].(map[string]any)["lineage"].(map[string]any)
			page := found["pairs"].(map[string]any)
			if page["totalCount"] != found["gained"] || found["lost"] != 0. || found["changed"] != 0. {
				t.Fatalf("before the first commit there was nothing: %v", found)
			}
			for _, pair := range page["nodes"].([]any) {
				pairs = append(pairs, fmt.Sprint(pair))
			}
			info := page["pageInfo"].(map[string]any)
			if info["hasNextPage"] != true {
				return pairs
			}
			variables["after"] = info["endCursor"]
		}
	}
	whole := read(1000)
	if len(whole) < 7 {
		t.Fatalf("only %d pairs", len(whole))
	}
	for _, first := range []int{1, 2, len(whole) - 1, len(whole)} {
		if got := read(first); !slices.Equal(got, whole) {
			t.Errorf("pages of %d: %v, want %v", first, got, whole)
		}
	}
}

func TestAPageOfPairsHasItsBounds(t *testing.T) {
	c, _ := caseStudy(t)
	many := make([]any, 1001)
	for i := range many {
		many[i] = "domain:division-x/crm"
	}
	crm := many[:1]
	for _, variables := range []map[string]any{{"of": many}, {"of": crm, "first": -1}, {"of": crm, "first": 1001}} {
		if code := c.code(pairsOf, variables); code != graph.BadUserInput {
			t.Errorf("%v: %s", variables["first"], code)
		}
	}
	page := c.data(pairsOf, map[string]any{"of": crm, "first": 1})["diff"].(map[string]any)["lineage"].(map[string]any)["pairs"].(map[string]any)
	cursor := page["pageInfo"].(map[string]any)["endCursor"]
	if code := c.code(pairsOf, map[string]any{"of": crm, "after": cursor, "actions": []any{"ADDED"}}); code != graph.BadCursor {
		t.Errorf("a cursor of another list: %q", code)
	}
	empty := c.data(pairsOf, map[string]any{"of": crm, "actions": []any{}})["diff"].(map[string]any)["lineage"].(map[string]any)["pairs"].(map[string]any)
	if empty["totalCount"] != 0. {
		t.Errorf("no actions are no pairs: %v", empty)
	}
}
