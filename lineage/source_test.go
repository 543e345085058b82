package lineage_test

import (
	"fmt"
	"iter"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

var (
	day   = time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
	files = graph.Source{Name: "files", Rank: graph.Declared}
	dbt   = graph.Source{Name: "dbt", Rank: graph.Imported}
)

// saidBy lays what a source says over a graph, one day later than the revision before.
func saidBy(t require.TestingT, g *graph.Graph, source graph.Source, whole bool, edits ...graph.Edit) *graph.Graph {
	next := g.Revision() + 1
	changes, err := g.Draft(graph.Draft{Source: source, Whole: whole, Revision: next, Time: day.AddDate(0, 0, int(g.Revision())), Edits: edits})
	require.NoError(t, err)
	after, err := g.With(next, changes...)
	require.NoError(t, err)
	return after
}

func feeds(from, to graph.ID) graph.Edit {
	return graph.Join{Relation: graph.Feeds, From: from, To: to}
}

func TestSourcesAreCountedByWhatTheySayAndWhatOnlyTheySay(t *testing.T) {
	g := saidBy(t, graph.Empty(), files, true, graph.Put{ID: "domain:a"}, graph.Put{ID: "domain:b"}, feeds("domain:a", "domain:b"))
	g = saidBy(t, g, dbt, true, graph.Put{ID: "domain:a"}, graph.Put{ID: "domain:c"}, feeds("domain:a", "domain:b"), feeds("domain:a", "domain:c"))
	g = saidBy(t, g, graph.People, false, graph.Deny{From: "domain:a", To: "domain:c", Reason: "a test"})

	sources := lineage.Sources(g)
	require.Len(t, sources, 3)
	require.Equal(t, lineage.Source{Source: dbt, FirstSeen: day.AddDate(0, 0, 1), LastSeen: day.AddDate(0, 0, 1),
		Entities: 2, Links: 2, EntitiesAlone: 1, LinksAlone: 1}, sources[0], "a denied flow is still claimed")
	require.Equal(t, lineage.Source{Source: files, FirstSeen: day, LastSeen: day,
		Entities: 2, Links: 1, EntitiesAlone: 1, LinksAlone: 0}, sources[1])
	require.Equal(t, lineage.Source{Source: graph.People, FirstSeen: day.AddDate(0, 0, 2), LastSeen: day.AddDate(0, 0, 2),
		Denials: 1}, sources[2])
}

func TestASourceThatWithdrawsEverythingIsNone(t *testing.T) {
	g := saidBy(t, graph.Empty(), files, true, graph.Put{ID: "domain:a"})
	g = saidBy(t, g, files, true)
	require.Empty(t, lineage.Sources(g))
}

// The naive oracle asks every record for every source anew.
func TestSourcesAgreeWithAskingEveryRecord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g, err := graph.New(1, claimed(t))
		require.NoError(t, err)
		var names []string
		for r := range g.Records() {
			for i := range r.Claims {
				names = append(names, r.Claims[i].Source)
			}
			if r.Denial != nil {
				names = append(names, r.Denial.Source)
			}
		}
		slices.Sort(names)
		found := lineage.Sources(g)
		require.Len(t, found, len(slices.Compact(names)))
		for _, s := range found {
			require.Equal(t, asked(g, s.Name), s)
		}
	})
}

// asked counts what one source says, record by record.
func asked(g *graph.Graph, name string) lineage.Source {
	s := lineage.Source{Source: graph.Source{Name: name}}
	var seen, weighed []time.Time
	ranks := map[time.Time]graph.Rank{}
	for r := range g.Records() {
		for i := range r.Claims {
			c := &r.Claims[i]
			if c.Source != name {
				continue
			}
			all, alone := &s.Entities, &s.EntitiesAlone
			if r.IsLink() {
				all, alone = &s.Links, &s.LinksAlone
			}
			*all++
			if len(r.Claims) == 1 {
				*alone++
			}
			seen, weighed = append(seen, c.FirstSeen, c.LastSeen), append(weighed, c.LastSeen)
			ranks[c.LastSeen] = max(ranks[c.LastSeen], c.Rank)
		}
		if r.Denial != nil && r.Denial.Source == name {
			s.Denials++
			seen = append(seen, r.Denial.Time)
		}
	}
	s.FirstSeen, s.LastSeen = slices.MinFunc(seen, time.Time.Compare), slices.MaxFunc(seen, time.Time.Compare)
	s.Rank = graph.Declared
	if len(weighed) > 0 {
		s.Rank = ranks[slices.MaxFunc(weighed, time.Time.Compare)]
	}
	return s
}

// claimed draws records of a few domains and flows between them, each claimed by some of a few sources.
func claimed(t *rapid.T) iter.Seq2[*graph.Record, error] {
	n := rapid.IntRange(1, 6).Draw(t, "entities")
	id := func(i int) graph.ID { return graph.ID(fmt.Sprintf("domain:d%d", i)) }
	records := make([]*graph.Record, n)
	for i := range n {
		records[i] = &graph.Record{Key: graph.EntityKey(id(i)), Claims: claims(t)}
	}
	for from := range n {
		for to := range n {
			if claims := claims(t); len(claims) > 0 && rapid.Bool().Draw(t, "flow") {
				r := &graph.Record{Key: graph.Key{Relation: graph.Feeds, From: id(from), To: id(to)}, Claims: claims}
				if rapid.IntRange(0, 3).Draw(t, "denied") == 0 {
					r.Denial = &graph.Denial{Source: rapid.SampledFrom([]string{"people", "a"}).Draw(t, "by"), Time: moment(t, day)}
				}
				records = append(records, r)
			}
		}
	}
	return func(yield func(*graph.Record, error) bool) {
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func claims(t *rapid.T) []graph.Claim {
	var all []graph.Claim
	for _, source := range []string{"a", "b", "c"} {
		if rapid.Bool().Draw(t, source) {
			rank := rapid.SampledFrom([]graph.Rank{graph.Observed, graph.Imported, graph.Declared}).Draw(t, "rank")
			first := moment(t, day)
			all = append(all, graph.Claim{Source: source, Rank: rank, FirstSeen: first, LastSeen: moment(t, first)})
		}
	}
	return all
}

func moment(t *rapid.T, from time.Time) time.Time {
	return from.AddDate(0, 0, rapid.IntRange(0, 3).Draw(t, "days later"))
}

func TestLinksAreByRelationAndEnds(t *testing.T) {
	g := saidBy(t, graph.Empty(), files, true, graph.Put{ID: "team:t"}, graph.Put{ID: "domain:b"}, graph.Put{ID: "domain:a", Values: []graph.Value{{Attribute: graph.AttrContainer, Text: "domain:b"}}},
		feeds("domain:b", "domain:a"), feeds("domain:a", "domain:b"), graph.Join{Relation: graph.Owns, From: "team:t", To: "domain:b"})
	g = saidBy(t, g, graph.People, false, graph.Deny{From: "domain:a", To: "domain:b"})
	var keys []string
	for _, l := range lineage.Links(g) {
		keys = append(keys, graph.Key{Relation: l.Relation, From: g.ID(l.From), To: g.ID(l.To)}.String())
	}
	require.Equal(t, []string{"domain:a FEEDS domain:b", "domain:b FEEDS domain:a", "team:t OWNS domain:b"}, keys)
	require.Len(t, lineage.Links(g, graph.Owns), 1)
	require.Empty(t, lineage.Links(g, graph.PartOf))
}
