package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/headwater-catalog/headwater/resolvers"
)

// Every document that the command line sends is one that the schema allows.
func TestDocumentsAreValid(t *testing.T) {
	schema := loadSchema(t)
	names, err := fs.Glob(queries, "queries/*.graphql")
	require.NoError(t, err)
	require.NotEmpty(t, names)
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text, err := queries.ReadFile(name)
			require.NoError(t, err)
			_, problems := gqlparser.LoadQueryWithRules(schema, string(text), rules.NewDefaultRules())
			require.Empty(t, problems)
		})
	}
}

// What headwater schema graphql writes is the schema: no type, field or description of a type is missing.
func TestTheSchemaIsWrittenWhole(t *testing.T) {
	written, err := gqlparser.LoadSchema(&ast.Source{Name: "written", Input: resolvers.SDL()})
	require.NoError(t, err)
	for name, known := range loadSchema(t).Types {
		require.Contains(t, written.Types, name)
		require.Equal(t, known.Description, written.Types[name].Description, name)
		require.Len(t, written.Types[name].Fields, len(known.Fields), name)
	}
}

func loadSchema(t *testing.T) *ast.Schema {
	t.Helper()
	paths, err := filepath.Glob("../../schema/*.graphqls")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	var sources []*ast.Source
	for _, path := range paths {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		sources = append(sources, &ast.Source{Name: path, Input: string(text)})
	}
	schema, err := gqlparser.LoadSchema(sources...)
	require.NoError(t, err)
	return schema
}
