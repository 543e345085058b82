package types

import (
	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// WatchQuery is which commits are asked for as they come: those that any of it chooses.
type WatchQuery struct{ Touching, UpstreamOf, ToTell []graph.ID }

// All reports whether nothing is chosen by, so that all commits are meant.
func (q WatchQuery) All() bool { return q.Touching == nil && q.UpstreamOf == nil && q.ToTell == nil }

// Watch returns what the query means in a graph. What has an ID's form is taken as one, so that what is gone, or yet to come,
// can be watched.
func (q WatchQuery) Watch(g *graph.Graph) (w lineage.Watch, err error) {
	if w.Touching, err = watched(g, "touching", q.Touching); err != nil {
		return w, err
	}
	if w.UpstreamOf, err = watched(g, "upstreamOf", q.UpstreamOf); err != nil {
		return w, err
	}
	w.Telling, err = watched(g, "toTell", q.ToTell, graph.Team)
	return w, err
}

func watched(g *graph.Graph, argument string, of []graph.ID, kinds ...graph.Kind) ([]graph.ID, error) {
	if len(of) > maxPage {
		return nil, badInput("%s has %d IDs; at most 1,000 are watched at once", argument, len(of))
	}
	refs, found := looselyNamed(g, of, kinds...), make([]graph.ID, len(of))
	for i, ref := range of {
		if ref.Check() == nil {
			if len(kinds) > 0 && ref.Kind() != kinds[0] {
				return nil, badInput("%s is no %s: %s takes none but these", ref, kinds[0], argument)
			}
			found[i] = g.Resolve(ref)
			continue
		}
		n, err := refs.Find(ref)
		if err != nil {
			return nil, err
		}
		found[i] = g.ID(n)
	}
	return found, nil
}
