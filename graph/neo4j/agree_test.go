package neo4j_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
	"github.com/headwater-catalog/headwater/graph/neo4j/neo4jtest"
	"github.com/headwater-catalog/headwater/graph/sqlite"
)

// requests draws requests of every sort. Their names are few, so that they meet, and many are refused.
type requests struct {
	*rand.Rand
	head graph.Revision // of the catalog
	sent []live.Request // with an operation id
}

var (
	domains  = []graph.ID{"domain:a", "domain:a/b", "domain:c", "domain:c/d"}
	teams    = []graph.ID{"team:t", "team:u"}
	systems  = []graph.ID{"system:s"}
	datasets = []graph.ID{"dataset:db/one", "dataset:db/two"}
	jobs     = []graph.ID{"job:j/load"}
	anything = slices.Concat(domains, domains, teams, systems, datasets, jobs, []graph.ID{"division:x", "product:a/p", "port:a/p/out", "capability:q"})
)

// fits says between what a relation is drawn, mostly.
var fits = map[graph.Relation][2][]graph.ID{
	graph.Feeds: {domains, domains}, graph.PartOf: {domains, domains}, graph.VariantOf: {domains, domains},
	graph.Owns: {teams, domains}, graph.Consumes: {teams, domains}, graph.Operates: {teams, systems},
	graph.RunsIn: {domains, systems}, graph.Serves: {teams, {"division:x"}}, graph.Reads: {jobs, datasets}, graph.Writes: {jobs, datasets},
}

func (r requests) of(ids []graph.ID) graph.ID {
	if r.IntN(60) == 0 {
		return "domain:Not An ID"
	}
	if r.IntN(30) == 0 {
		ids = anything
	}
	return ids[r.IntN(len(ids))]
}

func (r requests) edit() graph.Edit {
	relation := graph.Feeds
	if r.IntN(2) == 0 {
		relation = graph.Relations[r.IntN(len(graph.Relations))]
	}
	from, to := r.of(fits[relation][0]), r.of(fits[relation][1])
	switch r.IntN(12) {
	case 0:
		return graph.Remove{ID: r.of(anything), Cascade: r.IntN(3) > 0}
	case 1, 2, 3, 4:
		return graph.Join{Relation: relation, From: from, To: to, Reason: r.text()}
	case 5:
		return graph.Part{Relation: relation, From: from, To: to}
	case 6:
		return graph.Deny{From: r.of(domains), To: r.of(domains), Reason: r.text()}
	case 7:
		return graph.Allow{From: r.of(domains), To: r.of(domains)}
	case 8:
		return graph.Put{ID: r.of(anything), Clear: []string{graph.AttrDescription}}
	case 9, 10:
		return graph.Put{ID: r.of(anything)}
	}
	return graph.Put{ID: r.of(anything), Values: []graph.Value{
		{Attribute: graph.AttrDescription, Text: r.text()}, {Attribute: graph.AttrTags, List: []string{"personal-data", "other"}[r.IntN(2):]},
	}}
}

// everything puts all that the others are about.
func everything() live.Request {
	q := live.Request{Actor: "ada", Source: graph.People}
	for _, id := range slices.Compact(slices.Sorted(slices.Values(anything))) {
		q.Edits = append(q.Edits, graph.Put{ID: id})
	}
	return q
}

func (r requests) text() string {
	return []string{"", "one", "two", "ümlaut ☃", "`a`) DETACH DELETE n //"}[r.IntN(5)]
}

