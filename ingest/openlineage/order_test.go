package openlineage_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/openlineage"
)

// Any order and any repetition of the events of two runs under way together lead to one graph, and so does committing them
// together or one by one. Repeated, they change nothing but, once, of which run something is: what a run said before it had
// completed may count by then.
func TestTheOrderOfEventsDoesNotMatter(t *testing.T) {
	inAnyOrder(t, 300, drawEvents, func(t *testing.T, seed int, c *catalog, events []*openlineage.Event) {
		for _, change := range c.take(t, events...) {
			require.Equal(t, valuesOf(change.Before), valuesOf(change.After), "seed %d: repeated, they change nothing", seed)
		}
		require.Empty(t, c.take(t, events...), "seed %d: repeated again, they change nothing at all", seed)
	})
}

// valuesOf returns what a record's claims say, but of which run they are.
func valuesOf(r *graph.Record) (all [][]graph.Value) {
	for _, c := range r.Claims {
		all = append(all, c.Values)
	}
	return all
}

// inAnyOrder has some cases of events be taken as they are drawn, in another order with repetitions, and all of these together; and
// compares all that is effective then, what other names lead where, and the last runs. A last look is taken at the catalog that took them together.
func inAnyOrder(t *testing.T, cases int, draw func(*rapid.T) []*openlineage.Event, look func(t *testing.T, seed int, c *catalog, events []*openlineage.Event)) {
	t.Helper()
	if os.Getenv("HEADWATER_SOAK") != "" {
		cases = 10_000
	}
	for seed := range cases {
		events := rapid.Custom(draw).Example(seed)
		again := rapid.Custom(func(t *rapid.T) []*openlineage.Event {
			some := rapid.SliceOfN(rapid.SampledFrom(events), 0, 4).Draw(t, "repeated")
			return rapid.Permutation(append(some, events...)).Draw(t, "order")
		}).Example(seed)
		want, one, together := newCatalog(), newCatalog(), newCatalog()
		for _, e := range events {
			want.take(t, e)
		}
		for _, e := range again {
			one.take(t, e)
		}
		together.take(t, again...)
		require.Equal(t, whole(want), whole(one), "seed %d", seed)
		require.Equal(t, whole(want), whole(together), "seed %d, together", seed)
		if look != nil {
			look(t, seed, together, again)
		}
	}
}

// drawEvents draws events of two runs of a job, between them all that events say.
func drawEvents(t *rapid.T) []*openlineage.Event {
	n := rapid.IntRange(1, 6).Draw(t, "events")
	explicitRun := rapid.IntRange(1, 2).Draw(t, "run of explicit lineage") // two runs that say it are told apart by time alone
	events := make([]*openlineage.Event, n)
	for i := range events {
		run := rapid.IntRange(1, 2).Draw(t, "run")
		var members []string
		if rapid.Bool().Draw(t, "has inputs") {
			members = append(members, inputs(drawDatasets(t, "ab")...))
		}
		if rapid.Bool().Draw(t, "has outputs") {
			members = append(members, outputs(drawDatasets(t, "axy")...))
		}
		if run == explicitRun && rapid.IntRange(0, 4).Draw(t, "explicit") == 0 {
			members = append(members, "explicit")
		}
		state := rapid.SampledFrom([]string{"START", "RUNNING", "COMPLETE", "FAIL", "ABORT", "OTHER"}).Draw(t, "state")
		events[i] = drawEvent(t, run, state, rapid.IntRange(0, 4).Draw(t, "minute"), members)
	}
	return events
}

// Any order and any repetition of the events of several runs of several jobs, whose datasets have other names and are renamed, lead to
// one graph: its entities under all of their names, links, levels, and what the last run of each job was.
func TestTheOrderOfEventsOfSeveralRunsDoesNotMatter(t *testing.T) {
	inAnyOrder(t, 1_000, drawRuns, nil)
}

// Any order and any repetition of the events of jobs that name each other, as their parents and as what explicit lineage comes from,
// lead to one graph: a job that was only named before is taken as one that was not.
func TestTheOrderOfEventsOfJobsThatNameEachOtherDoesNotMatter(t *testing.T) {
	inAnyOrder(t, 1_000, drawNaming, nil)
}

