package graph_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

// model is claims kept the slow and obvious way: who says what of which key, and since when. It is the oracle of Draft
// and With: it knows no Graph, no record and no change, only the sentences of the specification.
type model struct {
	claims map[graph.Key]map[string]map[string]saying // by key, source and attribute
	ranks  map[string]graph.Rank
	denied map[graph.Key]string // by whom
	step   int
}

type saying struct {
	text  string
	since int
}

func newModel() *model {
	return &model{claims: map[graph.Key]map[string]map[string]saying{}, ranks: map[string]graph.Rank{}, denied: map[graph.Key]string{}}
}

// effective returns the winning value of an attribute.
func (m *model) effective(k graph.Key, attribute string) string {
	var best saying
	var bestRank graph.Rank
	bestSource := ""
	for source, values := range m.claims[k] {
		v, says := values[attribute]
		rank := m.ranks[source]
		if says && (bestSource == "" || rank > bestRank || rank == bestRank && v.since > best.since) {
			best, bestRank, bestSource = v, rank, source
		}
	}
	return best.text
}

func (m *model) say(source string, k graph.Key, values map[string]string) {
	if m.claims[k] == nil {
		m.claims[k] = map[string]map[string]saying{}
	}
	if m.claims[k][source] == nil {
		m.claims[k][source] = map[string]saying{}
	}
	for attribute, text := range values {
		if m.claims[k][source][attribute].text != text {
			m.claims[k][source][attribute] = saying{text, m.step}
		}
	}
}

// entities returns all that is there: what is claimed, and what a claimed or denied link or a container needs.
func (m *model) entities() []graph.ID {
	there := map[graph.ID]bool{}
	need := func(k graph.Key) {
		there[k.From] = true
		if k.IsLink() {
			there[k.To] = true
		}
	}
	for k, sources := range m.claims {
		if len(sources) == 0 {
			continue
		}
		need(k)
		for _, values := range sources {
			if c, says := values[graph.AttrContainer]; says {
				there[graph.ID(c.text)] = true
			}
		}
	}
	for k := range m.denied {
		need(k)
	}
	return slices.Sorted(maps.Keys(there))
}

func (m *model) remove(id graph.ID, cascade bool, removed map[graph.ID]bool) {
	removed[id] = true
	var parts []graph.ID
	for k := range m.claims {
		if !k.IsLink() && cascade && m.effective(k, graph.AttrContainer) == string(id) {
			parts = append(parts, k.From)
		}
	}
	delete(m.claims, graph.EntityKey(id))
	for _, part := range parts {
		if m.claims[graph.EntityKey(part)] != nil {
			m.remove(part, true, removed)
		}
	}
	touches := func(k graph.Key) bool { return k.IsLink() && (k.From == id || k.To == id) }
	maps.DeleteFunc(m.claims, func(k graph.Key, _ map[string]map[string]saying) bool {
		return touches(k) && (cascade || k.Relation != graph.Feeds)
	})
	maps.DeleteFunc(m.denied, func(k graph.Key, _ string) bool { return touches(k) && len(m.claims[k]) == 0 })
}

// forget takes back the containers that name what is gone.
func (m *model) forget(id graph.ID) {
	for _, sources := range m.claims {
		for _, values := range sources {
			if values[graph.AttrContainer].text == string(id) {
				delete(values, graph.AttrContainer)
			}
		}
	}
}

