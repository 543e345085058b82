package neo4j_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// files returns the package's own files, without its tests.
func files(t *testing.T) (*token.FileSet, map[string]*ast.File) {
	t.Helper()
	set := token.NewFileSet()
	all, err := parser.ParseDir(set, ".", nil, 0) //nolint:staticcheck // nothing is type-checked
	require.NoError(t, err)
	files := map[string]*ast.File{}
	for name, file := range all["neo4j"].Files {
		if !strings.HasSuffix(name, "_test.go") {
			files[name] = file
		}
	}
	require.NotEmpty(t, files)
	return set, files
}

// Every statement is of the type cypher, and a value of that type can only be a constant: nothing is converted to it.
// The driver is handed a statement in one place.
func TestStatementsAreConstant(t *testing.T) {
	set, files := files(t)
	run := 0
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			call, is := n.(*ast.CallExpr)
			if !is {
				return true
			}
			switch f := call.Fun.(type) {
			case *ast.Ident:
				require.NotEqual(t, "cypher", f.Name, "a text is made a statement at %s", set.Position(call.Pos()))
			case *ast.SelectorExpr:
				require.NotContains(t, []string{"ExecuteQuery", "BeginTransaction"}, f.Sel.Name, "%s", set.Position(call.Pos()))
				if f.Sel.Name == "Run" {
					run++
				}
			}
			return true
		})
	}
	require.Equal(t, 1, run, "the driver runs statements in one place")
}

// Statements need nothing that Neo4j Community lacks, nor anything that could make an identifier of a value.
func TestStatementsAreTame(t *testing.T) {
	set, files := files(t)
	texts := 0
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			literal, is := n.(*ast.BasicLit)
			if !is || literal.Kind != token.STRING {
				return true
			}
			text, err := strconv.Unquote(literal.Value)
			require.NoError(t, err)
			if strings.HasPrefix(literal.Value, "`") {
				texts++
				for _, bad := range []string{"apoc.", "LOAD CSV", "$(", "NODE KEY", "CALL ", "elementId", "IS NOT NULL FOR"} {
					require.NotContains(t, text, bad, "%s", set.Position(literal.Pos()))
				}
			}
			return true
		})
	}
	require.Greater(t, texts, 40)
}
