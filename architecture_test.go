package headwater_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"path"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const module = "github.com/headwater-catalog/headwater"

// floors lists the packages from the ground up; each may import those below it, and its own subfolders where the list
// says so. ARCHITECTURE.md tells what each is for.
var floors = []struct {
	folder string
	floor  int
	only   []string // if set, all that it may import of this module
}{
	{"graph", 0, []string{}},
	{"graph/fault", 0, []string{}},
	{"graph/nfc", 0, []string{}},
	{"graph/graphtest", 1, nil},
	{"graph/memory", 1, []string{"graph"}},
	{"graph/neo4j", 1, []string{"graph", "graph/nfc"}},
	{"graph/neo4j/neo4jtest", 1, []string{}},
	{"graph/sqlite", 1, []string{"graph", "graph/fault"}},
	{"lineage", 1, []string{"graph"}},
	{"lineage/bench", 5, nil},
	{"graph/neo4j/bench", 5, nil},
	{"graph/sqlite/bench", 5, nil},
	{"graph/live", 2, []string{"graph", "graph/fault"}},
	{"graph/transfer", 2, []string{"graph"}},
	{"ingest/document", 1, []string{}},
	{"ingest/strictjson", 1, []string{}},
	{"ingest/openlineage", 2, []string{"graph", "graph/nfc", "ingest/strictjson"}},
	{"ingest/openlineage/receiver", 3, []string{"graph", "graph/live", "ingest/openlineage"}},
	{"ingest/openlineage/eventtest", 1, []string{}},
	{"ingest/openlineage/bench", 5, nil},
	{"ingest/alternative", 2, []string{"graph", "ingest/document"}},
	{"ingest/dbt", 2, []string{"graph", "ingest/document"}},
	{"ingest/dbt/dbttest", 1, []string{}},
	{"ingest/csv", 2, []string{"graph", "ingest/document"}},
	{"ingest/standard", 2, []string{"graph", "ingest/document"}},
	{"ingest/standard/standardtest", 3, nil},
	{"ingest/odcs", 3, []string{"graph", "ingest/document", "ingest/standard"}},
	{"ingest/odps", 4, []string{"graph", "ingest/document", "ingest/odcs", "ingest/standard"}},
	{"ingest/backstage", 3, []string{"graph", "ingest/document", "ingest/standard"}},
	{"export/odps", 2, []string{"graph"}},
	{"export/openlineage", 2, []string{"graph"}},
	{"ingest/mapping", 2, []string{"graph", "ingest/document"}},
	{"ingest/dbt/bench", 5, nil},
	{"ingest/manifest", 2, []string{"graph", "ingest/document"}},
	{"schema/types", 2, []string{"graph", "graph/nfc", "lineage"}},
	{"schema", 3, []string{"graph", "lineage", "schema/types"}},
	{"examples", 2, []string{}},
	{"examples/ci", 5, []string{}},
	{"examples/deploy", 5, []string{}},
	{"resolvers", 4, nil},
	{"resolvers/goldens", 5, nil},
	{"frontend", 4, []string{}},
	{"server/access", 2, []string{"graph"}},
	{"server", 4, []string{"graph", "ingest/strictjson", "server/access"}},
	{"cmd/headwater/client", 5, []string{}},
	{"cmd/headwater/render", 5, []string{"ingest/csv"}},
	{"cmd/headwater/metrics", 5, []string{"graph", "server"}},
	{"cmd/headwater/tracing", 5, []string{}},
	{"cmd/headwater", 6, nil},
}

// listed is what `go list` tells of a package.
type listed struct {
	ImportPath string
	Imports    []string
	Standard   bool
}

func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports,Standard", "./...").Output()
	require.NoError(t, err)
	var all []listed
	decoder := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p listed
		err := decoder.Decode(&p)
		if errors.Is(err, io.EOF) {
			return all
		}
		require.NoError(t, err)
		all = append(all, p)
	}
}

func folderOf(importPath string) (string, bool) {
	folder, ok := strings.CutPrefix(importPath, module)
	return strings.TrimPrefix(folder, "/"), ok
}

func TestImportsPointDown(t *testing.T) {
	floor, only := map[string]int{}, map[string][]string{}
	for _, f := range floors {
		floor[f.folder] = f.floor
		if f.only != nil {
			only[f.folder] = f.only
		}
	}
	for _, p := range packages(t) {
		folder, _ := folderOf(p.ImportPath)
		if folder == "" {
			continue
		}
		require.Contains(t, floor, folder, "give %s its floor in this test and in ARCHITECTURE.md", folder)
		for _, imported := range p.Imports {
			below, ours := folderOf(imported)
			if !ours {
				continue
			}
			require.Less(t, floor[below], floor[folder]+boolToInt(path.Dir(below) == folder), "%s imports %s, which is not below it", folder, below)
			if allowed, restricted := only[folder]; restricted {
				require.Contains(t, allowed, below, "%s imports %s", folder, below)
			}
		}
	}
}

// boolToInt lets a package import a subfolder of itself on its own floor.
func boolToInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// The ground floor and the algorithms on it stand on nothing but the standard library.
func TestTheGroundFloorImportsTheStandardLibraryOnly(t *testing.T) {
	for _, p := range packages(t) {
		folder, _ := folderOf(p.ImportPath)
		if folder != "graph" && folder != "lineage" && folder != "frontend" {
			continue
		}
		for _, imported := range p.Imports {
			first, _, _ := strings.Cut(imported, "/")
			_, ours := folderOf(imported)
			require.True(t, ours || !strings.Contains(first, "."), "%s imports %s", folder, imported)
		}
	}
}

func TestNoFolderIsCalledAfterNothing(t *testing.T) {
	vague := []string{"utils", "util", "common", "models", "helpers", "services", "manager", "misc", "base"}
	for _, p := range packages(t) {
		for _, name := range strings.Split(p.ImportPath, "/") {
			require.NotContains(t, vague, name, p.ImportPath)
		}
	}
}