// next draws a request; now and then it is one that was sent before, or has the operation id of one.
func (r *requests) next() live.Request {
	if len(r.sent) > 0 && r.IntN(8) == 0 {
		return r.sent[r.IntN(len(r.sent))]
	}
	q := live.Request{
		Actor: "ada", Source: graph.People, Message: r.text(), DryRun: r.IntN(10) == 0,
	}
	if r.IntN(3) == 0 {
		q.Source = graph.Source{Name: "files:" + []string{"one", "two"}[r.IntN(2)], Rank: graph.Imported}
		q.Whole = r.IntN(2) == 0
	}
	if r.IntN(6) == 0 {
		q.Edits = everything().Edits
	}
	for range r.IntN(3) + 1 {
		q.Edits = append(q.Edits, r.edit())
	}
	if r.IntN(5) == 0 {
		wanted := r.head + graph.Revision(r.IntN(3)) - min(1, r.head)
		q.IfRevision = &wanted
	}
	switch r.IntN(4) {
	case 0:
		q.OperationID = fmt.Sprintf("operation %d", len(r.sent))
		r.sent = append(r.sent, q)
	case 1:
		q.OperationID = fmt.Sprintf("operation %d", r.IntN(len(r.sent)+1))
	}
	return q
}

// TestStoresAgree carries out the same random requests, at the same times, on a catalog in memory, in a file and in Neo4j:
// each is answered alike, and graphs, logs and hashes end alike.
func TestStoresAgree(t *testing.T) {
	neo4jtest.Shared(t)
	sequences := 15
	if os.Getenv("HEADWATER_SOAK") != "" {
		sequences = 200
	}
	commits, refusals := 0, 0
	for seed := range sequences {
		c, r := agreeOn(t, rand.New(rand.NewPCG(uint64(seed), 7)), 50)
		commits, refusals = commits+c, refusals+r
		if t.Failed() {
			t.Fatalf("in sequence %d", seed)
		}
	}
	require.Greater(t, commits, sequences*5, "many requests are carried out")
	require.Greater(t, refusals, sequences*5, "and many are refused")
	t.Logf("%d sequences of 50 requests: %d commits, %d refusals", sequences, commits, refusals)
}

func agreeOn(t *testing.T, random *rand.Rand, steps int) (commits, refusals int) {
	file, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "catalog.db"))
	require.NoError(t, err)
	stores := []graph.Store{memory.New(), file, open(t, neo4jtest.Shared(t))}
	now := graphtest.Noon
	var catalogs []*live.Catalog
	for _, store := range stores {
		c, err := live.Open(t.Context(), store, live.Clock(func() time.Time { return now }))
		require.NoError(t, err)
		defer c.Close()
		catalogs = append(catalogs, c)
	}
	r := requests{Rand: random}
	for step := range steps {
		now = now.Add(time.Duration(random.IntN(2000)-500) * time.Second) // clocks also go back
		request := everything()
		if step > 0 {
			request = r.next()
		}
		want, wrong := catalogs[0].Apply(t.Context(), request)
		for _, c := range catalogs[1:] {
			got, err := c.Apply(t.Context(), request)
			require.Equal(t, graph.KindOf(wrong), graph.KindOf(err), "%+v: %v", request, err)
			if wrong != nil {
				require.Equal(t, wrong.Error(), err.Error())
				continue
			}
			require.Equal(t, encoded(t, want.Changes), encoded(t, got.Changes))
			require.Equal(t, want.After.Revision(), got.After.Revision())
			if want.Commit != nil {
				require.Equal(t, want.Commit.Hash, got.Commit.Hash)
			}
		}
		if wrong != nil {
			refusals++
		}
		r.head = catalogs[0].Graph().Revision()
	}
	agreed(t, stores, catalogs)
	return int(r.head), refusals
}

// agreed compares what the stores hold and what the catalogs show.
func agreed(t *testing.T, stores []graph.Store, catalogs []*live.Catalog) {
	revision, records := state(t, stores[0])
	commits := log(t, stores[0])
	for i, store := range stores {
		r, all := state(t, store)
		require.Equal(t, revision, r)
		require.Equal(t, records, all)
		require.Equal(t, commits, log(t, store), "with hashes")
		require.Equal(t, graphtest.String(catalogs[0].Graph()), graphtest.String(catalogs[i].Graph()))
		loaded, err := graph.New(store.Load(t.Context()))
		require.NoError(t, err)
		require.Equal(t, graphtest.String(catalogs[0].Graph()), graphtest.String(loaded))
	}
}