// drawNaming draws events of two runs each of three jobs, in one of which each says explicit lineage: of two that do time alone would tell.
func drawNaming(t *rapid.T) []*openlineage.Event {
	n := rapid.IntRange(2, 7).Draw(t, "events")
	jobs := []string{"j", "k", "l"}
	events := make([]*openlineage.Event, n)
	for i := range events {
		run := rapid.IntRange(1, 6).Draw(t, "run")
		members, ran, job := "", "", ""
		if rapid.Bool().Draw(t, "has inputs") {
			members += "," + inputs(drawNamed(t, "ab")...)
		}
		if rapid.Bool().Draw(t, "has outputs") {
			members += "," + outputs(drawNamed(t, "xy")...)
		}
		if parent := rapid.SampledFrom(jobs).Draw(t, "parent"); parent != jobs[run%3] && rapid.Bool().Draw(t, "has a parent") {
			ran = fmt.Sprintf(`,"facets":{"parent":{%s,"run":{"runId":%q},"job":{"namespace":"n","name":%q}}}`, meta, runID(7), parent)
		}
		if 2 < run && run < 6 && rapid.IntRange(0, 3).Draw(t, "explicit") == 0 {
			target := rapid.SampledFrom([]string{"x", "y"}).Draw(t, "target")
			input := rapid.SampledFrom([]string{`{"namespace":"n","name":"a","type":"DATASET"}`, `{"namespace":"n","name":"j","type":"JOB"}`, `{"namespace":"n","name":"k","type":"JOB"}`}).Draw(t, "input")
			job = fmt.Sprintf(`,"facets":{"lineage":{%s,"entries":[{"namespace":"n","name":%q,"type":"DATASET","inputs":[%s]}]}}`, meta, target, input)
		}
		state := rapid.SampledFrom([]string{"START", "RUNNING", "COMPLETE", "FAIL"}).Draw(t, "state")
		minute := 10*rapid.IntRange(0, 5).Draw(t, "minute") + i
		events[i] = decoded(t, fmt.Sprintf(`{"eventType":%q,"eventTime":%q,"producer":"p","schemaURL":"s","run":{"runId":%q%s},"job":{"namespace":"n","name":%q%s}%s}`,
			state, at(minute), runID(run), ran, jobs[run%3], job, members))
	}
	return events
}

// whole tells all that is effective, what other names lead where, and the last runs.
func whole(c *catalog) string {
	lines := []string{told(c.graph)}
	for _, name := range strings.Split("abtxy", "") {
		lines = append(lines, fmt.Sprint(name, " is ", c.graph.Resolve(graph.DatasetID("n", name))))
	}
	for _, job := range []string{"j", "k", "l"} {
		last, found := c.heard.LastRun(graph.JobID("n", job))
		lines = append(lines, fmt.Sprint(job, " ran ", last, found))
	}
	return strings.Join(lines, "\n")
}

// drawRuns draws events of two runs each of two jobs, whose datasets have other names.
func drawRuns(t *rapid.T) []*openlineage.Event {
	n := rapid.IntRange(2, 7).Draw(t, "events")
	events := make([]*openlineage.Event, n)
	for i := range events {
		run := rapid.IntRange(1, 4).Draw(t, "run")
		members := ""
		if rapid.Bool().Draw(t, "has inputs") {
			members += "," + inputs(drawNamed(t, "abt")...)
		}
		if rapid.Bool().Draw(t, "has outputs") {
			members += "," + outputs(drawNamed(t, "txy")...)
		}
		state := rapid.SampledFrom([]string{"START", "RUNNING", "COMPLETE", "FAIL", "ABORT", "OTHER"}).Draw(t, "state")
		minute := rapid.IntRange(0, 9).Draw(t, "minute")
		events[i] = decoded(t, fmt.Sprintf(`{"eventType":%q,"eventTime":%q,"producer":"p","schemaURL":"s","run":{"runId":%q},"job":{"namespace":"n","name":%q}%s}`,
			state, at(minute), runID(run), []string{"j", "k"}[run%2], members))
	}
	return events
}

