package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

func TestASmallRunComparesEverythingAndWritesThePage(t *testing.T) {
	page := filepath.Join(t.TempDir(), "page.md")
	var out bytes.Buffer
	args := []string{"-entities", "10000", "-flows", "30000", "-catalog", "1000", "-rounds", "1", "-commits", "100", "-folder", t.TempDir(), "-o", page}
	require.NoError(t, run(t.Context(), args, &out, io.Discard))
	for _, part := range []string{"from the packed graph", "a flow goes", "an entity with parts moves", "64 writers", "1,000 changes", "collecting is put off", "one for each change"} {
		require.Contains(t, out.String(), part)
	}
	written, err := os.ReadFile(page)
	require.NoError(t, err)
	require.Equal(t, out.String(), string(written))
}

func TestSizesThatMeasureNothingAreRefused(t *testing.T) {
	for _, args := range [][]string{{"-entities", "10"}, {"-flows", "1"}, {"-rounds", "0"}, {"-commits", "0"}, {"-catalog", "1"}, {"-nonsense"}} {
		require.Error(t, run(t.Context(), args, io.Discard, io.Discard), "%v", args)
	}
}

func TestADifferentAnswerIsFound(t *testing.T) {
	require.NoError(t, same(map[graph.ID]string{"domain:a": "x"}, map[graph.ID]string{"domain:a": "x"}))
	require.ErrorContains(t, same(map[graph.ID]string{"domain:a": "x"}, map[graph.ID]string{"domain:a": "y"}), "differ")
	require.ErrorContains(t, same(map[graph.ID]string{"domain:a": "x"}, map[graph.ID]string{}), "differ")
	some, err := graph.New(1, warehouse{6000, 9000}.records())
	require.NoError(t, err)
	more, err := some.With(2, graph.Change{After: &graph.Record{Key: graph.EntityKey("team:new")}})
	require.NoError(t, err)
	require.NotEqual(t, fingerprint(some), fingerprint(more))
}
