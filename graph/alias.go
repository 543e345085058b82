package graph

import (
	"iter"
	"slices"
)

// AttrAliases is what a claim on a dataset says of its other names: IDs under which others speak of the same dataset. Unlike any
// other attribute they are the union of what all sources say. A [Put] that gives it values does what [Alias] does, but that just these
// names are then what its source says, and that the ID stays under which the dataset is there already.
const AttrAliases = "aliases"

// MaxAliases is how many other names a dataset can have.
const MaxAliases = 100

// Alias says that names lead to a dataset, from now on and whatever was said under them: entities of these IDs become one with
// it, with their fields and links and everybody's claims, and edits that speak of them speak of it. Where the ID itself led to
// another dataset, that one becomes one with it, too. Where two claims of one source meet, each attribute stays that the dataset
// has, and those that it has not come to it.
type Alias struct {
	Place
	ID    ID
	Names []ID
}

// Resolve returns the ID that an ID leads to: of the dataset that it is another name of, of that one's field for a field; itself
// where there is an entity of this ID, or nothing that it leads to.
func (g *Graph) Resolve(id ID) ID {
	if len(g.aliases) == 0 {
		return id
	}
	return resolveBy(id, func(dataset ID) ID { return g.aliases[dataset] })
}

// resolveBy resolves a dataset, or a field by its dataset. The function returns "" for what is no other name.
func resolveBy(id ID, alias func(ID) ID) ID {
	switch id.Kind() {
	case Dataset:
		if to := alias(id); to != "" {
			return to
		}
	case Field:
		if to := alias(id.ImpliedContainer()); to != "" {
			return fieldIn(to, id)
		}
	}
	return id
}

// fieldIn returns the ID of a dataset's field that is called as another one is.
func fieldIn(dataset, field ID) ID {
	segments := dataset.Segments()
	return FieldID(segments[0], segments[1], field.Last())
}

// aliasesOf returns the other names that claims give a dataset, in order, each once.
func aliasesOf(claims []Claim) []ID {
	var names []ID
	for i := range claims {
		if v, says := claims[i].Value(AttrAliases); says {
			for _, name := range v.List {
				names = append(names, ID(name))
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// indexAliases returns by other name what it leads to; nil where there is none. Linear in the entities.
func indexAliases(entities iter.Seq[*Entity]) map[ID]ID {
	var index map[ID]ID
	for e := range entities {
		for _, name := range e.Aliases {
			if index == nil {
				index = map[ID]ID{}
			}
			if other, taken := index[name]; !taken || e.ID < other {
				index[name] = e.ID
			}
		}
	}
	return index
}

// layAliases says what other names lead to afterwards: as before, unless a changed entity has some, or had.
func (w *overlay) layAliases() {
	w.g.aliases = w.base.aliases
	for id, record := range w.changed {
		if id.Kind() != Dataset {
			continue
		}
		n, there := w.base.Node(id)
		had := there && len(w.base.Entity(n).Aliases) > 0
		if had || record != nil && len(aliasesOf(record.Claims)) > 0 {
			w.g.aliases = indexAliases(w.g.entities.all())
			return
		}
	}
}
