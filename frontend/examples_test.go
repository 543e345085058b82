package frontend

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestExamplesComeInTheOrderOfTheirFiles(t *testing.T) {
	names, err := fs.Glob(files, "examples/*.graphql")
	require.NoError(t, err)
	list := Examples()
	require.Len(t, list, len(names))
	for i, example := range list {
		assert.Contains(t, names[i], "-"+example.Name+".graphql")
	}
	assert.Equal(t, "What feeds Sales Planning, and who owns it?", list[0].Title)
}

func TestExamplesAreToldApart(t *testing.T) {
	names, titles := map[string]bool{}, map[string]bool{}
	for _, example := range Examples() {
		assert.False(t, names[example.Name], example.Name)
		assert.False(t, titles[example.Title], example.Title)
		names[example.Name], titles[example.Title] = true, true
	}
}

func TestAnExampleIsTheWholeDocument(t *testing.T) {
	for _, example := range Examples() {
		assert.True(t, strings.HasPrefix(example.Query, "# "+example.Title+"\n# "), "%s explains itself", example.Name)
		assert.Contains(t, example.Query, "\nquery ", "%s names its operation", example.Name)
	}
}

func TestExamplesAreTheCallersOwn(t *testing.T) {
	Examples()[0].Title = "changed"
	assert.NotEqual(t, "changed", Examples()[0].Title)
}

func TestMalformedExamplesAreRefused(t *testing.T) {
	for file, text := range map[string]string{
		"examples/first.graphql":       "# Title\n",
		"examples/01-First.graphql":    "# Title\n",
		"examples/01-first.txt":        "# Title\n",
		"examples/01-first.graphql":    "query First { catalog { revision } }\n",
		"examples/02-untitled.graphql": "# \nquery",
	} {
		_, err := readExamples(fstest.MapFS{file: {Data: []byte(text)}})
		assert.ErrorContains(t, err, file)
	}
}
