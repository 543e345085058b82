package lineage_test

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// randomCatalog has 3 to 14 entities up to four deep and flows at all grains, some of them denied.
func randomCatalog(r *rand.Rand) *catalog {
	n := 3 + r.IntN(12)
	c := &catalog{names: names(r, n), container: make([]int, n)}
	depth := make([]int, n)
	nesting := r.Float64()
	for i := range n {
		c.container[i] = -1
		if i > 0 && r.Float64() < nesting {
			if p := r.IntN(i); depth[p] < 3 {
				c.container[i], depth[i] = p, depth[p]+1
			}
		}
	}
	for range r.IntN(2 * n) {
		f := pair{r.IntN(n), r.IntN(n)}
		if !slices.Contains(c.flows, f) {
			c.flows = append(c.flows, f)
			if r.IntN(12) == 0 {
				c.denied = append(c.denied, f)
			}
		}
	}
	return c
}

// names gives each entity a letter, not in the order of the entities.
func names(r *rand.Rand, n int) []string {
	var letters []string
	for _, i := range r.Perm(n) {
		letters = append(letters, string(rune('a'+i)))
	}
	return letters
}

// String writes the catalog as a person would.
func (c *catalog) String() string {
	var b strings.Builder
	for i, name := range c.names {
		if c.container[i] >= 0 {
			fmt.Fprintf(&b, "%s in %s\n", name, c.names[c.container[i]])
		} else {
			fmt.Fprintf(&b, "%s\n", name)
		}
	}
	for _, f := range c.flows {
		word := "->"
		if slices.Contains(c.denied, f) {
			word = "denied ->"
		}
		fmt.Fprintf(&b, "%s %s %s\n", c.names[f.from], word, c.names[f.to])
	}
	return b.String()
}

func (c *catalog) id(i int) graph.ID { return graph.ID("domain:" + c.names[i]) }

// graph builds the catalog's graph from records.
func (c *catalog) graph() *graph.Graph {
	g, err := graph.New(1, c.records())
	if err != nil {
		panic(err)
	}
	return g
}

func (c *catalog) records() iter.Seq2[*graph.Record, error] {
	return func(yield func(*graph.Record, error) bool) {
		for i := range c.names {
			claim := graph.Claim{Source: "test", Rank: graph.Declared}
			if c.container[i] >= 0 {
				claim.Values = []graph.Value{{Attribute: graph.AttrContainer, Text: string(c.id(c.container[i]))}}
			}
			yield(&graph.Record{Key: graph.EntityKey(c.id(i)), Claims: []graph.Claim{claim}}, nil)
		}
		for _, f := range c.flows {
			yield(c.flow(f), nil)
		}
	}
}

func (c *catalog) flow(f pair) *graph.Record {
	r := &graph.Record{Key: graph.Key{Relation: graph.Feeds, From: c.id(f.from), To: c.id(f.to)}}
	r.Claims = []graph.Claim{{Source: "test", Rank: graph.Declared}}
	if slices.Contains(c.denied, f) {
		r.Denial = &graph.Denial{Source: "people", Time: time.Unix(0, 0)}
	}
	return r
}

// numbers maps between the oracle's entities and the graph's nodes.
type numbers struct {
	nodes    []graph.Node
	entities map[graph.Node]int
}

func (c *catalog) numbers(g *graph.Graph) numbers {
	m := numbers{entities: map[graph.Node]int{}}
	for i := range c.names {
		n, found := g.Node(c.id(i))
		if !found {
			panic("the graph has no " + c.names[i])
		}
		m.nodes = append(m.nodes, n)
		m.entities[n] = i
	}
	return m
}

// smallest drops flows, and parts from their containers, as long as the check still fails.
func smallest(c *catalog, check func(*catalog) error) *catalog {
	for shrunk := true; shrunk; {
		shrunk = false
		for _, less := range c.less() {
			if check(less) != nil {
				c, shrunk = less, true
				break
			}
		}
	}
	return c
}

// less is the catalogs with one thing fewer.
func (c *catalog) less() []*catalog {
	var all []*catalog
	for i := range c.flows {
		d := *c
		d.flows = slices.Delete(slices.Clone(c.flows), i, i+1)
		all = append(all, &d)
	}
	for i := range c.denied {
		d := *c
		d.denied = slices.Delete(slices.Clone(c.denied), i, i+1)
		all = append(all, &d)
	}
	for i, container := range c.container {
		if container >= 0 {
			d := *c
			d.container = slices.Clone(c.container)
			d.container[i] = -1
			all = append(all, &d)
		}
	}
	return all
}
