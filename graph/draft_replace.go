package graph

import (
	"fmt"
	"slices"
)

func (w *drafting) replaceSystem(e ReplaceSystem) {
	if !w.exists(e.Place, "system", e.System, SourceSystem) || !w.exists(e.Place, "by", e.By, SourceSystem) {
		return
	}
	if e.System == e.By {
		w.fault(e.Place, &Error{Kind: BadUserInput, ID: e.By, Message: fmt.Sprintf("%s cannot replace itself", e.By)}, "by")
		return
	}
	moving, left := w.marketsMoving(e)
	for _, market := range moving {
		k := Key{Serves, e.System, market}
		w.join(Join{Place: e.Place, Relation: Serves, From: e.By, To: market, Reason: w.reason(k)})
		w.unclaim(w.own(k, e.Place))
	}
	running := slices.DeleteFunc(w.linksOf(e.System), func(k Key) bool { return k.Relation != RunsIn })
	if !w.expand(e.Place, len(moving)+len(running)) {
		return
	}
	for _, k := range running {
		w.join(Join{Place: e.Place, Relation: RunsIn, From: k.From, To: e.By, Reason: w.reason(k)})
	}
	if left == 0 {
		w.removeEntity(&removal{Place: e.Place, cascade: true}, e.System)
	}
}

// marketsMoving returns the markets that another system is to serve, and how many are left to the old one. Markets that
// it does not serve are faults, and then some are left.
func (w *drafting) marketsMoving(e ReplaceSystem) (moving []ID, left int) {
	served := map[ID]bool{}
	for _, k := range w.linksOf(e.System) {
		if k.Relation == Serves && k.To.Kind() == Market {
			served[k.To] = true
			if len(e.Markets) == 0 {
				moving = append(moving, k.To)
			}
		}
	}
	wanted := map[ID]bool{}
	for i, market := range e.Markets {
		switch {
		case !w.exists(e.Place, []any{"markets", i}, market, Market):
		case !served[market]:
			w.fault(e.Place, &Error{Kind: NotFound, ID: market, Message: fmt.Sprintf("nobody says that %s", Key{Serves, e.System, market})}, "markets", i)
		case !wanted[market]:
			moving = append(moving, market)
		}
		wanted[market] = true
	}
	return moving, len(served) - len(moving)
}
