package graph

import "fmt"

// The bounds of how many entities and links the edits of one draft may bring that are named in none of them: what [Acquire]
// copies and repeats, what [ReplaceSystem] has another system serve and run, and what [Alias] moves that it moved before.
// Without a bound a few edits double the catalog again and again. As many are let in as copying once all that there is, and all
// that the edits name, would bring: in a small catalog FreeExpansion, in a large one MaxExpansion. No other edit brings more than
// itself and what it names.
const (
	FreeExpansion = 5_000
	MaxExpansion  = 100_000
)

// mostExpansion returns the bound of a draft. Each copy of an entity has a link to its model.
func (g *Graph) mostExpansion(edits int) int {
	all := 2 * (g.Len() + edits)
	for _, r := range Relations {
		all += g.Count(r)
	}
	return min(MaxExpansion, max(FreeExpansion, all))
}

// expand counts what an edit is about to bring. It makes a fault, and the draft ends, where that would be too much.
func (w *drafting) expand(p Place, more int) bool {
	w.left -= more
	if w.left >= 0 {
		return true
	}
	w.end(Faults{{Kind: QueryTooLarge, Path: p.Path, Message: fmt.Sprintf("up to here the changes would bring more than %d copies of entities and links, "+
		"which is the most with a catalog of this size: make these changes in parts, or of a smaller division, system or dataset",
		w.base.mostExpansion(len(w.Edits)))}})
	return false
}

// stopped reports whether the draft has ended early: there was too much to do, or nobody waits any more.
func (w *drafting) stopped() bool {
	if w.ended == nil && w.Canceled != nil {
		if err := w.Canceled(); err != nil {
			w.end(err)
		}
	}
	return w.ended != nil
}

// end has the draft end with an error, whatever else is wrong with it.
func (w *drafting) end(err error) { w.ended = err }
