package resolvers_test

import (
	"reflect"
	"testing"
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
