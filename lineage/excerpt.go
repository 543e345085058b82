package lineage

import (
	"iter"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// Excerpt returns a graph of the closure alone, at the revision of the whole: the start with its parts, the items, the flows
// that were walked with their ends and jobs, and all that these are part of; who owns and consumes any of them and what they
// run in; and the links between all these. Linear in the graph.
func (c *Closure) Excerpt() (*graph.Graph, error) {
	x := excerpt{g: c.g, kept: graph.NewBitmap(c.g.Bound()), flows: map[Flow]bool{}}
	for _, n := range c.start {
		for part := range c.g.Within(n) {
			x.keep(part)
		}
	}
	c.Each(func(i Item) { x.keep(i.Node) })
	for _, f := range c.Flows() {
		x.flow(f)
	}
	x.around()
	return graph.New(c.g.Revision(), x.records())
}

// excerpt is a part of a graph that is being chosen.
type excerpt struct {
	g     *graph.Graph
	kept  graph.Bitmap
	flows map[Flow]bool
}

// keep takes an entity and all that it is part of.
func (x *excerpt) keep(n graph.Node) {
	for at := n; at != graph.None && !x.kept.Has(at); at = x.g.Container(at) {
		x.kept.Set(at)
	}
}

func (x *excerpt) flow(f Flow) {
	x.flows[f] = true
	x.keep(f.From)
	x.keep(f.To)
	if link, found := x.g.Link(graph.Feeds, f.From, f.To); found {
		if job, is := x.g.Node(link.Via); is {
			x.keep(job)
		}
	}
}

// around takes who owns and consumes what is kept, and what that runs in.
func (x *excerpt) around() {
	chosen := slices.Clone(x.kept)
	for _, r := range []graph.Relation{graph.Owns, graph.Consumes} {
		for l := range x.g.Links(r) {
			if chosen.Has(l.To) {
				x.keep(l.From)
			}
		}
	}
	for l := range x.g.Links(graph.RunsIn) {
		if chosen.Has(l.From) {
			x.keep(l.To)
		}
	}
}

// records yields what is kept, entities first.
func (x *excerpt) records() iter.Seq2[*graph.Record, error] {
	return func(yield func(*graph.Record, error) bool) {
		for r := range x.g.Records() {
			if x.has(r) && !yield(r, nil) {
				return
			}
		}
	}
}

func (x *excerpt) has(r *graph.Record) bool {
	from, _ := x.g.Node(r.From)
	if !r.IsLink() {
		return x.kept.Has(from)
	}
	to, _ := x.g.Node(r.To)
	if r.Relation == graph.Feeds {
		return x.flows[Flow{From: from, To: to}]
	}
	return x.kept.Has(from) && x.kept.Has(to)
}
