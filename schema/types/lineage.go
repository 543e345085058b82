package types

import (
	"context"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// Lineage is all that feeds something, or all that it feeds. It was traversed once, when the Lineage was made; whatever
// is asked of it is read off that closure.
type Lineage struct {
	closure *lineage.Closure
	query   query
}

// Upstream returns all that feeds the entity.
func (h Handle) Upstream(ctx context.Context, depth *int, where *EntityFilter) (*Lineage, error) {
	return trace(ctx, h.g, []graph.Node{h.n}, lineage.Upstream, depth, where)
}

// Downstream returns all that the entity feeds.
func (h Handle) Downstream(ctx context.Context, depth *int, where *EntityFilter) (*Lineage, error) {
	return trace(ctx, h.g, []graph.Node{h.n}, lineage.Downstream, depth, where)
}

func trace(ctx context.Context, g *graph.Graph, of []graph.Node, d lineage.Direction, depth *int, where *EntityFilter) (*Lineage, error) {
	meant, err := where.filter(g)
	if err != nil {
		return nil, err
	}
	o := lineage.Options{Direction: d, Choose: meant.Match(g)}
	if depth != nil {
		if o.Depth, err = depthOf(*depth); err != nil {
			return nil, err
		}
	}
	c, err := lineage.TraceContext(ctx, g, of, o)
	if err != nil {
		return nil, err
	}
	return &Lineage{c, query{"lineage", distinct(idsOf(g, of)), d, depth, meant}}, nil
}

// depthOf returns a given depth as the engine takes it, where 0 is no limit and below 0 nothing is within.
func depthOf(depth int) (int, error) {
	switch {
	case depth < 0:
		return 0, badInput("depth is %d; it must be 0 or more", depth)
	case depth == 0:
		return -1, nil
	}
	return depth, nil
}

// idOf returns a node's ID, "" of graph.None.
func idOf(g *graph.Graph, n graph.Node) graph.ID {
	if n == graph.None {
		return ""
	}
	return g.ID(n)
}

func idsOf(g *graph.Graph, nodes []graph.Node) []graph.ID {
	ids := make([]graph.ID, len(nodes))
	for i, n := range nodes {
		ids[i] = g.ID(n)
	}
	return ids
}

// Revision returns the revision that the answer comes from.
func (l *Lineage) Revision() graph.Revision { return l.closure.Graph().Revision() }

// Of returns where the lineage starts.
func (l *Lineage) Of() []Entity { return allOf(l.closure.Graph(), l.closure.Start()) }

// Direction returns which way was traversed.
func (l *Lineage) Direction() lineage.Direction { return l.closure.Direction() }

// Total returns how many entities are reached and chosen.
func (l *Lineage) Total() int { return l.closure.Total() }

// Complete reports whether nothing was left out.
func (l *Lineage) Complete() bool { return l.closure.Complete() }

// Beyond returns how many entities the depth or the filter left out.
func (l *Lineage) Beyond() int { return l.closure.Beyond() }

// Flows returns a page of the recorded flows that were walked.
func (l *Lineage) Flows(first *int, after *string) (*FlowConnection, error) {
	return flowList(l.closure.Graph(), l.closure.Flows(), l.query.below("flows")).page(first, after)
}

// RollUp returns the items, counted at what they are part of.
func (l *Lineage) RollUp(to graph.Kind) RollUp {
	return RollUp{l.closure.Graph(), l.closure.RollUp(to)}
}

// Summary returns the answer in one sentence.
func (l *Lineage) Summary() string { return l.closure.Summary() }

// Mermaid returns the answer as a diagram.
func (l *Lineage) Mermaid() string { return l.closure.Mermaid() }
