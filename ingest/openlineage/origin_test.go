package openlineage_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/openlineage"
)

// ofFailed returns which of what is claimed is of failed runs.
func ofFailed(g *graph.Graph) []string {
	var all []string
	add := func(what string, claims []graph.Claim) {
		if strings.HasPrefix(claims[0].Origin, "failed run ") {
			all = append(all, what)
		}
	}
	for n := range g.Nodes() {
		add(short(g.ID(n)), g.Entity(n).Claims)
	}
	for l := range g.Links(graph.Feeds) {
		add(short(g.ID(l.From))+" -> "+short(g.ID(l.To)), g.Record(graph.Key{Relation: graph.Feeds, From: g.ID(l.From), To: g.ID(l.To)}).Claims)
	}
	slices.Sort(all)
	return all
}

// What only a failed run said tells that. What others said before does not, and what one that completes says afterwards no more.
func TestWhatOnlyAFailedRunSaidTellsThat(t *testing.T) {
	c := newCatalog()
	ran := func(run int, state, columnsOf string) {
		c.take(t, eventOf(t, "j", runID(run), state, run, inputs(dataset("a"))+","+outputs(dataset("x", columns(strings.Fields(columnsOf)...)))))
	}
	ran(1, "START", "k<a.k")
	ran(1, "COMPLETE", "k<a.k")
	ran(2, "START", "k<a.k new<a.k")
	require.Empty(t, ofFailed(c.graph), "nobody knows yet")
	c.take(t, eventOf(t, "j", runID(2), "FAIL", 3, ""))
	require.Equal(t, []string{"a.k -> x.new", "x.new"}, ofFailed(c.graph))
	ran(3, "START", "k<a.k new<a.k")
	require.Equal(t, []string{"a.k -> x.new", "x.new"}, ofFailed(c.graph), "it may fail as well")
	c.take(t, eventOf(t, "j", runID(3), "COMPLETE", 5, ""))
	require.Empty(t, ofFailed(c.graph))
}

// Once all runs have ended, what is claimed is of a failed run just where all runs that said it failed: in whatever order their
// events come, and however often. Then nothing changes any more.
func TestTheOrderOfEventsDoesNotMatterToWhatFailedRunsSaid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var events []*openlineage.Event
		said, stood := map[string]bool{}, map[string]bool{}
		for run := range rapid.IntRange(1, 4).Draw(t, "runs") {
			ends := rapid.SampledFrom([]string{"COMPLETE", "FAIL", "ABORT"}).Draw(t, "ends")
			for minute, state := range []string{"START", "RUNNING", ends} {
				var told []string
				for _, column := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"k", "l", "m"}), 0, 2, rapid.ID[string]).Draw(t, "columns") {
					told = append(told, column+"<a."+column)
					said["a."+column+" -> x."+column] = true
					stood["a."+column+" -> x."+column] = stood["a."+column+" -> x."+column] || ends == "COMPLETE"
				}
				events = append(events, eventOf(t, "j", runID(run), state, 10*run+minute, outputs(dataset("x", columns(told...)))))
			}
		}
		want := []string{}
		for flow := range said {
			if !stood[flow] {
				want = append(want, flow)
			}
		}
		slices.Sort(want)
		c := newCatalog()
		again := rapid.SliceOfN(rapid.SampledFrom(events), 0, 4).Draw(t, "repeated")
		for _, e := range rapid.Permutation(append(again, events...)).Draw(t, "order") {
			c.take(t, e)
		}
		got := slices.DeleteFunc(ofFailed(c.graph), func(what string) bool { return !strings.Contains(what, ".") || !strings.Contains(what, " -> ") })
		require.Equal(t, fmt.Sprint(want), fmt.Sprint(got))
		require.Empty(t, c.take(t, events...))
	})
}

// A job that fails all the time, and says the same, does not fill the log.
func TestFailingRunsDoNotFillTheLog(t *testing.T) {
	c := newCatalog()
	changed := map[graph.Key]int{}
	for run := range 300 {
		for _, state := range []string{"START", "FAIL"} {
			for _, change := range c.take(t, eventOf(t, "j", runID(run), state, run, inputs(dataset("a"))+","+outputs(dataset("x", columns("k<a.k"))))) {
				changed[change.Key()]++
			}
		}
	}
	for key, n := range changed {
		require.LessOrEqual(t, n, 2, key)
	}
}
