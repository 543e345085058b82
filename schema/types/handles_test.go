package types_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/lineage"
	"github.com/headwater-catalog/headwater/schema/types"
)

// link is a link by its relation and the IDs of its ends.
type link struct {
	relation graph.Relation
	from, to graph.ID
}

type links map[link]bool

// recorded reads all links off the records, which know nothing of handles.
func recorded(g *graph.Graph) links {
	found := links{}
	for r := range g.Records() {
		if r.IsLink() {
			found[link{r.Relation, r.From, r.To}] = true
		} else if n, _ := g.Node(r.From); g.Container(n) != graph.None {
			found[link{graph.PartOf, r.From, g.ID(g.Container(n))}] = true
		}
	}
	return found
}

// every reads a connection to its end, two at a time.
func every[T any](t *rapid.T, page func(first *int, after *string) (*types.Connection[T], error)) []T {
	var all []T
	var after *string
	two := 2
	for {
		c, err := page(&two, after)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, c.Nodes()...)
		if !c.PageInfo().HasNextPage {
			if len(all) != c.TotalCount() {
				t.Fatalf("%d of %d", len(all), c.TotalCount())
			}
			return all
		}
		after = c.PageInfo().EndCursor
	}
}

// told is what handles tell of their links, each from the one side or from the other.
type told struct {
	t       *rapid.T
	out, in links
}

func toldOut[T types.Entity](w *told, r graph.Relation, from types.Entity, to []T) {
	for _, x := range to {
		w.out[link{r, from.ID(), x.ID()}] = true
	}
}

func toldIn[T types.Entity](w *told, r graph.Relation, to types.Entity, from []T) {
	for _, x := range from {
		w.in[link{r, x.ID(), to.ID()}] = true
	}
}

func anyKind(page func([]graph.Kind, *int, *string) (*types.EntityConnection, error)) func(*int, *string) (*types.EntityConnection, error) {
	return func(first *int, after *string) (*types.EntityConnection, error) { return page(nil, first, after) }
}

// ask asks a handle for all its links.
func (w *told) ask(e types.Entity) {
	switch x := e.(type) {
	case types.Division:
		toldIn(w, graph.Serves, e, every(w.t, x.Teams))
		toldIn(w, graph.Serves, e, every(w.t, x.Systems))
	case types.Market:
		toldIn(w, graph.Serves, e, every(w.t, x.Teams))
		toldIn(w, graph.Serves, e, every(w.t, x.Systems))
	case types.Team:
		toldOut(w, graph.Owns, e, every(w.t, anyKind(x.Owns)))
		toldOut(w, graph.Operates, e, every(w.t, x.Operates))
		toldOut(w, graph.Serves, e, every(w.t, x.Serves))
		for _, c := range every(w.t, x.Consumes) {
			toldOut(w, graph.Consumes, e, []types.Entity{c.Entity()})
		}
	case types.SourceSystem:
		toldOut(w, graph.Serves, e, every(w.t, x.Serves))
		toldIn(w, graph.RunsIn, e, every(w.t, anyKind(x.Runs)))
		toldIn(w, graph.Operates, e, every(w.t, x.Operators))
	case types.Domain:
		toldOut(w, graph.RunsIn, e, every(w.t, x.Systems))
	case types.Dataset:
		toldOut(w, graph.RunsIn, e, every(w.t, x.Systems))
		toldIn(w, graph.Reads, e, every(w.t, x.Readers))
		toldIn(w, graph.Writes, e, every(w.t, x.Writers))
	case types.Job:
		toldOut(w, graph.RunsIn, e, every(w.t, x.Systems))
		toldOut(w, graph.Reads, e, every(w.t, x.Inputs))
		toldOut(w, graph.Writes, e, every(w.t, x.Outputs))
	}
}

// common is what handles of every kind answer.
type common interface {
	types.Entity
	Container() types.Entity
	Owner() *types.Team
	Consumers() []types.Consumption
	VariantOf() []types.Entity
	Parts([]graph.Kind, *int, *string) (*types.EntityConnection, error)
	Variants(*int, *string) (*types.EntityConnection, error)
	Flows(*lineage.Direction, *int, *string) (*types.FlowConnection, error)
}

