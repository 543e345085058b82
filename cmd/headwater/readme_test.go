package main

import (
	"os"
	"regexp"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/ingest/manifest"
)

// blocks returns the fenced blocks of a language in the README.
func blocks(t *testing.T, language string) []string {
	t.Helper()
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	var found []string
	for _, match := range regexp.MustCompile("(?s)```"+language+"\n(.*?)```").FindAllSubmatch(readme, -1) {
		found = append(found, string(match[1]))
	}
	require.NotEmpty(t, found)
	return found
}

// What the README shows as a catalog of one's own can be applied as it stands there.
func TestTheReadmesCatalogCanBeApplied(t *testing.T) {
	for _, text := range blocks(t, "yaml") {
		m, err := manifest.Read(fstest.MapFS{"shop.yaml": {Data: []byte(text)}})
		require.NoError(t, err)
		changes, err := graph.Empty().Draft(graph.Draft{Source: m.Source, Whole: true, Revision: 1, Time: graphtest.Noon, Edits: m.Edits})
		require.NoError(t, err)
		require.NotEmpty(t, changes)
	}
}

func TestTheReadmesDocumentsAreValid(t *testing.T) {
	for _, text := range blocks(t, "graphql") {
		_, problems := gqlparser.LoadQueryWithRules(loadSchema(t), text, rules.NewDefaultRules())
		require.Empty(t, problems, text)
	}
}
