package openlineage_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/openlineage"
)

// knownColumns is a facet that says that a dataset's columns are known, of which none comes from anywhere.
const knownColumns = `"columnLineage":{"fields":{}}`

// What flows from dataset to dataset is just the pairs of which one run read the one and wrote the other, where any run told the columns of
// that: whatever events say it, in whatever order.
func TestWhatARunReadsFlowsToWhatItWrites(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		read, wrote := map[string][]string{}, map[string][]string{}
		known := map[string]bool{}
		c := newCatalog()
		for i := range rapid.IntRange(1, 12).Draw(t, "events") {
			run := runID(rapid.IntRange(1, 3).Draw(t, "run"))
			var ins, outs []string
			for _, name := range rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c"}), 0, 2).Draw(t, "inputs") {
				ins, read[run] = append(ins, dataset(name)), append(read[run], name)
			}
			for _, name := range rapid.SliceOfN(rapid.SampledFrom([]string{"x", "y", "z"}), 0, 2).Draw(t, "outputs") {
				facets := []string{}
				if rapid.Bool().Draw(t, "columns") {
					facets, known[name] = append(facets, knownColumns), true
				}
				outs, wrote[run] = append(outs, dataset(name, facets...)), append(wrote[run], name)
			}
			c.take(t, eventOf(t, "j", run, "RUNNING", i, inputs(ins...)+","+outputs(outs...)))
		}
		want := []string{}
		for run := range read {
			for _, in := range read[run] {
				for _, out := range wrote[run] {
					if known[out] {
						want = append(want, in+" -> "+out+" via j")
					}
				}
			}
		}
		slices.Sort(want)
		require.Equal(t, slices.Compact(want), slices.DeleteFunc(flows(c.graph), func(flow string) bool { return !strings.HasSuffix(flow, " via j") }))
	})
}

// some returns n datasets by a letter and their numbers.
func some(letter string, from, n int, facets ...string) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = dataset(fmt.Sprint(letter, from+i), slices.Clone(facets)...)
	}
	return all
}

// Whether the events of a run make too many flows together does not depend on their order; which of them is refused does. What is
// refused changes nothing, and what its run said is not heard.
func TestTheFlowsOfARunAreBounded(t *testing.T) {
	in := func(from, n int) *openlineage.Event { return event(t, "RUNNING", 0, inputs(some("a", from, n)...)) }
	out := func(from, n int) *openlineage.Event {
		return event(t, "RUNNING", 0, outputs(some("x", from, n, knownColumns)...))
	}
	for name, events := range map[string][]*openlineage.Event{
		"inputs first":  {in(0, 500), in(500, 500), out(0, 50), out(50, 1)},
		"outputs first": {out(0, 50), out(50, 1), in(0, 500), in(500, 500)},
		"in turns":      {in(0, 500), out(0, 50), out(50, 1), in(500, 500)},
	} {
		c := newCatalog()
		for i, e := range events[:3] {
			require.Empty(t, c.refused(t, e), "%s: %d", name, i)
		}
		before, last := told(c.graph), len(flows(c.graph))
		require.Contains(t, c.refused(t, events[3]), "run would make more than 50000 flows", name)
		require.True(t, before == told(c.graph), name)
		require.Empty(t, c.refused(t, in(0, 1)), "%s: what it said of its run is not heard", name)
		require.Equal(t, last, len(flows(c.graph)), name)
	}
	c := newCatalog()
	for _, e := range []*openlineage.Event{in(0, 500), out(0, 50), in(500, 500)} {
		require.Empty(t, c.refused(t, e), "50,000 are taken")
	}
	require.Equal(t, openlineage.MaxFlows, len(flows(c.graph)))
}

