package resolvers_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
)

const history = `{commits(%s) {PAGE}}`

// Wherever somebody asks for a past that is no longer kept, the answer says so; what is kept is answered, and pages of
// commits go on where they were.
func TestAPastThatIsNoLongerKept(t *testing.T) {
	c, catalog := caseStudy(t)
	for i := range 9 {
		_, err := catalog.Apply(t.Context(), live.Request{Source: graph.People, Edits: []graph.Edit{graph.Put{ID: graph.ID(fmt.Sprintf("team:t%d", i))}}})
		require.NoError(t, err)
	}
	head := int(catalog.Graph().Revision())
	before := c.page(history, "commits", "revision", "first: 50")
	require.Equal(t, head, before.TotalCount)
	_, err := catalog.Compact(t.Context(), 5, "a test")
	require.NoError(t, err)

	for _, document := range []string{
		`{catalog(at: {revision: 4}) {revision}}`,
		`{catalog(at: {revision: 0}) {revision}}`,
		`{catalog(at: {time: "2020-01-01"}) {revision}}`,
		`{diff(from: {revision: 4}) {entities {action}}}`,
		`{diff(from: {revision: 6}, to: {revision: 4}) {entities {action}}}`,
		fmt.Sprintf(`{commits(after: %q) {nodes {revision}}}`, before.Edges[3].Cursor),
		fmt.Sprintf(`{commits(last: 1, before: %q) {nodes {revision}}}`, before.Edges[4].Cursor),
	} {
		require.Equal(t, graph.RevisionCompacted, c.code(document, nil), document)
	}
	for _, document := range []string{
		`{catalog(at: {revision: 5}) {revision entities {totalCount}}}`,
		`{diff(from: {revision: 5}) {entities {action}}}`,
		`{commits(first: 1) {nodes {revision diff {entities {action entity {id}}}}}}`,
	} {
		require.Empty(t, c.code(document, nil), document)
	}

	kept := c.page(history, "commits", "revision", "first: 50")
	require.Equal(t, head-5, kept.TotalCount)
	require.Equal(t, before.Nodes[5:], kept.Nodes)
	require.False(t, kept.PageInfo.HasPreviousPage)
	next := c.page(history, "commits", "revision", fmt.Sprintf("first: 2, after: %q", before.Edges[6].Cursor))
	require.Equal(t, before.Nodes[7:9], next.Nodes)
	require.True(t, next.PageInfo.HasPreviousPage)
	require.Equal(t, before.Edges[8].Cursor, *next.PageInfo.EndCursor, "cursors are what they were")
	last := c.page(history, "commits", "revision", fmt.Sprintf("last: 50, before: %q", before.Edges[6].Cursor))
	require.Equal(t, before.Nodes[5:6], last.Nodes)
	require.False(t, last.PageInfo.HasPreviousPage)
	require.True(t, last.PageInfo.HasNextPage)
}