// apply carries out edits that Draft has accepted.
func (m *model) apply(source graph.Source, whole bool, edits []graph.Edit) {
	m.step++
	m.ranks[source.Name] = source.Rank
	denied := map[graph.Key]bool{}
	said, removed := map[graph.Key]map[string]bool{}, map[graph.ID]bool{}
	mention := func(k graph.Key, values map[string]string) {
		m.say(source.Name, k, values)
		if said[k] == nil {
			said[k] = map[string]bool{}
		}
		for a := range values {
			said[k][a] = true
		}
	}
	for _, e := range edits {
		switch e := e.(type) {
		case graph.Put:
			values := map[string]string{}
			for _, v := range e.Values {
				values[v.Attribute] = v.Text
			}
			mention(graph.EntityKey(e.ID), values)
			delete(removed, e.ID)
		case graph.Join:
			mention(graph.Key{Relation: e.Relation, From: e.From, To: e.To}, map[string]string{graph.AttrReason: e.Reason})
		case graph.Part:
			delete(m.claims, graph.Key{Relation: e.Relation, From: e.From, To: e.To})
		case graph.Remove:
			m.remove(e.ID, e.Cascade, removed)
		case graph.Withdraw:
			delete(m.claims[e.Key], source.Name)
		case graph.Deny:
			k := graph.Key{Relation: graph.Feeds, From: e.From, To: e.To}
			denied[k] = true
			if m.denied[k] == "" { // without a reason all say the same
				m.denied[k] = source.Name
			}
		case graph.Allow:
			delete(m.denied, graph.Key{Relation: graph.Feeds, From: e.From, To: e.To})
		case graph.Move:
			if k := graph.EntityKey(e.ID); m.effective(k, graph.AttrContainer) != string(e.To) {
				for _, values := range m.claims[k] {
					delete(values, graph.AttrContainer)
				}
				if e.To != "" {
					mention(k, map[string]string{graph.AttrContainer: string(e.To)})
				}
			}
		case graph.HandOver:
			maps.DeleteFunc(m.claims, func(k graph.Key, _ map[string]map[string]saying) bool {
				return k.Relation == graph.Owns && k.To == e.Entity && k.From != e.To
			})
			mention(graph.Key{Relation: graph.Owns, From: e.To, To: e.Entity}, map[string]string{graph.AttrReason: e.Reason})
		}
	}
	if whole {
		m.withdrawUnsaid(source.Name, said)
		maps.DeleteFunc(m.denied, func(k graph.Key, by string) bool { return by == source.Name && !denied[k] })
	}
	for id := range removed {
		m.forget(id)
	}
}

func (m *model) withdrawUnsaid(source string, said map[graph.Key]map[string]bool) {
	for k, sources := range m.claims {
		if said[k] == nil {
			delete(sources, source)
			continue
		}
		maps.DeleteFunc(sources[source], func(a string, _ saying) bool { return !said[k][a] })
	}
}

