package graph

import "slices"

// withdraw takes the source's own claim on a record back. letGo then lets an entity go that nobody claims or needs, and
// dropIfUnclaimed a link.
func (w *drafting) withdraw(e Withdraw) {
	existing := w.get(e.Key)
	if existing == nil || existing.claim(w.Source.Name) == nil {
		return
	}
	r := w.own(e.Key, e.Place)
	r.Claims = slices.DeleteFunc(r.Claims, func(c Claim) bool { return c.Source == w.Source.Name })
	if r.IsLink() {
		w.dropIfUnclaimed(r)
	}
}