// drawNamed draws datasets, some of which have other names, or were named otherwise before.
func drawNamed(t *rapid.T, names string) []string {
	var all []string
	for _, name := range rapid.SliceOfNDistinct(rapid.SampledFrom(strings.Split(names, "")), 0, 2, rapid.ID[string]).Draw(t, "datasets") {
		var facets []string
		other := rapid.SampledFrom([]string{"", "", "", "a", "b", "t", "x", "y"}).Draw(t, "other name")
		switch {
		case other == "" || other == name:
		case rapid.Bool().Draw(t, "renamed"):
			facets = append(facets, fmt.Sprintf(`"lifecycleStateChange":{"lifecycleStateChange":"RENAME","previousIdentifier":{"namespace":"n","name":%q}}`, other))
		default:
			facets = append(facets, fmt.Sprintf(`"symlinks":{"identifiers":[{"namespace":"n","name":%q,"type":"TABLE"}]}`, other))
		}
		if in := rapid.SampledFrom([]string{"", "a", "b", "t"}).Draw(t, "columns"); in != "" {
			facets = append(facets, columns("k<"+in+".k"))
		}
		if doc := rapid.SampledFrom([]string{"", "one", "two"}).Draw(t, "documentation"); doc != "" {
			facets = append(facets, fmt.Sprintf(`"documentation":{"description":%q}`, doc))
		}
		all = append(all, dataset(name, facets...))
	}
	return all
}

func drawEvent(t *rapid.T, run int, state string, minute int, members []string) *openlineage.Event {
	job := `{"namespace":"n","name":"j"}`
	rest := ""
	for _, m := range members {
		if m == "explicit" {
			target := rapid.SampledFrom([]string{"x", "y"}).Draw(t, "target")
			input := rapid.SampledFrom([]string{`{"namespace":"n","name":"a","type":"DATASET"}`, `{"namespace":"n","name":"b","type":"DATASET","field":"k"}`, `{"type":"JOB"}`}).Draw(t, "input")
			job = fmt.Sprintf(`{"namespace":"n","name":"j","facets":{"lineage":{%s,"entries":[{"namespace":"n","name":%q,"type":"DATASET","inputs":[%s]}]}}}`, meta, target, input)
			continue
		}
		rest += "," + m
	}
	return decoded(t, fmt.Sprintf(`{"eventType":%q,"eventTime":%q,"producer":"p","schemaURL":"s","run":{"runId":"01926f37-7b3b-7d11-9b1f-%012d"},"job":%s%s}`,
		state, at(minute), run, job, rest))
}

func drawDatasets(t *rapid.T, names string) []string {
	var all []string
	for _, name := range rapid.SliceOfNDistinct(rapid.SampledFrom(strings.Split(names, "")), 0, 2, rapid.ID[string]).Draw(t, "datasets") {
		var facets []string
		draw := func(facet string, variants ...string) {
			if i := rapid.IntRange(-1, len(variants)-1).Draw(t, facet); i >= 0 {
				facets = append(facets, fmt.Sprintf("%q:%s", facet, variants[i]))
			}
		}
		draw("documentation", `{"description":"one"}`, `{"description":"two"}`)
		draw("schema", `{"fields":[{"name":"k","type":"int"}]}`, `{"fields":[{"name":"k","type":"text","description":"key"},{"name":"n"}]}`)
		draw("ownership", `{"owners":[{"name":"team:a"}]}`, `{"owners":[{"name":"team:b"},{"name":"c","type":"STEWARD"}]}`, `{"owners":[]}`)
		draw("tags", `{"tags":[{"key":"pii","value":"true"}]}`, `{"tags":[{"key":"z","value":"1"},{"key":"f","value":"1","field":"k"}]}`)
		draw("lifecycleStateChange", `{"lifecycleStateChange":"CREATE"}`, `{"lifecycleStateChange":"DROP"}`)
		if name == "a" || name == "y" {
			draw("symlinks", `{"identifiers":[{"namespace":"n","name":"b","type":"TABLE"}]}`, `{"identifiers":[{"namespace":"n","name":"t","type":"TABLE"},{"namespace":"n","name":"y","type":"LOCATION"}]}`)
		}
		if name == "x" {
			draw("columnLineage", `{"fields":{"k":{"inputFields":[{"namespace":"n","name":"a","field":"k","transformations":[{"type":"DIRECT"}]}]}}}`,
				`{"fields":{"n":{"inputFields":[{"namespace":"n","name":"seed","field":"n"}]}},"dataset":[{"namespace":"n","name":"b","field":"d"}]}`)
		}
		all = append(all, dataset(name, facets...))
	}
	return all
}