// String tells all that is effective, a line each, sorted.
func (m *model) String() string {
	var lines []string
	for _, id := range m.entities() {
		name := m.effective(graph.EntityKey(id), graph.AttrName)
		if name == "" {
			name = id.Last()
		}
		lines = append(lines, fmt.Sprintf("%s %q in %q by %d", id, name, m.effective(graph.EntityKey(id), graph.AttrContainer), len(m.claims[graph.EntityKey(id)])))
	}
	links := maps.Clone(m.denied)
	for k, sources := range m.claims {
		if k.IsLink() && len(sources) > 0 {
			links[k] = m.denied[k]
		}
	}
	for k, denied := range links {
		lines = append(lines, fmt.Sprintf("%s %q denied %q by %d", k, m.effective(k, graph.AttrReason), denied, len(m.claims[k])))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// told tells the same of a graph.
func told(g *graph.Graph) string {
	var lines []string
	for n := range g.Nodes() {
		e := g.Entity(n)
		lines = append(lines, fmt.Sprintf("%s %q in %q by %d", e.ID, e.Name, e.Container, len(e.Claims)))
	}
	for _, r := range graph.Relations {
		for l := range g.Links(r) {
			k := graph.Key{Relation: r, From: g.ID(l.From), To: g.ID(l.To)}
			denied := ""
			if l.Denial != nil {
				denied = l.Denial.Source
			}
			lines = append(lines, fmt.Sprintf("%s %q denied %q by %d", k, l.Reason, denied, len(l.Claims)))
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// randomEdits returns a few edits over a handful of names, most of them acceptable.
func randomEdits(r *rand.Rand) []graph.Edit {
	names := []graph.ID{"domain:a", "domain:b", "domain:c", "domain:d", "domain:e", "domain:f"}
	pick := func() graph.ID { return names[r.IntN(len(names))] }
	team := func() graph.ID { return []graph.ID{"team:s", "team:t"}[r.IntN(2)] }
	var edits []graph.Edit
	for range 1 + r.IntN(5) {
		switch r.IntN(18) {
		case 0, 1, 2, 3:
			edits = append(edits, named(pick(), fmt.Sprint("Name ", r.IntN(3))))
		case 4, 5:
			edits = append(edits, put(pick(), graph.Value{Attribute: graph.AttrContainer, Text: string(pick())}))
		case 6, 7, 8:
			edits = append(edits, graph.Join{Relation: graph.Feeds, From: pick(), To: pick(), Reason: fmt.Sprint("because ", r.IntN(3))})
		case 9:
			edits = append(edits, graph.Part{Relation: graph.Feeds, From: pick(), To: pick()})
		case 10:
			edits = append(edits, graph.Remove{ID: pick(), Cascade: r.IntN(2) == 0})
		case 11:
			if from, to := pick(), pick(); r.IntN(2) == 0 {
				edits = append(edits, graph.Deny{From: from, To: to})
			} else {
				edits = append(edits, graph.Allow{From: from, To: to})
			}
		case 12:
			edits = append(edits, graph.Move{ID: pick(), To: []graph.ID{"", pick(), pick()}[r.IntN(3)]})
		case 13:
			edits = append(edits, graph.HandOver{Entity: pick(), To: team(), Reason: fmt.Sprint("because ", r.IntN(3))})
		case 14:
			edits = append(edits, put(team()))
		case 16:
			edits = append(edits, graph.Withdraw{Key: graph.EntityKey(pick())})
		case 17:
			edits = append(edits, graph.Withdraw{Key: graph.Key{Relation: graph.Feeds, From: pick(), To: pick()}})
		case 15:
			edits = append(edits, graph.Join{Relation: graph.Owns, From: team(), To: pick(), Reason: fmt.Sprint("because ", r.IntN(3))})
		}
	}
	return edits
}

func TestDraftsAmountToWhatTheClaimsSay(t *testing.T) {
	sources := []graph.Source{{Name: "files", Rank: graph.Declared}, {Name: "people", Rank: graph.Declared}, {Name: "dbt", Rank: graph.Imported}, {Name: "events", Rank: graph.Observed}}
	accepted, seeds := 0, uint64(2000)
	if os.Getenv("HEADWATER_SOAK") != "" {
		seeds = 100_000
	}
	for seed := range seeds {
		r := rand.New(rand.NewPCG(seed, 1))
		g, m, history := graph.Empty(), newModel(), ""
		for range 25 {
			source, whole, edits := sources[r.IntN(len(sources))], r.IntN(4) == 0, randomEdits(r)
			changes, err := g.Draft(graph.Draft{Source: source, Whole: whole, Revision: g.Revision() + 1, Time: noon, Edits: edits})
			if err != nil {
				require.NotEqual(t, graph.Internal, graph.KindOf(err))
				continue
			}
			accepted++
			history += fmt.Sprintf("%s whole=%t %+v\n", source.Name, whole, edits)
			m.apply(source, whole, edits)
			g, err = g.With(g.Revision()+1, changes...)
			require.NoError(t, err, "seed %d\n%s", seed, history)
			require.Equal(t, m.String(), told(g), "seed %d\n%s", seed, history)
			rebuilt, err := graph.New(g.Revision(), func(yield func(*graph.Record, error) bool) {
				for record := range g.Records() {
					if !yield(record, nil) {
						return
					}
				}
			})
			require.NoError(t, err)
			require.Equal(t, told(g), told(rebuilt), "seed %d\n%s", seed, history)
		}
	}
	require.Greater(t, accepted, 5000)
}