// askCommon asks a handle for those of its links that entities of every kind have.
func (w *told) askCommon(e common) {
	if c := e.Container(); c != nil {
		toldOut(w, graph.PartOf, e, []types.Entity{c})
	}
	toldIn(w, graph.PartOf, e, every(w.t, anyKind(e.Parts)))
	toldOut(w, graph.VariantOf, e, e.VariantOf())
	toldIn(w, graph.VariantOf, e, every(w.t, e.Variants))
	for _, c := range e.Consumers() {
		toldIn(w, graph.Consumes, c.Entity(), []types.Team{c.Team()})
	}
	for _, d := range []lineage.Direction{lineage.Upstream, lineage.Downstream} {
		for _, f := range every(w.t, func(first *int, after *string) (*types.FlowConnection, error) { return e.Flows(&d, first, after) }) {
			if d == lineage.Upstream {
				toldIn(w, graph.Feeds, f.To(), []types.Entity{f.From()})
			} else {
				toldOut(w, graph.Feeds, f.From(), []types.Entity{f.To()})
			}
		}
	}
}

// catalog draws a catalog of a few entities and links of all relations.
func catalog(t *rapid.T) string {
	shapes := []string{"%s -> %s", "%s -/> %s", "%s in %s", "team:%s owns %s", "team:%s consumes %s", "team:%s operates system:%s", "%s runs-in system:%s",
		"team:%s serves division:%s", "system:%s serves division:%s", "system:%s serves market:%s", "%s variant-of %s", "job:n/%s reads dataset:n/%s",
		"job:n/%s writes dataset:n/%s", "job:n/%s runs-in system:%s", "dataset:n/%s in %s", "port:%s in %s", "dataset:n/%s runs-in system:%s"}
	var lines []string
	contained := map[string]bool{}
	for range rapid.IntRange(0, 20).Draw(t, "links") {
		shape := rapid.SampledFrom(shapes).Draw(t, "shape")
		a, b := rapid.IntRange(0, 4).Draw(t, "a"), rapid.IntRange(0, 4).Draw(t, "b")
		if a == b && strings.Contains(shape, "variant-of") {
			continue // nothing is one of itself
		}
		if strings.Contains(shape, " in ") {
			b = min(b, a-1) // no circle
			part := fmt.Sprint(shape, a)
			if b < 0 || contained[part] {
				continue
			}
			contained[part] = true
		}
		lines = append(lines, fmt.Sprintf(shape, string(rune('a'+a)), string(rune('a'+b))))
	}
	return strings.Join(lines, "\n")
}

// Handles tell every link that is recorded and no other, from both sides wherever both sides tell.
func TestHandlesTellWhatIsRecorded(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		g := graphtest.Parse(t, catalog(rt))
		w := &told{t: rt, out: links{}, in: links{}}
		for n := range g.Of() {
			e := types.Of(g, n)
			if e.At() != n || e.ID() != g.ID(n) {
				rt.Fatalf("%s is the handle of %s", e.ID(), g.ID(n))
			}
			w.ask(e)
			w.askCommon(e.(common))
			if owner := lineage.OwnershipOf(g, n).Team; (owner == graph.None) != (e.(common).Owner() == nil) {
				rt.Fatalf("%s: owner %v", e.ID(), e.(common).Owner())
			}
		}
		want := recorded(g)
		expectLinks(rt, "out", w.out, want, func(graph.Relation) bool { return true })
		expectLinks(rt, "in", w.in, want, func(r graph.Relation) bool { return r != graph.Owns })
	})
}

func expectLinks(t *rapid.T, side string, got, all links, asked func(graph.Relation) bool) {
	want := maps.Clone(all)
	maps.DeleteFunc(want, func(l link, _ bool) bool { return !asked(l.relation) })
	if !maps.Equal(got, want) {
		t.Fatalf("%s: told %v, recorded %v", side, slices.Collect(maps.Keys(got)), slices.Collect(maps.Keys(want)))
	}
}

// Every kind has a handle of its own.
func TestEachKindHasItsHandle(t *testing.T) {
	seen := map[string]graph.Kind{}
	for _, k := range graph.Kinds {
		id := k.Prefix() + ":a"
		switch k {
		case graph.Dataset, graph.Job:
			id = k.Prefix() + ":n/a"
		case graph.Field:
			id = k.Prefix() + ":n/a/f"
		}
		g := graphtest.Parse(t, id)
		n, found := g.Node(graph.ID(id))
		if !found {
			t.Fatal(id)
		}
		name := fmt.Sprintf("%T", types.Of(g, n))
		if other, twice := seen[name]; twice {
			t.Errorf("%s and %s are both %s", k, other, name)
		}
		seen[name] = k
	}
	if types.Of(graph.Empty(), graph.None) != nil {
		t.Error("no node has a handle")
	}
}
