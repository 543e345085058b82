package resolvers_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

func TestAPlanWritesNothing(t *testing.T) {
	c, catalog := caseStudy(t)
	before := catalog.Graph()
	c.data(`{plan(changes: [{divest: {division: "division:division-v"}}]) {after {entities {totalCount}} impact {total}}}`, nil)
	if catalog.Graph() != before {
		t.Error("the catalog changed")
	}
}

func TestACursorOfAPlanIsOfThatPlanOnly(t *testing.T) {
	c, _ := caseStudy(t)
	document := `query items($id: ID!, $after: String) {plan(changes: [{alter: {id: $id}}]) {impact {
		items(first: 1, after: $after) {pageInfo {endCursor}} teams {entities(first: 1, after: $after) {totalCount}}}}}`
	product := map[string]any{"id": "domain:division-x/product"}
	pages := c.data(document, product)["plan"].(map[string]any)["impact"].(map[string]any)["items"].(map[string]any)
	product["after"] = pages["pageInfo"].(map[string]any)["endCursor"]
	items := `query items($id: ID!, $after: String) {plan(changes: [{alter: {id: $id}}]) {impact {items(after: $after) {totalCount}}}}`
	if code := c.code(items, product); code != "" {
		t.Errorf("its own cursor: %s", code)
	}
	if code := c.code(document, product); code != graph.BadCursor {
		t.Errorf("a cursor of another list: %s", code)
	}
	product["id"] = "domain:division-x/customer"
	if code := c.code(items, product); code != graph.BadCursor {
		t.Errorf("a cursor of another plan: %s", code)
	}
}

func TestAPageOfANoticeHasItsBounds(t *testing.T) {
	c, _ := caseStudy(t)
	for _, first := range []int{-1, 1001} {
		for _, list := range []string{"items(first: %d) {totalCount}", "teams {entities(first: %d) {totalCount}}"} {
			document := `{plan(changes: [{alter: {id: "system:dwh"}}]) {impact {` + fmt.Sprintf(list, first) + `}}}`
			if code := c.code(document, nil); code != graph.BadUserInput {
				t.Errorf("%s: %s", document, code)
			}
		}
	}
}

// What is planned is what comes of it: the plan's after and the catalog once the same changes were made tell the same.
func TestWhatWasPlannedComesAboutWhenItIsApplied(t *testing.T) {
	c, _ := caseStudy(t)
	variables := map[string]any{"changes": []any{
		map[string]any{"acquire": map[string]any{"division": "division:division-w", "name": "Division W", "like": "division:division-x"}},
		map[string]any{"put": map[string]any{"id": "system:japan/pos-2"}},
		map[string]any{"replaceSystem": map[string]any{"system": "system:japan/pos", "by": "system:japan/pos-2"}},
		map[string]any{"divest": map[string]any{"division": "division:division-v"}},
		map[string]any{"handOver": map[string]any{"entity": "domain:division-w/sales-planning", "to": "team:division-w/sales"}},
		map[string]any{"move": map[string]any{"id": "domain:division-w/crm", "to": "domain:division-w/customer"}},
	}}
	fields := `entities(first: 1000) {totalCount nodes {id fullName owner {id} consumers {team {id} purpose}}}
		findings(first: 1000) {nodes {kind entity {id} others {id}}} rollUp {flows {from {id} to {id} count}}`
	planned := c.data(`query plan($changes: [Change!]!) {plan(changes: $changes) {after {`+fields+`}}}`, variables)["plan"].(map[string]any)["after"]
	c.data(`mutation apply($changes: [Change!]!) {apply(input: {changes: $changes}) {revision}}`, variables)
	applied := c.data(`{catalog {`+fields+`}}`, nil)["catalog"]
	if fmt.Sprint(planned) != fmt.Sprint(applied) {
		t.Errorf("planned\n%v\napplied\n%v", planned, applied)
	}
}

// A plan takes IDs, as all changes do; by a ref that a question would take it says which.
func TestAPlanOfARef(t *testing.T) {
	c, _ := caseStudy(t)
	r := c.run(`{plan(changes: [{alter: {id: "division-x/sale"}}]) {base}}`, nil)
	require.Len(t, r.Errors, 1)
	require.Equal(t, `"division-x/sale" is a ref, and changes take IDs; did you mean domain:division-x/sale?`, r.Errors[0].Message)
	require.Equal(t, []any{"domain:division-x/sale"}, r.Errors[0].Extensions["candidates"])
	require.Equal(t, []any{"changes", 0.0, "alter", "id"}, r.Errors[0].Extensions["path"])
}
