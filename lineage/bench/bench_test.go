package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

func TestASmallRunComparesWithEveryOpponentAndWritesThePage(t *testing.T) {
	page := filepath.Join(t.TempDir(), "benchmarks.md")
	var out bytes.Buffer
	args := []string{"-entities", "4000", "-closures", "40", "-queries", "5", "-o", page}
	require.NoError(t, run(t.Context(), args, &out, io.Discard))
	for _, part := range []string{"SQLite", "bare", "map[ID][]ID", "an impact by team", "the same on a plan", "the same as of 1,000 commits ago", "the first answer as of 1000", "4000 entities in 20 layers", "-queries 5", "a flow"} {
		require.Contains(t, out.String(), part)
	}
	written, err := os.ReadFile(page)
	require.NoError(t, err)
	require.Equal(t, out.String(), string(written))
}

func TestSizesThatMeasureNothingAreRefused(t *testing.T) {
	for _, args := range [][]string{{"-entities", "10"}, {"-layers", "1"}, {"-closures", "0"}, {"-queries", "0"}, {"-nonsense"}} {
		require.Error(t, run(t.Context(), args, io.Discard, io.Discard), "%v", args)
	}
}

func TestADifferentAnswerStopsTheRun(t *testing.T) {
	s := sizes{shape: shape{entities: 400, layers: 4, fanIn: 3, seed: 1}, closures: 20, queries: 20}
	var flows []flow
	for f := range s.flows() {
		flows = append(flows, f)
	}
	g, err := graph.New(1, records(s.entities, flows[1:])) // one flow is missing
	require.NoError(t, err)
	b := &bench{sizes: s, flows: flows, g: g, progress: io.Discard, report: &report{}}
	for range 20 {
		b.starts = append(b.starts, flows[0].to, flows[0].from) // upstream first
	}
	require.ErrorContains(t, b.againstMaps(t.Context()), "differ")
	require.ErrorContains(t, b.againstDatabase(t.Context()), "differ")
}

func TestTheLayeredGraphIsTheSameForASeedAndPointsDownTheLayers(t *testing.T) {
	s := shape{entities: 1000, layers: 5, fanIn: 4, seed: 7}
	var first, second []flow
	for f := range s.flows() {
		require.Less(t, f.from/200, f.to/200)
		first = append(first, f)
	}
	for f := range s.flows() {
		second = append(second, f)
	}
	require.Equal(t, first, second)
	require.Greater(t, len(first), 2400)
}

func TestTheBareSearchKnowsDepths(t *testing.T) {
	g, err := graph.New(1, records(4, []flow{{0, 1}, {0, 2}, {1, 3}, {2, 3}}))
	require.NoError(t, err)
	b := &bare{g: g, seen: graph.NewBitmap(g.Bound())}
	got, err := b.trace(t.Context(), 0, lineage.Downstream)
	require.NoError(t, err)
	var want answer
	want.add(1, 1)
	want.add(2, 1)
	want.add(3, 2)
	require.Equal(t, want, got())
}
