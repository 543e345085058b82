package graph

func (w *drafting) divest(e Divest) {
	if !w.exists(e.Place, "division", e.Division, Division) {
		return
	}
	gone := &removal{Place: e.Place, cascade: true}
	for _, id := range append(w.servants(e.Division), e.Division) {
		w.removeEntity(gone, id)
	}
}

// servants returns the teams and systems that serve a division and no other, as things stand.
func (w *drafting) servants(division ID) []ID {
	var servants []ID
	for _, k := range w.linksOf(division) {
		if k.Relation == Serves && w.servesOnly(k.From, division) {
			servants = append(servants, k.From)
		}
	}
	return servants
}

func (w *drafting) servesOnly(servant, division ID) bool {
	for _, k := range w.linksOf(servant) {
		if k.Relation == Serves && k.To.Kind() == Division && k.To != division {
			return false
		}
	}
	return true
}
