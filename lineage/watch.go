package lineage

import (
	"context"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// Watch is what somebody wants to hear of. Changes concern them if they concern any of it; nothing concerns the zero Watch.
type Watch struct {
	// Touching are entities, which may be gone: that they change themselves, or a link of them, or that something becomes
	// part of them or ceases to be one.
	Touching []graph.ID
	// UpstreamOf are entities: that one of these is touched, or a part of one, or anything upstream of them, before the
	// changes or after.
	UpstreamOf []graph.ID
	// Telling are teams: that one of them is to be told of the changes, if these were a plan, in any role. What a plan says
	// beside its changes, that something is altered or replaced, changes alone don't tell.
	Telling []graph.ID
}

// Concerns reports whether changes concern who watches. The graphs before and after them are asked for only where it takes
// them. What touches an entity costs the changes; what is upstream, both closures; whom to tell, what [Assess] and
// [Impact.Notices] do, and for graphs of which nobody asked for owners so far, a time linear in them.
func (w Watch) Concerns(ctx context.Context, changes []graph.Change, graphs func() (before, after *graph.Graph, err error)) (bool, error) {
	touched := touchedBy(changes)
	if slices.ContainsFunc(w.Touching, func(id graph.ID) bool { return touched[id] }) {
		return true, nil
	}
	if len(changes) == 0 || len(w.UpstreamOf)+len(w.Telling) == 0 {
		return false, nil
	}
	before, after, err := graphs()
	if err != nil {
		return false, err
	}
	for _, g := range []*graph.Graph{before, after} {
		if feeds, err := w.feeds(ctx, g, touched); feeds || err != nil {
			return feeds, err
		}
	}
	return w.tells(ctx, &Plan{Before: before, After: after, Changes: changes})
}

func touchedBy(changes []graph.Change) map[graph.ID]bool {
	touched := map[graph.ID]bool{}
	for _, c := range changes {
		for _, id := range c.Touched() {
			touched[id] = true
		}
	}
	return touched
}

// feeds reports whether something touched is what is watched in a graph, a part of it, or upstream of it.
func (w Watch) feeds(ctx context.Context, g *graph.Graph, touched map[graph.ID]bool) (bool, error) {
	var watched []graph.Node
	for _, id := range w.UpstreamOf {
		if n, found := g.Node(id); found {
			watched = append(watched, n)
		}
	}
	if len(watched) == 0 {
		return false, nil
	}
	c, err := TraceContext(ctx, g, watched, Options{Direction: Upstream})
	if err != nil {
		return false, err
	}
	for id := range touched {
		if n, found := g.Node(id); found {
			if _, reached := c.position(n); reached {
				return true, nil
			}
		}
	}
	return false, nil
}

// tells reports whether a team that is watched is to be told of a plan.
func (w Watch) tells(ctx context.Context, p *Plan) (bool, error) {
	if len(w.Telling) == 0 {
		return false, nil
	}
	impact, err := Assess(ctx, p)
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(impact.Notices(), func(n Notice) bool { return n.Team != "" && slices.Contains(w.Telling, n.Team) }), nil
}
