package alternative

import (
	"github.com/vektah/gqlparser/v2/ast"
)

// Format is what the files of alternatives may say. It may be used from several goroutines at once.
type Format struct {
	schema *ast.Schema
	change *ast.Type
}

// NewFormat returns the format whose changes are the input Change of a GraphQL schema.
func NewFormat(schema *ast.Schema) *Format {
	return &Format{schema, ast.NonNullNamedType("Change", nil)}
}

// The keys of a file.
const (
	keyTitle   = "title"
	keyReason  = "reason"
	keyAuthor  = "author"
	keyChanges = "changes"
)

// keys are what a file may say, and what each is for.
var keys = []struct{ name, says string }{
	{keyTitle, "What the alternative is called for people; left out, the file's name."},
	{keyReason, "Why it is considered, for those who decide. Markdown."},
	{keyAuthor, "Who proposes it."},
	{keyChanges, "What would be changed, in order: each as GraphQL's input Change has it, with IDs in full."},
}

func keyNames() []string {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.name
	}
	return names
}
