package lineage_test

import (
	"encoding/json"
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// changing is a catalog under random change: the graph that With keeps up to date, and the records it should show.
type changing struct {
	*rand.Rand
	t       *testing.T
	g       *graph.Graph
	records map[graph.Key]*graph.Record
	history []string
}

// TestAGraphWithChangesIsTheGraphOfTheChangedRecords makes chains of changes and compares each graph of the chain with
// one that is built from scratch, closures included. No graph may change while others are made of it.
func TestAGraphWithChangesIsTheGraphOfTheChangedRecords(t *testing.T) {
	for seed := range graphs(100) {
		c := &changing{Rand: rand.New(rand.NewPCG(seed, 2)), t: t, g: graph.Empty(), records: map[graph.Key]*graph.Record{}}
		c.begin()
		for range 25 {
			before, was := c.g, shown(c.g)
			for range 20 { // many edits make no sense where they meet the catalog
				if c.change() {
					break
				}
			}
			c.compare(seed)
			require.Equal(t, was, shown(before), "seed %d: an older graph changed\n%s", seed, strings.Join(c.history, "\n"))
		}
	}
}

// begin puts everything there that edits name.
func (c *changing) begin() {
	edits := []graph.Edit{graph.Put{ID: "team:finance"}}
	for letter := 'a'; letter < 'j'; letter++ {
		edits = append(edits, graph.Put{ID: graph.ID("domain:" + string(letter))})
	}
	require.True(c.t, c.carryOut(graph.Draft{Source: graph.People, Edits: edits}))
}

// change carries out some random edits, and reports whether they were allowed and said something new.
func (c *changing) change() bool {
	source := []string{"people", "files", "spark"}[c.IntN(3)]
	d := graph.Draft{Source: graph.Source{Name: source, Rank: graph.Rank(1 + c.IntN(3))}, Whole: c.IntN(60) == 0}
	for range 1 + c.IntN(3) {
		d.Edits = append(d.Edits, c.edit())
	}
	return c.carryOut(d)
}

func (c *changing) carryOut(d graph.Draft) bool {
	d.Revision, d.Time = c.g.Revision()+1, time.Unix(int64(c.g.Revision())*40_000, 0).UTC()
	changes, err := c.g.Draft(d)
	if err != nil || len(changes) == 0 {
		return false
	}
	c.history = append(c.history, fmt.Sprintf("%s %v: %+v", d.Source.Name, d.Whole, d.Edits))
	c.g, err = c.g.With(d.Revision, changes...)
	require.NoError(c.t, err)
	for _, change := range changes {
		c.records[change.Key()] = change.After
		if change.After == nil {
			delete(c.records, change.Key())
		}
	}
	return true
}

func (c *changing) edit() graph.Edit {
	switch c.IntN(20) {
	case 0, 1, 2, 10, 11, 12:
		return c.put()
	case 3:
		return graph.Remove{ID: c.id(), Cascade: c.IntN(6) == 0}
	case 4:
		f := c.flow()
		return graph.Part{Relation: graph.Feeds, From: f.From, To: f.To}
	case 5:
		return graph.Part{Relation: graph.PartOf, From: c.id(), To: c.id()}
	case 6:
		f := c.flow()
		return graph.Deny{From: f.From, To: f.To, Reason: "wrong"}
	case 7:
		f := c.flow()
		return graph.Allow{From: f.From, To: f.To}
	case 8:
		return graph.Join{Relation: graph.Owns, From: "team:finance", To: c.id()}
	}
	return graph.Join{Relation: graph.Feeds, From: c.id(), To: c.id(), Reason: []string{"", "seen", "said"}[c.IntN(3)]}
}

// flow is a recorded flow, often a denied one; any pair where there is none.
func (c *changing) flow() graph.Key {
	found := graph.Key{From: c.id(), To: c.id()}
	seen := 0
	for l := range c.g.Links(graph.Feeds) {
		if seen++; c.IntN(seen) == 0 || l.Denial != nil && c.IntN(3) == 0 {
			found = graph.Key{From: c.g.ID(l.From), To: c.g.ID(l.To)}
		}
	}
	return found
}

func (c *changing) put() graph.Edit {
	if c.IntN(6) == 0 {
		return graph.Put{ID: "team:finance"}
	}
	put := graph.Put{ID: c.id()}
	if c.IntN(2) == 0 {
		put.Values = []graph.Value{{Attribute: graph.AttrContainer, Text: string(c.id())}}
	}
	if c.IntN(3) == 0 {
		put.Values = append(put.Values, graph.Value{Attribute: graph.AttrName, Text: "Name " + string(rune('A'+c.IntN(5)))})
	}
	return put
}

func (c *changing) id() graph.ID { return graph.ID("domain:" + string(rune('a'+c.IntN(9)))) }

func (c *changing) compare(seed uint64) {
	fresh, err := graph.New(c.g.Revision(), c.fold())
	require.NoError(c.t, err)
	require.Equal(c.t, shown(fresh), shown(c.g), "seed %d\n%s", seed, strings.Join(c.history, "\n"))
}

// fold yields the records in an order of no meaning.
func (c *changing) fold() iter.Seq2[*graph.Record, error] {
	return func(yield func(*graph.Record, error) bool) {
		for _, r := range c.records {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// shown is all that a graph shows, as text, nodes by their places in their order: the numbers of another graph may be others.
func shown(g *graph.Graph) string {
	var b strings.Builder
	places := map[graph.Node]int{graph.None: -1}
	for n := range g.Nodes() {
		places[n] = len(places) - 1
	}
	at := func(arcs []graph.Arc) (far []string) {
		for _, arc := range arcs {
			far = append(far, fmt.Sprint(places[arc.Node()], arc.Wide(), arc.Refined()))
		}
		return far
	}
	fmt.Fprintln(&b, g.Revision(), g.Len())
	for n := range g.Nodes() {
		e, _ := json.Marshal(g.Entity(n))
		fmt.Fprintf(&b, "%d %s %d %d %d %d %d\n", places[n], e, places[g.Container(n)], places[g.End(n)-1], g.Rank(n), places[g.NearOut(n)], places[g.NearIn(n)])
		fmt.Fprintln(&b, g.IsLeaf(n), g.Leaves().Has(n), g.Bare().Has(n))
		for _, r := range graph.Relations {
			fmt.Fprintln(&b, r, at(g.Out(r, n)), at(g.In(r, n)), at(g.DeniedOut(n)), at(g.DeniedIn(n)))
		}
		for _, d := range []lineage.Direction{lineage.Upstream, lineage.Downstream} {
			closure := lineage.Trace(g, []graph.Node{n}, lineage.Options{Direction: d})
			for _, i := range closure.Items() {
				fmt.Fprintln(&b, places[i.Node], i.Depth, i.Precision)
			}
			for _, f := range closure.Flows() {
				fmt.Fprintln(&b, places[f.From], places[f.To])
			}
		}
	}
	for _, r := range graph.Relations {
		for l := range g.Links(r) {
			fmt.Fprintln(&b, r, places[l.From], places[l.To], l.Via, l.Reason, l.Denial != nil)
		}
	}
	for r := range g.Records() {
		record, _ := json.Marshal(r)
		fmt.Fprintf(&b, "%s %s\n", r.Key, record)
	}
	return b.String()
}

func TestAFewMoreFlowsInALargerGraphAreWhereTheyBelong(t *testing.T) {
	c := nested(6, 4, 4)
	r := rand.New(rand.NewPCG(1, 4))
	for i, n := range r.Perm(len(c.names)) {
		c.names[i] = fmt.Sprintf("n%d", n) // parts and wholes are no neighbours in the order of IDs
	}
	for range 15 {
		before := c.graph()
		var changes []graph.Change
		for range 1 + r.IntN(4) {
			f := pair{r.IntN(len(c.names)), r.IntN(len(c.names))}
			c.flows = append(c.flows, f)
			changes = append(changes, graph.Change{After: c.flow(f)})
		}
		c = c.once()
		after, err := before.With(before.Revision(), changes...)
		require.NoError(t, err)
		require.Equal(t, shown(c.graph()), shown(after))
	}
}
