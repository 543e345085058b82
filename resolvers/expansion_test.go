package resolvers_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

// doubling is a few changes that double what there is with every two of them.
func doubling(n int) []any {
	put := func(id, container string) any {
		return map[string]any{"put": map[string]any{"id": id, "container": container}}
	}
	changes := []any{map[string]any{"put": map[string]any{"id": "division:d0"}}, put("domain:d0/a", "division:d0"), put("domain:d0/b", "domain:d0/a")}
	for i := 1; i <= n; i++ {
		changes = append(changes,
			map[string]any{"acquire": map[string]any{"division": fmt.Sprintf("division:d%d", i), "name": fmt.Sprintf("D%d", i), "like": "division:d0"}},
			map[string]any{"move": map[string]any{"id": fmt.Sprintf("domain:d%d/a", i), "to": "domain:d0/a"}})
	}
	return changes
}

// However it is asked, what would double the catalog again and again is refused at the change that goes too far.
func TestChangesThatExpandTooFarAreRefused(t *testing.T) {
	for name, document := range map[string]string{
		"plan":    `query ($c: [Change!]!) {plan(changes: $c) {after {entities {totalCount}}}}`,
		"apply":   `mutation ($c: [Change!]!) {apply(input: {changes: $c}) {revision}}`,
		"dry run": `mutation ($c: [Change!]!) {apply(input: {changes: $c, dryRun: true}) {revision}}`,
	} {
		t.Run(name, func(t *testing.T) {
			c, catalog := caseStudy(t)
			before := catalog.Graph()
			r := c.run(document, map[string]any{"c": doubling(40)})
			require.Len(t, r.Errors, 1)
			require.EqualValues(t, graph.QueryTooLarge, r.Errors[0].Extensions["code"])
			path := r.Errors[0].Extensions["path"].([]any)
			require.Equal(t, []any{"changes", 23.0, "acquire"}, path[len(path)-3:])
			require.Same(t, before, catalog.Graph())
			head := c.data(`{commits(first: 1) {totalCount}}`, nil)["commits"].(map[string]any)["totalCount"]
			require.EqualValues(t, before.Revision(), head)
			require.Empty(t, c.code(document, map[string]any{"c": doubling(4)}))
		})
	}
}
