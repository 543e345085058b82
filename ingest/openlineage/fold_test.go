package openlineage_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/openlineage"
)

var noon = time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)

// catalog is a graph that events are folded into, as a server would.
type catalog struct {
	graph *graph.Graph
	heard openlineage.Heard
	now   time.Time
}

func newCatalog() *catalog { return &catalog{graph: graph.Empty(), now: noon} }

// take folds events of one source, and returns what that changed.
func (c *catalog) take(t require.TestingT, events ...*openlineage.Event) []graph.Change {
	edits, err := openlineage.Fold(c.graph, c.now, &c.heard, events...)
	require.NoError(t, err)
	changes, err := c.graph.Draft(graph.Draft{Source: openlineage.Source(events[0]), Revision: c.graph.Revision() + 1, Time: c.now, Edits: edits})
	require.NoError(t, err)
	if len(changes) > 0 {
		c.graph, err = c.graph.With(c.graph.Revision()+1, changes...)
		require.NoError(t, err)
	}
	return changes
}

// told tells all that is effective in a graph, a line each.
func told(g *graph.Graph) string {
	var lines []string
	for n := range g.Nodes() {
		e := g.Entity(n)
		lines = append(lines, fmt.Sprintf("%s %q %q %q %q %v %v", e.ID, e.Name, e.Description, e.Type, e.URL, e.Tags, e.Properties))
	}
	for _, r := range graph.Relations {
		for l := range g.Links(r) {
			lines = append(lines, fmt.Sprintf("%s %s %s via %q because %q", g.ID(l.From), r, g.ID(l.To), l.Via, l.Reason))
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// flows tells the recorded flows with short names: "a -> b via j (DIRECT: IDENTITY)".
func flows(g *graph.Graph) []string {
	lines := []string{}
	for l := range g.Links(graph.Feeds) {
		line := short(g.ID(l.From)) + " -> " + short(g.ID(l.To))
		if l.Via != "" {
			line += " via " + short(l.Via)
		}
		if l.Reason != "" {
			line += " (" + l.Reason + ")"
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return lines
}

// links tells the links of a relation with short names.
func links(g *graph.Graph, r graph.Relation) []string {
	lines := []string{}
	for l := range g.Links(r) {
		lines = append(lines, short(g.ID(l.From))+" "+short(g.ID(l.To)))
	}
	slices.Sort(lines)
	return lines
}

// short leaves the namespace out of an ID: a dataset is its name, a field its dataset's name and its own.
func short(id graph.ID) string { return strings.Join(id.Segments()[1:], ".") }

const meta = `"_producer":"https://example.com/p","_schemaURL":"https://example.com/s"`

// event decodes an event of a run of the job j, at a number of minutes after noon yesterday. Rest are its other members.
func event(t require.TestingT, state string, minute int, rest string) *openlineage.Event {
	return eventOf(t, "j", "01926f37-7b3b-7d11-9b1f-000000000001", state, minute, rest)
}

func eventOf(t require.TestingT, job, run, state string, minute int, rest string) *openlineage.Event {
	if rest != "" {
		rest = "," + rest
	}
	return decoded(t, fmt.Sprintf(`{"eventType":%q,"eventTime":%q,"producer":"https://example.com/p","schemaURL":"https://example.com/s",
		"run":{"runId":%q},"job":{"namespace":"n","name":%q}%s}`, state, at(minute), run, job, rest))
}

func jobEvent(t require.TestingT, minute int, job, rest string) *openlineage.Event {
	return decoded(t, fmt.Sprintf(`{"eventTime":%q,"producer":"https://example.com/p","schemaURL":"https://example.com/s","job":%s,%s}`, at(minute), job, rest))
}

func datasetEvent(t require.TestingT, minute int, d string) *openlineage.Event {
	return decoded(t, fmt.Sprintf(`{"eventTime":%q,"producer":"https://example.com/p","schemaURL":"https://example.com/s","dataset":%s}`, at(minute), d))
}

func at(minute int) string {
	return noon.AddDate(0, 0, -1).Add(time.Duration(minute) * time.Minute).Format(time.RFC3339)
}

func decoded(t require.TestingT, text string) *openlineage.Event {
	require.True(t, json.Valid([]byte(text)), text)
	e, err := openlineage.Decode([]byte(text))
	require.NoError(t, err, text)
	return e
}

// dataset returns a dataset of the namespace n as JSON, with facets given as "name":{members}.
func dataset(name string, facets ...string) string {
	for i, f := range facets {
		key, members, _ := strings.Cut(f, ":")
		facets[i] = key + ":{" + meta + "," + strings.TrimPrefix(members, "{")
	}
	return fmt.Sprintf(`{"namespace":"n","name":%q,"facets":{%s}}`, name, strings.Join(facets, ","))
}

func inputs(datasets ...string) string  { return `"inputs":[` + strings.Join(datasets, ",") + `]` }
func outputs(datasets ...string) string { return `"outputs":[` + strings.Join(datasets, ",") + `]` }

// columns is a facet in which each output column comes from a dataset's column of a name: "x<a.y".
func columns(pairs ...string) string {
	var fields []string
	for _, pair := range pairs {
		out, from, _ := strings.Cut(pair, "<")
		name, column, _ := strings.Cut(from, ".")
		fields = append(fields, fmt.Sprintf(`%q:{"inputFields":[{"namespace":"n","name":%q,"field":%q,"transformations":[{"type":"DIRECT","subtype":"IDENTITY"}]}]}`, out, name, column))
	}
	return `"columnLineage":{"fields":{` + strings.Join(fields, ",") + `}}`
}

func TestInputsFlowThroughTheJobWhereNothingBetterIsKnown(t *testing.T) {
	c := newCatalog()
	c.take(t, event(t, "START", 0, inputs(dataset("a"), dataset("b"))+","+outputs(dataset("x"))))
	require.Equal(t, []string{"a -> j", "b -> j", "j -> x"}, flows(c.graph))
	require.Equal(t, []string{"j a", "j b"}, links(c.graph, graph.Reads))
	require.Equal(t, []string{"j x"}, links(c.graph, graph.Writes))
}

func TestColumnsDecideAndAnInputThatNoneMentionsStillFlows(t *testing.T) {
	c := newCatalog()
	c.take(t, event(t, "START", 0, inputs(dataset("a"), dataset("b"))+","+outputs(dataset("x"))))
	c.take(t, event(t, "COMPLETE", 1, outputs(dataset("x", columns("k<a.k")))))
	require.Equal(t, []string{"a -> x via j", "a.k -> x.k via j (DIRECT: IDENTITY)", "b -> x via j"}, flows(c.graph))
	c.take(t, event(t, "RUNNING", 2, inputs(dataset("c"))))
	require.Contains(t, flows(c.graph), "c -> x via j", "what the run read, whenever it said so")
	require.NotContains(t, flows(c.graph), "c -> j")
}

func TestAnEffectOnTheWholeDatasetIsOneOnEachOfItsColumns(t *testing.T) {
	c := newCatalog()
	c.take(t, event(t, "COMPLETE", 0, outputs(dataset("x", `"schema":{"fields":[{"name":"k"},{"name":"n"}]}`,
		`"columnLineage":{"fields":{},"dataset":[{"namespace":"n","name":"a","field":"d","transformations":[{"type":"INDIRECT","subtype":"FILTER"}]}]}`))))
	require.Equal(t, []string{"a -> x via j", "a.d -> x.k via j (INDIRECT: FILTER)", "a.d -> x.n via j (INDIRECT: FILTER)"}, flows(c.graph))
}

func TestTheExplicitFacetSaysAllThereIs(t *testing.T) {
	c := newCatalog()
	c.take(t, event(t, "START", 0, inputs(dataset("a"), dataset("b"))+","+outputs(dataset("x", columns("k<a.k")), dataset("y"))))
	job := func(entries string) string {
		return `{"namespace":"n","name":"j","facets":{"lineage":{` + meta + `,"entries":[` + entries + `]}}}`
	}
	explicit := func(minute int, entries string) *openlineage.Event {
		return jobEvent(t, minute, job(entries), `"inputs":[],"outputs":[]`)
	}
	c.take(t, explicit(1, `{"namespace":"n","name":"x","type":"DATASET","inputs":[{"namespace":"n","name":"b","type":"DATASET"}],
		"fields":{"k":{"inputs":[{"namespace":"n","name":"b","type":"DATASET","field":"m"}]}}}`))
	require.Equal(t, []string{"a -> j", "b -> j", "b -> x via j", "b.m -> x.k via j", "j -> y"}, flows(c.graph))
	c.take(t, explicit(2, `{"namespace":"n","name":"x","type":"DATASET","inputs":[]},{"namespace":"n","name":"y","type":"DATASET","inputs":[{"type":"JOB"}]}`))
	require.Equal(t, []string{"j -> y"}, flows(c.graph), "x has no upstream, and y comes from the job itself")
	c.take(t, event(t, "COMPLETE", 3, outputs(dataset("x", columns("k<a.k")))))
	require.Equal(t, []string{"j -> y"}, flows(c.graph), "the best that was said decides")
	require.Empty(t, c.take(t, explicit(1, `{"namespace":"n","name":"x","type":"DATASET","inputs":[{"namespace":"n","name":"b","type":"DATASET"}]}`)), "what is older counts no more")
}

func TestAJobEventReplacesWhatTheLastOneSaid(t *testing.T) {
	c := newCatalog()
	job := `{"namespace":"n","name":"j"}`
	c.take(t, jobEvent(t, 0, job, inputs(dataset("a"), dataset("b"))+","+outputs(dataset("x"))))
	c.take(t, jobEvent(t, 1, job, outputs(dataset("x"))))
	require.Equal(t, []string{"a -> j", "b -> j", "j -> x"}, flows(c.graph), "inputs left out: unchanged")
	c.take(t, jobEvent(t, 2, job, inputs(dataset("b"))))
	require.Equal(t, []string{"b -> j", "j -> x"}, flows(c.graph))
	c.take(t, jobEvent(t, 3, job, `"inputs":[]`))
	require.Equal(t, []string{"j -> x"}, flows(c.graph), "an empty list: none")
	c.take(t, jobEvent(t, 1, job, inputs(dataset("a"))))
	require.Equal(t, []string{"j -> x"}, flows(c.graph), "it came late")
}

func TestAFailedRunWithdrawsNothingAndItsStateSticks(t *testing.T) {
	c := newCatalog()
	c.take(t, event(t, "START", 0, inputs(dataset("a"))+","+outputs(dataset("x"))))
	before := flows(c.graph)
	c.take(t, event(t, "FAIL", 1, `"inputs":[],"outputs":[]`))
	c.take(t, event(t, "COMPLETE", 2, `"inputs":[],"outputs":[]`))
	require.Equal(t, before, flows(c.graph))
	require.Equal(t, []graph.Property{{Key: "lastRun.state", Value: "FAIL"}}, entity(t, c.graph, graph.JobID("n", "j")).Properties)
	last, found := c.heard.LastRun(graph.JobID("n", "j"))
	require.True(t, found)
	require.Equal(t, openlineage.Run{ID: "01926f37-7b3b-7d11-9b1f-000000000001", State: "FAIL", At: noon.AddDate(0, 0, -1).Add(2 * time.Minute).UnixMicro()}, last)
}

func TestTwoJobsMaySayTheSameFlowAndOneTakesItBack(t *testing.T) {
	c := newCatalog()
	say := func(job string, minute int, in string) {
		c.take(t, jobEvent(t, minute, fmt.Sprintf(`{"namespace":"n","name":%q,"facets":{"lineage":{%s,"entries":[{"namespace":"n","name":"x","type":"DATASET","inputs":[%s]}]}}}`,
			job, meta, in), `"inputs":[]`))
	}
	a := `{"namespace":"n","name":"a","type":"DATASET"}`
	say("j", 0, a)
	say("k", 0, a)
	require.Equal(t, []string{"a -> x via k"}, flows(c.graph))
	say("k", 1, "")
	require.Equal(t, []string{"a -> x via j"}, flows(c.graph))
	say("j", 1, "")
	require.Empty(t, flows(c.graph))
}

func TestADatasetEventSaysWhereItsDatasetComesFrom(t *testing.T) {
	c := newCatalog()
	c.take(t, datasetEvent(t, 0, dataset("x", `"lineage":{"inputs":[{"namespace":"n","name":"a","type":"DATASET"}]}`)))
	require.Equal(t, []string{"a -> x"}, flows(c.graph))
	c.take(t, datasetEvent(t, 1, dataset("x", `"lineage":{"inputs":[{"namespace":"n","name":"b","type":"DATASET"}]}`)))
	require.Equal(t, []string{"b -> x"}, flows(c.graph))
}

func TestFacetsAreKept(t *testing.T) {
	c := newCatalog()
	c.take(t, event(t, "COMPLETE", 0, outputs(dataset("x",
		`"documentation":{"description":"All sales."}`,
		`"schema":{"fields":[{"name":"who","type":"struct","fields":[{"name":"mail","type":"text","description":"of the customer"}]}]}`,
		`"ownership":{"owners":[{"name":"team:Finance"},{"name":"user:ada","type":"STEWARD"}]}`,
		`"tags":{"tags":[{"key":"pii","value":"true"},{"key":"level","value":"gold"},{"key":"mail","value":"true","field":"who.mail"}]}`,
		`"dataSource":{"name":"warehouse","uri":"postgres://ada:secret@host:5432/db"}`,
		`"datasetType":{"datasetType":"TABLE"}`,
		`"lifecycleStateChange":{"lifecycleStateChange":"CREATE"}`))))
	x := entity(t, c.graph, graph.DatasetID("n", "x"))
	require.Equal(t, "All sales.", x.Description)
	require.Equal(t, "TABLE", x.Type)
	require.Equal(t, []string{"level:gold", "pii"}, x.Tags)
	require.Equal(t, []graph.Property{{Key: "dataSource.name", Value: "warehouse"}, {Key: "dataSource.uri", Value: "postgres://host:5432/db"},
		{Key: "lifecycle", Value: "CREATE"}, {Key: "owners", Value: "team:Finance, user:ada (STEWARD)"}}, x.Properties)
	mail := entity(t, c.graph, graph.FieldID("n", "x", "who.mail"))
	require.Equal(t, "text", mail.Type)
	require.Equal(t, "of the customer", mail.Description)
	require.Equal(t, []string{"mail"}, mail.Tags)
	require.NotNil(t, c.graph.Record(graph.Key{Relation: graph.Owns, From: "team:finance", To: x.ID}))
	require.Nil(t, c.graph.Record(graph.Key{Relation: graph.Owns, From: "team:user-ada", To: x.ID}), "a steward is not accountable beside an owner")

	c.take(t, event(t, "OTHER", 1, outputs(dataset("x", `"ownership":{"owners":[{"name":"team:sales"}]}`))))
	require.Nil(t, c.graph.Record(graph.Key{Relation: graph.Owns, From: "team:finance", To: x.ID}))
	require.NotNil(t, c.graph.Record(graph.Key{Relation: graph.Owns, From: "team:sales", To: x.ID}))
}

// runID returns the id of the n-th run.
func runID(n int) string { return fmt.Sprintf("01926f37-7b3b-7d11-9b1f-%012d", n) }

func TestWhatIsRepeatedIsNotedOnceADay(t *testing.T) {
	c := newCatalog()
	say := func(run, minute int) []graph.Change {
		return c.take(t, eventOf(t, "j", runID(run), "COMPLETE", minute,
			inputs(dataset("a", `"schema":{"fields":[{"name":"k","type":"int"}]}`))+","+outputs(dataset("x", columns("k<a.k")))))
	}
	require.NotEmpty(t, say(1, 0))
	require.Empty(t, say(1, 0), "the same event")
	require.Empty(t, say(2, 1), "another run")
	c.now = noon.AddDate(0, 0, 1)
	require.Greater(t, len(say(3, 2)), 5, "and everything is seen again on the next day")
	require.Empty(t, say(4, 3))
}

// A job that runs all the time for a week is in the log once a day, and when a run ends otherwise than the one before.
func TestRunsDoNotFillTheLog(t *testing.T) {
	c := newCatalog()
	facets := []string{`"schema":{"fields":[{"name":"k","type":"int"}]}`, `"lineage":{"inputs":[{"namespace":"n","name":"a","type":"DATASET"}]}`}
	explicit := `{"namespace":"n","name":"e","facets":{"lineage":{` + meta + `,"entries":[{"namespace":"n","name":"y","type":"DATASET",
		"inputs":[{"namespace":"n","name":"a","type":"DATASET","transformations":[{"type":"DIRECT"}]}]},{"type":"JOB","inputs":[{"namespace":"n","name":"a","type":"DATASET"}]}]}}}`
	changed := map[graph.Key]int{}
	for minute := 0; minute < 7*24*60; minute += 10 {
		c.now = noon.Add(time.Duration(minute) * time.Minute)
		ends := "COMPLETE"
		if minute == 5_000 {
			ends = "FAIL"
		}
		for _, e := range []*openlineage.Event{
			eventOf(t, "j", runID(minute), "START", minute, inputs(dataset("a"), dataset("b"))+","+outputs(dataset("x"))), eventOf(t, "j", runID(minute), ends, minute, ""),
			eventOf(t, "c", runID(minute), "START", minute, inputs(dataset("b"))), eventOf(t, "c", runID(minute), ends, minute, outputs(dataset("x", columns("k<a.k")))),
			explicitRun(t, explicit, runID(minute), ends, minute),
			jobEvent(t, minute, `{"namespace":"n","name":"d"}`, inputs(dataset("a"))+","+outputs(dataset("z"))),
			datasetEvent(t, minute, dataset("w", slices.Clone(facets)...)),
		} {
			for _, change := range c.take(t, e) {
				changed[change.Key()]++
			}
		}
	}
	require.Greater(t, len(changed), 20)
	for key, n := range changed {
		require.LessOrEqual(t, n, 8+2+2, "%s: a touch a day, a change and a change back, and its first events", key)
	}
}

func explicitRun(t require.TestingT, job, run, state string, minute int) *openlineage.Event {
	return decoded(t, fmt.Sprintf(`{"eventType":%q,"eventTime":%q,"producer":"p","schemaURL":"s","run":{"runId":%q},"job":%s,"outputs":[{"namespace":"n","name":"y"}]}`,
		state, at(minute), run, job))
}

func entity(t *testing.T, g *graph.Graph, id graph.ID) *graph.Entity {
	t.Helper()
	n, found := g.Node(id)
	require.True(t, found, id)
	return g.Entity(n)
}

func TestOtherNamesLeadToOneDataset(t *testing.T) {
	symlink := `"symlinks":{"identifiers":[{"namespace":"n","name":"db.t","type":"TABLE"}]}`
	written := event(t, "COMPLETE", 0, outputs(dataset("/w/t", symlink, `"schema":{"fields":[{"name":"k"}]}`)))
	read := eventOf(t, "k", "01926f37-7b3b-7d11-9b1f-000000000002", "COMPLETE", 1, inputs(dataset("db.t"))+","+outputs(dataset("x",
		`"columnLineage":{"fields":{"k":{"inputFields":[{"namespace":"n","name":"db.t","field":"k"}]}}}`)))
	for _, order := range [][]*openlineage.Event{{written, read}, {read, written}} {
		c := newCatalog()
		for _, e := range order {
			c.take(t, e)
		}
		require.Equal(t, []string{"/w/t -> x via k", "/w/t.k -> x.k via k", "j -> /w/t"}, flows(c.graph))
		require.Equal(t, graph.DatasetID("n", "/w/t"), c.graph.Resolve(graph.DatasetID("n", "db.t")))
		require.Empty(t, c.take(t, order...), "repeated, they change nothing")
	}
}

func TestARenamedDatasetKeepsItsLineage(t *testing.T) {
	c := newCatalog()
	c.take(t, event(t, "COMPLETE", 0, inputs(dataset("a"))+","+outputs(dataset("old"))))
	c.take(t, eventOf(t, "ddl", "01926f37-7b3b-7d11-9b1f-000000000002", "COMPLETE", 1, outputs(dataset("new",
		`"lifecycleStateChange":{"lifecycleStateChange":"RENAME","previousIdentifier":{"namespace":"n","name":"old"}}`))))
	require.Equal(t, []string{"a -> j", "ddl -> new", "j -> new"}, flows(c.graph))
	require.Equal(t, "new", entity(t, c.graph, c.graph.Resolve(graph.DatasetID("n", "old"))).Name)
}

func TestAChainOfNamesIsBounded(t *testing.T) {
	c := newCatalog()
	for i := range 1000 {
		c.take(t, event(t, "RUNNING", i, outputs(dataset(fmt.Sprintf("d%04d", i), fmt.Sprintf(`"symlinks":{"identifiers":[{"namespace":"n","name":"d%04d","type":"TABLE"}]}`, i+1)))))
	}
	for n := range c.graph.Nodes() {
		require.LessOrEqual(t, len(c.graph.Entity(n).Aliases), graph.MaxAliases)
	}
}
