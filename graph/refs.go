package graph

import (
	"iter"
	"slices"
	"strings"
	"unicode"
)

// Refs are refs that are looked up together: at most two passes over the entities find what they name, however many there are.
type Refs struct {
	g       *Graph
	kinds   []Kind
	matches map[string][]Node // by ID, of what is no whole ID
}

// Refs looks refs up together, each as [Graph.Find] does. Where all are whole IDs nothing is passed over.
func (g *Graph) Refs(refs []ID, kinds ...Kind) *Refs {
	r := &Refs{g, kinds, map[string][]Node{}}
	fullNames := false
	for _, id := range refs {
		ref := trimmed(string(id))
		if _, whole := g.whole(id, kinds); whole || ref == "" {
			continue
		}
		r.matches[ref] = nil
		fullNames = fullNames || isPath(ref)
	}
	if len(r.matches) > 0 {
		r.match(fullNames)
		r.matchFolded(fullNames)
	}
	return r
}

// Find returns the node that one of the refs names, with the errors of [Graph.Find]: an error is linear in the entities again.
func (r *Refs) Find(ref ID) (Node, error) {
	if n, whole := r.g.whole(ref, r.kinds); whole {
		return n, nil
	}
	return r.g.only(string(ref), r.matches[trimmed(string(ref))], r.kinds)
}

// Names reports whether one of the refs names anything, be it several.
func (r *Refs) Names(ref ID) bool {
	_, whole := r.g.whole(ref, r.kinds)
	return whole || len(r.matches[trimmed(string(ref))]) > 0
}

// match finds what the refs match as they are written.
func (r *Refs) match(fullNames bool) {
	for n := range r.g.Of(r.kinds...) {
		for end := range pathEnds(r.g.ID(n)) {
			r.add(end, n)
		}
		for name := range r.g.names(n, fullNames) {
			r.add(name, n)
		}
	}
}

// add notes that a ref, if it is one, matches the node. A node comes to a ref by several ways one after the other.
func (r *Refs) add(ref string, n Node) {
	found, is := r.matches[ref]
	if is && (len(found) == 0 || found[len(found)-1] != n) {
		r.matches[ref] = append(found, n)
	}
}

// matchFolded finds names in another case for the refs that match nothing as they are written.
func (r *Refs) matchFolded(fullNames bool) {
	left := map[string][]string{}
	for ref, found := range r.matches {
		if found == nil {
			left[fold(ref)] = append(left[fold(ref)], ref)
		}
	}
	if len(left) == 0 {
		return
	}
	for n := range r.g.Of(r.kinds...) {
		for name := range r.g.names(n, fullNames) {
			for _, ref := range left[fold(name)] {
				r.add(ref, n)
			}
		}
	}
}

// names yields the node's name, and its full name where that is wanted and another.
func (g *Graph) names(n Node, full bool) iter.Seq[string] {
	return func(yield func(string) bool) {
		if yield(g.entities.at(n).Name) && full && g.container[n] != None {
			yield(g.FullName(n))
		}
	}
}

// pathEnds yields what an ID's path ends in, in whole segments: see endsPath.
func pathEnds(id ID) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range len(id) {
			if (id[i] == '/' || id[i] == ':') && !yield(string(id[i+1:])) {
				return
			}
		}
	}
}

// fold returns what all texts have in common that strings.EqualFold takes for equal.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		least := r
		for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
			least = min(least, other)
		}
		return least
	}, s)
}

// whole returns the node whose whole ID a ref is.
func (g *Graph) whole(id ID, kinds []Kind) (Node, bool) {
	n, found := g.Node(g.Resolve(id))
	return n, found && (len(kinds) == 0 || slices.Contains(kinds, g.Kind(n)))
}

// MaxRef is the length of the longest ref that is looked for, in bytes: an ID is shorter, and so is the full name of what lies within
// sixty others.
const MaxRef = 64 << 10

// trimmed returns a ref without blanks around it, "" for what can name nothing.
func trimmed(ref string) string {
	if ref = strings.TrimSpace(ref); len(ref) > MaxRef {
		return ""
	}
	return ref
}

// isPath reports whether a ref may be a full name that is more than a name.
func isPath(ref string) bool { return strings.Contains(ref, "/") }
