package resolvers_test

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/require"
)

// What has some IDs is told of the state that is asked for: what has gone since is still there then.
func TestNodesThen(t *testing.T) {
	c, catalog := caseStudy(t)
	before := catalog.Graph().Revision().String()
	c.data(`mutation {apply(input: {changes: [{remove: {id: "domain:division-x/sale", cascade: true}}]}) {revision}}`, nil)

	for document, want := range map[string][]any{
		`{nodes(ids: ["domain:division-x/sale", "team:finance"]) {id}}`:                                   {nil, map[string]any{"id": "team:finance"}},
		`{nodes(ids: ["domain:division-x/sale", "team:finance"], at: {revision: "` + before + `"}) {id}}`: {map[string]any{"id": "domain:division-x/sale"}, map[string]any{"id": "team:finance"}},
	} {
		if got := c.data(document, nil)["nodes"]; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v, want %v", document, got, want)
		}
	}
}

// A ref among several that may mean more than one thing is an error at its place; the others, and the fields beside, are answered.
func TestOneAmbiguousRefAmongNodes(t *testing.T) {
	c, _ := caseStudy(t)
	r := c.run(`{all: nodes(ids: ["it", "sales-planning", "finance", "sale"]) {id} node(id: "team:it") {id}}`, nil)
	it := map[string]any{"id": "team:it"}
	require.Equal(t, map[string]any{"all": []any{it, nil, map[string]any{"id": "team:finance"}, nil}, "node": it}, r.Data)
	require.Len(t, r.Errors, 2)
	for i, place := range []float64{1, 3} {
		require.Equal(t, []any{"all", place}, r.Errors[i].Path)
		require.NotEmpty(t, r.Errors[i].Locations)
		require.Equal(t, "BAD_USER_INPUT", r.Errors[i].Extensions["code"])
	}
	require.Contains(t, r.Errors[0].Extensions["candidates"], "domain:division-x/sales-planning")
}
