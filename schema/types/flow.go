package types

import (
	"cmp"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// Flow is that data flows from one entity to another, as somebody recorded it.
type Flow struct {
	g        *graph.Graph
	from, to graph.Node
}

// From returns where the data comes from.
func (f Flow) From() Entity { return Of(f.g, f.from) }

// To returns where the data goes.
func (f Flow) To() Entity { return Of(f.g, f.to) }

// Via returns the job that moves the data, nil where nobody says.
func (f Flow) Via() *Job {
	job, found := f.g.Node(f.link().Via)
	if !found {
		return nil
	}
	return asOne[Job](f.g, job)
}

// Precision returns COARSE where an end has parts: then the flow is a summary.
func (f Flow) Precision() lineage.Precision {
	if f.g.IsLeaf(f.from) && f.g.IsLeaf(f.to) {
		return lineage.Exact
	}
	return lineage.Coarse
}

// Denied reports whether somebody denied the flow.
func (f Flow) Denied() bool { return f.link().Denial != nil }

// Denial returns who denied the flow, nil where nobody did.
func (f Flow) Denial() *Denial { return denialOf(f.link()) }

// Claims returns which sources say that the flow is there.
func (f Flow) Claims() []Claim { return claimsOf(f.g, f.link().Claims) }

func (f Flow) link() graph.Link {
	link, _ := f.g.Link(graph.Feeds, f.from, f.to)
	return link
}

// Flows returns a page of the flows recorded at the entity itself, denied ones among them.
func (h Handle) Flows(direction *lineage.Direction, first *int, after *string) (*FlowConnection, error) {
	var flows []lineage.Flow
	if direction == nil || *direction == lineage.Upstream {
		for _, arc := range slices.Concat(h.g.In(graph.Feeds, h.n), h.g.DeniedIn(h.n)) {
			flows = append(flows, lineage.Flow{From: arc.Node(), To: h.n})
		}
	}
	if direction == nil || *direction == lineage.Downstream {
		for _, arc := range slices.Concat(h.g.Out(graph.Feeds, h.n), h.g.DeniedOut(h.n)) {
			flows = append(flows, lineage.Flow{From: h.n, To: arc.Node()})
		}
	}
	slices.SortFunc(flows, func(a, b lineage.Flow) int {
		return cmp.Or(h.g.CompareID(a.From, b.From), h.g.CompareID(a.To, b.To))
	})
	flows = slices.Compact(flows) // a flow to itself was found both ways
	return flowList(h.g, flows, h.query("flows", direction)).page(first, after)
}

// flowList returns the list of flows that are in the order of their ends' IDs.
func flowList(g *graph.Graph, flows []lineage.Flow, q query) list[Flow] {
	key := func(f lineage.Flow) []string { return []string{string(g.ID(f.From)), string(g.ID(f.To))} }
	return list[Flow]{
		query: q,
		count: len(flows),
		item:  func(i int) Flow { return Flow{g, flows[i].From, flows[i].To} },
		key:   func(i int) []string { return key(flows[i]) },
		find: func(k []string) (int, bool) {
			return slices.BinarySearchFunc(flows, k, func(f lineage.Flow, k []string) int { return slices.Compare(key(f), k) })
		},
	}
}