// A run reads at most 1,000 datasets and writes as many, whichever events name them: what is beyond that is refused, and not lost unsaid.
func TestTheDatasetsOfARunAreBounded(t *testing.T) {
	in := func(from, n int) *openlineage.Event { return event(t, "RUNNING", 0, inputs(some("a", from, n)...)) }
	out := event(t, "RUNNING", 0, outputs(some("x", 0, 2, knownColumns)...))
	for name, events := range map[string][]*openlineage.Event{
		"output first": {out, in(0, 600), in(600, 400), in(1_000, 1)},
		"output later": {in(0, 600), in(600, 400), out, in(1_000, 1)},
	} {
		c := newCatalog()
		for i, e := range events[:3] {
			require.Empty(t, c.refused(t, e), "%s: %d", name, i)
		}
		before := told(c.graph)
		require.Contains(t, c.refused(t, events[3]), "run would read or write more than 1000 datasets", name)
		require.True(t, before == told(c.graph), name)
		require.Empty(t, c.refused(t, in(0, 1_000)), "%s: what is known is taken", name)
		require.Equal(t, 2_000, len(flows(c.graph)), name)
	}
}

// refused folds an event unless it is refused, and returns why it is.
func (c *catalog) refused(t require.TestingT, e *openlineage.Event) string {
	if _, err := openlineage.Fold(c.graph, c.now, &c.heard, e); err != nil {
		require.Equal(t, graph.BadUserInput, graph.KindOf(err))
		return err.Error()
	}
	c.take(t, e)
	return ""
}

// An output whose columns are told at last meets what all runs read that wrote it: that is bounded as well.
func TestTheFlowsToAnOutputOfManyRunsAreBounded(t *testing.T) {
	c := newCatalog()
	for run := range 8 {
		require.Empty(t, c.refused(t, eventOf(t, "j", runID(run), "COMPLETE", run, inputs(some("a", run*900, 900)...)+","+outputs(some("x", 0, 10)...))))
	}
	columns := func(n int) *openlineage.Event {
		return eventOf(t, "j", runID(7), "COMPLETE", 8, outputs(some("x", 0, n, knownColumns)...))
	}
	require.NotEmpty(t, c.refused(t, columns(7)), "50,400")
	require.Empty(t, c.refused(t, columns(6)), "43,200")
	require.True(t, slices.Contains(flows(c.graph), "a0 -> x5 via j"))
}

// An event that says much of little costs little: names that lead nowhere, targets without inputs.
func TestManyNamesAndTargets(t *testing.T) {
	c := newCatalog()
	var named []string
	for i := range 100 {
		named = append(named, dataset(fmt.Sprint("x", i), `"symlinks":{"identifiers":[`+listed(100, fmt.Sprintf(`{"namespace":"n","name":"y%d.%%d","type":"TABLE"}`, i))+`]}`))
	}
	c.take(t, event(t, "START", 0, inputs(named...)))
	require.Equal(t, graph.DatasetID("n", "x99"), c.graph.Resolve(graph.DatasetID("n", "y99.99")))
	c.take(t, explicitRun(t, `{"namespace":"n","name":"e","facets":{"lineage":{`+meta+`,"entries":[`+listed(5_000, `{"namespace":"n","name":"t%d","type":"DATASET","inputs":[]}`)+`]}}}`, runID(1), "START", 1))
	require.Equal(t, 5_001, len(links(c.graph, graph.Writes)))
}

func listed(n int, format string) string {
	items := make([]string, n)
	for i := range items {
		items[i] = fmt.Sprintf(format, i)
	}
	return strings.Join(items, ",")
}

// What is noted with a job is read once for many events. Events that were folded with one that is refused change nothing of it either.
func TestWhatWasRefusedIsNotKnownOfTheJob(t *testing.T) {
	in := func(from int) *openlineage.Event { return event(t, "RUNNING", 2, inputs(some("a", from, 600)...)) }
	about := func(minute int, text string) *openlineage.Event {
		return jobEvent(t, minute, `{"namespace":"n","name":"j","facets":{"documentation":{`+meta+`,"description":"`+text+`"}}}`, outputs())
	}
	c := newCatalog()
	for range 3 {
		c.take(t, about(0, "What it was about"))
	}
	_, err := openlineage.Fold(c.graph, c.now, &c.heard, about(1, "What it is about"), in(0), in(600))
	_, refused := errors.AsType[*openlineage.Refusal](err)
	require.True(t, refused, err)
	c.take(t, about(1, "What it is about"))
	require.Contains(t, told(c.graph), "What it is about")
}
