package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph/neo4j/neo4jtest"
)

func TestASmallRunComparesEverythingAndWritesThePage(t *testing.T) {
	if missing := neo4jtest.Missing(); missing != "" {
		t.Skip("NOT TESTED against a real Neo4j: " + missing + " is not installed")
	}
	page := filepath.Join(t.TempDir(), "page.md")
	var out bytes.Buffer
	args := []string{"-entities", "400", "-flows", "1500", "-rounds", "1", "-commits", "3", "-o", page}
	require.NoError(t, run(t.Context(), args, &out, io.Discard))
	for _, part := range []string{"a hub", "in the middle", "VarLengthExpand(Pruning,BFS", "over HTTP", "loading 1900 records", "another server", "64 writers", "1,000 changes"} {
		require.Contains(t, out.String(), part)
	}
	written, err := os.ReadFile(page)
	require.NoError(t, err)
	require.Equal(t, out.String(), string(written))
}

func TestSizesThatMeasureNothingAreRefused(t *testing.T) {
	for _, args := range [][]string{{"-entities", "10"}, {"-flows", "1"}, {"-rounds", "0"}, {"-commits", "0"}, {"-nonsense"}} {
		require.Error(t, run(t.Context(), args, io.Discard, io.Discard), "%v", args)
	}
}

func TestTheGraphIsTheSameForASeedAndHasAHeavyTail(t *testing.T) {
	s := shape{entities: 3000, flowCount: 12_000, seed: 5}
	require.Equal(t, s.flows(), s.flows())
	out := map[int]int{}
	for _, f := range s.flows() {
		require.NotEqual(t, f.from, f.to)
		out[f.from]++
	}
	require.Greater(t, out[0], 300)
	require.Less(t, len(out), 2500)
}
