package resolvers_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/headwater-catalog/headwater/schema"
)

// A field that is bound to no method, or a type to no Go type, does not fail generating: gqlgen makes up a resolver or a
// model for it. This is all that may be there.
func TestEveryFieldIsBound(t *testing.T) {
	want := []string{"Mutation.Apply", "Mutation.ReplayDeadLetters", "Query.Alternative", "Query.AlternativeDiff", "Query.Alternatives", "Query.Catalog", "Query.Commits", "Query.DeadLetters", "Query.Diff", "Query.LastRun", "Query.Node", "Query.Nodes", "Query.Plan", "Subscription.Commits"}
	var got []string
	roots := reflect.TypeFor[schema.ResolverRoot]()
	for i := range roots.NumMethod() {
		fields := roots.Method(i).Type.Out(0)
		for j := range fields.NumMethod() {
			got = append(got, roots.Method(i).Name+"."+fields.Method(j).Name)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("resolvers %v, want %v: bind the field to a method of schema/types", got, want)
	}
	if models, err := os.ReadFile("../schema/models_gen.go"); err == nil {
		t.Errorf("gqlgen made models up: bind them to types of schema/types\n%s", models)
	}
}

// What is committed is what gqlgen makes of the schema. The root file differs by where it embeds the schema from.
func TestGeneratedCodeIsFresh(t *testing.T) {
	if testing.Short() {
		t.Skip("generates the schema once more, which takes seconds")
	}
	fresh := generate(t)
	committed, err := filepath.Glob("../schema/*.generated.go")
	if err != nil || len(committed) < 10 {
		t.Fatal(committed, err)
	}
	made, _ := filepath.Glob(filepath.Join(fresh, "*.generated.go"))
	if len(made) != len(committed) {
		t.Errorf("%d files are generated, %d committed", len(made), len(committed))
	}
	for _, file := range committed {
		name := filepath.Base(file)
		was, _ := os.ReadFile(file)
		is, err := os.ReadFile(filepath.Join(fresh, name))
		if err != nil || name != "root_.generated.go" && !bytes.Equal(was, is) {
			t.Errorf("%s is not what the schema says: go generate ./resolvers %v", name, err)
		}
	}
}

// generate runs gqlgen into a folder within the module, which Go's tools don't look at.
func generate(t *testing.T) (folder string) {
	t.Helper()
	if err := os.MkdirAll("testdata", 0o755); err != nil {
		t.Fatal(err)
	}
	folder, err := os.MkdirTemp("testdata", "fresh-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder); _ = os.Remove("testdata") })
	config, err := os.ReadFile("../gqlgen.yml")
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := strings.NewReplacer("dir: schema", "dir: resolvers/"+folder, "schema/models_gen.go", "resolvers/"+folder+"/models_gen.go")
	file := filepath.Join(t.TempDir(), "gqlgen.yml")
	if err := os.WriteFile(file, []byte(elsewhere.Replace(string(config))), 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), "go", "tool", "gqlgen", "generate", "--config", file)
	command.Dir = ".."
	if output, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	return folder
}
