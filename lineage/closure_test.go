package lineage_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// graphs is how many random catalogs a property is tried on.
func graphs(share int) uint64 {
	if os.Getenv("HEADWATER_SOAK") != "" {
		return uint64(100_000 / share)
	}
	return uint64(3_000 / share)
}

// holds tries a property on random catalogs. A counterexample is made as small as it gets and printed as text.
func holds(t *testing.T, share int, property func(*catalog, *rand.Rand) error) {
	t.Helper()
	for seed := range graphs(share) {
		c := randomCatalog(rand.New(rand.NewPCG(seed, 0)))
		check := func(c *catalog) error { return property(c, rand.New(rand.NewPCG(seed, 1))) }
		if check(c) != nil {
			c = smallest(c, check)
			t.Fatalf("seed %d, made smaller:\n%s%v", seed, c, check(c))
		}
	}
}

// trial is one catalog under test and a question about it.
type trial struct {
	*oracle
	numbers
	g     *graph.Graph
	start []int
	down  bool
}

func newTrial(c *catalog) *trial {
	g := c.graph()
	return &trial{oracle: newOracle(c), numbers: c.numbers(g), g: g}
}

func (x *trial) ask(r *rand.Rand) {
	x.start, x.down = nil, r.IntN(2) == 0
	for range 1 + r.IntN(1+r.IntN(3)) {
		x.start = append(x.start, r.IntN(len(x.names)))
	}
}

func (x *trial) trace(o lineage.Options) *lineage.Closure {
	o.Direction = lineage.Upstream
	if x.down {
		o.Direction = lineage.Downstream
	}
	var of []graph.Node
	for _, i := range x.start {
		of = append(of, x.nodes[i])
	}
	return lineage.Trace(x.g, of, o)
}

// answer is what the oracle says: the whole closure, by entity.
func (x *trial) answer() (depths, exact map[int]int) {
	from := x.whole(x.start...)
	return distances(x.effective, from, x.down), distances(x.recorded, from, x.down)
}

func (x *trial) question() string {
	word := "upstream of"
	if x.down {
		word = "downstream of"
	}
	for _, i := range x.start {
		word += " " + x.names[i]
	}
	return word
}

// expected is the oracle's items in order: depth, then ID.
func (x *trial) expected(depth int, choose set) []lineage.Item {
	depths, exact := x.answer()
	var items []lineage.Item
	for i, d := range depths {
		if (depth == 0 || d <= depth) && (choose == nil || choose[i]) {
			item := lineage.Item{Node: x.nodes[i], Depth: d, Precision: lineage.Coarse}
			if _, reached := exact[i]; reached {
				item.Precision = lineage.Exact
			}
			items = append(items, item)
		}
	}
	slices.SortFunc(items, func(a, b lineage.Item) int {
		if a.Depth != b.Depth {
			return a.Depth - b.Depth
		}
		return x.g.CompareID(a.Node, b.Node)
	})
	return items
}

func TestAClosureIsWhatTheDefinitionSays(t *testing.T) {
	holds(t, 1, func(c *catalog, r *rand.Rand) error {
		x := newTrial(c)
		for range 6 {
			x.ask(r)
			depth, choose := limits(r, len(c.names))
			closure := x.trace(lineage.Options{Depth: depth, Choose: x.chooser(choose)})
			if err := x.compare(closure, depth, choose); err != nil {
				return fmt.Errorf("%s, depth %d, chosen %v: %w", x.question(), depth, choose, err)
			}
		}
		return nil
	})
}

// limits is a depth, negative and none among them, and a choice or none.
func limits(r *rand.Rand, n int) (depth int, choose set) {
	if r.IntN(2) == 0 {
		depth = r.IntN(6) - 1
	}
	if r.IntN(3) == 0 {
		choose = set{}
		for range r.IntN(n) {
			choose[r.IntN(n)] = true
		}
	}
	return depth, choose
}

func (x *trial) chooser(choose set) func(graph.Node) bool {
	if choose == nil {
		return nil
	}
	return func(n graph.Node) bool { return choose[x.entities[n]] }
}

func (x *trial) compare(c *lineage.Closure, depth int, choose set) error {
	want, got := x.expected(depth, choose), c.Items()
	if !slices.Equal(want, got) {
		return fmt.Errorf("items\nwant %s\n got %s", x.text(want), x.text(got))
	}
	if err := x.compareCounts(c, want); err != nil {
		return err
	}
	if err := x.comparePages(c, want); err != nil {
		return err
	}
	if err := x.compareLookups(c, want); err != nil {
		return err
	}
	return x.compareFlows(c, depth)
}

func (x *trial) text(items []lineage.Item) string {
	text := ""
	for _, i := range items {
		text += fmt.Sprintf("%s %d %s, ", x.names[x.entities[i.Node]], i.Depth, i.Precision)
	}
	return text
}

