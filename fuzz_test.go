package headwater_test

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var fuzzTarget = regexp.MustCompile(`(?ms)^func (Fuzz\w+)\(f \*testing\.F\) \{\n(.*?)^\}`)

// What `make soak` fuzzes is each target that there is, and each begins with seeds: without any, chance seldom gets past the first check.
func TestEveryFuzzTargetIsFuzzedAndHasSeeds(t *testing.T) {
	makefile, err := os.ReadFile("Makefile")
	require.NoError(t, err)
	_, list, _ := strings.Cut(string(makefile), "FUZZ := \\\n")
	list, _, _ = strings.Cut(list, "\n\n")
	named := strings.Fields(strings.ReplaceAll(list, "\\", " "))
	var found []string
	require.NoError(t, fs.WalkDir(os.DirFS("."), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "node_modules" || entry.Name() == ".git" || entry.Name() == ".tools") {
			return fs.SkipDir
		}
		if !strings.HasSuffix(name, "_test.go") {
			return nil
		}
		content, err := os.ReadFile(name)
		require.NoError(t, err)
		for _, target := range fuzzTarget.FindAllSubmatch(content, -1) {
			found = append(found, path.Dir(name)+":"+string(target[1]))
			require.Contains(t, string(target[2]), "f.Add(", "%s in %s has no seeds", target[1], name)
		}
		return nil
	}))
	slices.Sort(named)
	slices.Sort(found)
	require.Equal(t, found, named, "the targets that there are, and FUZZ in the Makefile")
}
