package frontend

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Example is a GraphQL document that shows what can be asked.
type Example struct {
	Name  string // what a link says: /playground?example=NAME. It survives a change of order
	Title string // the question it answers
	Query string // the whole document, comments included
}

// Examples returns the example documents in the order of their file names, examples/NN-name.graphql.
// The slice is the caller's own.
func Examples() []Example { return slices.Clone(examples) }

// A malformed example is a fault of the build, not of the run: it stops the program at its start, and so every test.
var examples = must(readExamples(files))

var fileName = regexp.MustCompile(`^\d+-([a-z0-9]+(?:-[a-z0-9]+)*)\.graphql$`)

func readExamples(fsys fs.FS) ([]Example, error) {
	names, err := fs.Glob(fsys, "examples/*")
	if err != nil {
		return nil, err
	}
	list := make([]Example, 0, len(names))
	for _, name := range names { // Glob sorts
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		example, err := parseExample(path.Base(name), string(text))
		if err != nil {
			return nil, err
		}
		list = append(list, example)
	}
	return list, nil
}

func parseExample(file, text string) (Example, error) {
	match := fileName.FindStringSubmatch(file)
	if match == nil {
		return Example{}, fmt.Errorf("examples/%s: the name is not NN-name.graphql", file)
	}
	first, _, _ := strings.Cut(text, "\n")
	title, ok := strings.CutPrefix(first, "# ")
	if !ok || title == "" {
		return Example{}, fmt.Errorf("examples/%s: the first line is not \"# title\"", file)
	}
	return Example{Name: match[1], Title: title, Query: text}, nil
}

func must[T any](value T, err error) T {
	if err != nil {
		panic("frontend: " + err.Error())
	}
	return value
}