func (x *trial) compareCounts(c *lineage.Closure, want []lineage.Item) error {
	whole, _ := x.answer()
	var byDepth []int
	exact := 0
	for _, i := range want {
		byDepth = append(byDepth, make([]int, max(0, i.Depth-len(byDepth)))...)
		byDepth[i.Depth-1]++
		if i.Precision == lineage.Exact {
			exact++
		}
	}
	gotExact, gotCoarse := c.ByPrecision()
	got := fmt.Sprint(c.Total(), c.Beyond(), c.Complete(), c.ByDepth(), gotExact, gotCoarse, c.ByKind()[graph.Domain])
	beyond := len(whole) - len(want)
	if said := fmt.Sprint(len(want), beyond, beyond == 0, byDepth, exact, len(want)-exact, len(want)); said != got {
		return fmt.Errorf("counts: want %s, got %s", said, got)
	}
	return nil
}

func (x *trial) comparePages(c *lineage.Closure, want []lineage.Item) error {
	for size := 1; size <= 4; size++ {
		var pages, found []lineage.Item
		after := lineage.Item{}
		for page := c.Page(after, size); len(page) > 0; page = c.Page(after, size) {
			found = append(found, c.PageAfter(after.Depth, x.idOf(after), size)...)
			pages, after = append(pages, page...), page[len(page)-1]
		}
		if !slices.Equal(want, pages) || !slices.Equal(want, found) {
			return fmt.Errorf("pages of %d\nwant %s\n got %s\n and %s", size, x.text(want), x.text(pages), x.text(found))
		}
	}
	return nil
}

func (x *trial) idOf(i lineage.Item) graph.ID {
	if i.Depth == 0 {
		return ""
	}
	return x.g.ID(i.Node)
}

func (x *trial) compareLookups(c *lineage.Closure, want []lineage.Item) error {
	items := map[graph.Node]lineage.Item{}
	for _, i := range want {
		items[i.Node] = i
	}
	for _, n := range x.nodes {
		wanted, is := items[n]
		got, found := c.Item(n)
		path, hasPath := c.Path(n)
		if got != wanted || found != is || hasPath != is {
			return fmt.Errorf("item %s: want %v %v, got %v %v", x.g.ID(n), wanted, is, got, found)
		}
		if is {
			if err := x.checkPath(path, wanted); err != nil {
				return fmt.Errorf("path of %s: %w: %v", x.g.ID(n), err, x.letters(path.Entities))
			}
		}
	}
	return nil
}

func (x *trial) letters(nodes []graph.Node) (names []string) {
	for _, n := range nodes {
		names = append(names, x.names[x.entities[n]])
	}
	return names
}

// checkPath holds a path against the relation that the item's precision names.
func (x *trial) checkPath(p lineage.Path, i lineage.Item) error {
	depths, exact := x.answer()
	relation, length := x.effective, depths[x.entities[i.Node]]
	if i.Precision == lineage.Exact {
		relation, length = x.recorded, exact[x.entities[i.Node]]
	}
	ends := []graph.Node{p.Entities[0], p.Entities[len(p.Entities)-1]}
	if !x.down {
		slices.Reverse(ends)
	}
	if ends[1] != i.Node || !x.whole(x.start...)[x.entities[ends[0]]] {
		return fmt.Errorf("it has the wrong ends")
	}
	if len(p.Entities) != length+1 {
		return fmt.Errorf("it has %d steps, not %d", len(p.Entities)-1, length)
	}
	return x.checkSteps(p, relation)
}

func (x *trial) checkSteps(p lineage.Path, relation map[pair]bool) error {
	if len(p.Flows) != len(p.Entities)-1 {
		return fmt.Errorf("%d flows", len(p.Flows))
	}
	for i, f := range p.Flows {
		step := pair{x.entities[p.Entities[i]], x.entities[p.Entities[i+1]]}
		flow := pair{x.entities[f.From], x.entities[f.To]}
		if !relation[step] || !slices.Contains(x.because[step], flow) || x.recorded[step] && flow != step {
			return fmt.Errorf("step %d is not justified", i)
		}
	}
	return nil
}

func (x *trial) compareFlows(c *lineage.Closure, depth int) error {
	members := x.whole(x.start...)
	depths, _ := x.answer()
	for i, d := range depths {
		if depth == 0 || d <= depth {
			members[i] = true
		}
	}
	return x.sameFlows(c.Flows(), x.walked(members))
}

func (x *trial) sameFlows(flows []lineage.Flow, want map[pair]bool) error {
	got := map[pair]bool{}
	for _, f := range flows {
		got[pair{x.entities[f.From], x.entities[f.To]}] = true
	}
	ordered := slices.IsSortedFunc(flows, func(a, b lineage.Flow) int {
		return slices.Compare([]uint32{x.g.Rank(a.From), x.g.Rank(a.To)}, []uint32{x.g.Rank(b.From), x.g.Rank(b.To)})
	})
	if !maps.Equal(want, got) || len(got) != len(flows) || !ordered {
		return fmt.Errorf("flows: want %v, got %v", want, flows)
	}
	return nil
}
