package main

import (
	"os"
	"regexp"
	"strings"
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
	for _, match := range regexp.MustCompile("(?ms)^```([a-z]*)\n(.*?)^```$").FindAllSubmatch(readme, -1) {
		if string(match[1]) == language {
			found = append(found, string(match[2]))
		}
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

// What the README shows at a shell is what the commands say of the case study; "…" stands for what it leaves out.
func TestTheReadmesAnswersAreTrue(t *testing.T) {
	u := newPerson(t)
	u.run("apply", "-f", "../../examples/xclusiv")
	u.env = append(u.env, "HEADWATER_ALTERNATIVES=../../examples/xclusiv/alternatives") // as the demo has it
	shown := 0
	for _, text := range blocks(t, "") {
		command, answer, _ := strings.Cut(text, "\n")
		arguments, is := strings.CutPrefix(command, "$ headwater ")
		if !is {
			continue
		}
		shown++
		var pattern strings.Builder
		for each := range strings.Lines(answer) {
			pattern.WriteString(strings.ReplaceAll(regexp.QuoteMeta(strings.TrimSpace(each)), "…", "(?s:.*)") + "\\s*")
		}
		require.Regexp(t, "^"+pattern.String()+"$", u.run(strings.Fields(arguments)...), command)
	}
	require.GreaterOrEqual(t, shown, 5)
}
