package graph

import (
	"fmt"
	"slices"
	"strings"
)

// Find returns the node that a ref names: an ID, the end of an ID's path ("division-x/sales-planning",
// "sales-planning"), a name or a full name ("Division X / Sale"). A whole ID decides alone, else all that the ref
// matches count; names in another case only where nothing else does. Where kinds are given only these are looked at.
// Nothing matching is NotFound with what is near, as is a ref of more than MaxRef bytes; several are BadUserInput with the candidates.
// Linear in the entities: [Graph.Refs] looks many up together.
func (g *Graph) Find(ref string, kinds ...Kind) (Node, error) {
	if n, whole := g.whole(ID(ref), kinds); whole {
		return n, nil
	}
	return g.only(ref, g.matches(ref, kinds), kinds)
}

// only returns the one match of a ref, or why there is none.
func (g *Graph) only(ref string, matches []Node, kinds []Kind) (Node, error) {
	switch len(matches) {
	case 1:
		return matches[0], nil
	case 0:
		return None, g.unknown(ref, kinds)
	}
	return None, g.Ambiguous(ref, matches)
}

// matches returns what a ref may mean, by ID.
func (g *Graph) matches(ref string, kinds []Kind) []Node {
	if ref = trimmed(ref); ref == "" {
		return nil
	}
	path := isPath(ref)
	for _, match := range []func(Node) bool{
		func(n Node) bool { return endsPath(g.ID(n), ref) || g.isNamed(n, ref, path, equal) },
		func(n Node) bool { return g.isNamed(n, ref, path, strings.EqualFold) },
	} {
		var found []Node
		for n := range g.Of(kinds...) {
			if match(n) {
				found = append(found, n)
			}
		}
		if found != nil {
			return found
		}
	}
	return nil
}

func equal(a, b string) bool { return a == b }

// isNamed reports whether the node's name is the ref, or its full name where the ref may be one.
func (g *Graph) isNamed(n Node, ref string, path bool, same func(a, b string) bool) bool {
	return same(g.entities.at(n).Name, ref) || path && same(g.FullName(n), ref)
}

// endsPath reports whether the ID's path ends in whole segments with the ref.
func endsPath(id ID, ref string) bool {
	before, found := strings.CutSuffix(string(id), ref)
	return found && (strings.HasSuffix(before, "/") || strings.HasSuffix(before, ":"))
}

// FullName returns the names of all that the node is part of and its own: "Division X / Sale / New Sales".
func (g *Graph) FullName(n Node) string {
	names := []string{g.entities.at(n).Name}
	for c := range g.Containers(n) {
		names = append(names, g.entities.at(c).Name)
	}
	slices.Reverse(names)
	return strings.Join(names, " / ")
}

// Ambiguous returns the error of a ref that several entities match.
func (g *Graph) Ambiguous(ref string, matches []Node) *Error {
	e := &Error{Kind: BadUserInput, Candidates: g.ids(matches[:min(len(matches), maxCandidates)])}
	e.Message = fmt.Sprintf("%q may be any of %d: %s", clip(ref), len(matches), join(e.Candidates, ", "))
	if len(matches) > maxCandidates {
		e.Message += ", …"
	}
	e.Message += "; name one of them"
	return e
}

func (g *Graph) ids(nodes []Node) []ID {
	ids := make([]ID, len(nodes))
	for i, n := range nodes {
		ids[i] = g.ID(n)
	}
	return ids
}

// notFound returns the error of an ID that nothing has, without what may have been meant.
func notFound(id ID) *Error {
	e := unknown(string(id), kindsOf(id))
	e.ID = id
	return e
}

// nearID returns IDs of its kind that a mistyped one may have meant.
func (g *Graph) nearID(id ID) []ID { return g.Near(string(id), kindsOf(id)...) }

func kindsOf(id ID) []Kind {
	if k := id.Kind(); k != 0 {
		return []Kind{k}
	}
	return nil
}

func (g *Graph) unknown(ref string, kinds []Kind) *Error {
	e := unknown(ref, kinds)
	e.suggest(g.Near(ref, kinds...))
	return e
}

func unknown(ref string, kinds []Kind) *Error {
	what := "nothing"
	if len(kinds) == 1 {
		what = "no " + kinds[0].Word(1)
	}
	return &Error{Kind: NotFound, Message: fmt.Sprintf("%s is called %q", what, clip(ref))}
}

// suggest adds IDs that may have been meant.
func (e *Error) suggest(ids []ID) {
	if e.Candidates = ids; len(ids) > 0 {
		e.Message += "; did you mean " + join(ids, ", ") + "?"
	}
}

// meant returns a few IDs of what a ref names, for where IDs are written in full; what is near where it names nothing. Linear in
// the entities.
func (g *Graph) meant(ref string) []ID {
	if found := g.matches(ref, nil); len(found) > 0 {
		return g.ids(found[:min(len(found), maxCandidates/2)])
	}
	return g.Near(ref)
}

// referred returns what may have been meant by an ID that nothing has. Where it is a ref, by which the catalog is asked and not
// changed, the error says so. Linear in the entities.
func (g *Graph) referred(e *Error) []ID {
	if e.ID.Check() == nil || len(g.matches(string(e.ID), nil)) == 0 {
		return g.nearID(e.ID)
	}
	e.Message = fmt.Sprintf("%q is a ref, and changes take IDs", clip(string(e.ID)))
	return g.meant(string(e.ID))
}

// maxCandidates is how many entities an error suggests.
const maxCandidates = 8

// Near returns IDs of entities of the given kinds, of all where none is given, that a mistyped ref may have meant: the
// nearest first, at most a few. Linear in the entities.
func (g *Graph) Near(ref string, kinds ...Kind) []ID {
	type near struct {
		id       ID
		distance int
	}
	wanted := lastSegment(strings.ToLower(clip(ref)))
	most := 1 + len(wanted)/4
	var found []near
	for n := range g.Of(kinds...) {
		e := g.entities.at(n)
		d := min(distance(wanted, strings.ToLower(clip(e.Name)), most), distance(wanted, lastSegment(clip(string(e.ID))), most))
		if d <= most {
			found = append(found, near{e.ID, d})
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return a.distance - b.distance })
	var ids []ID
	for _, f := range found[:min(len(found), maxCandidates/2)] {
		ids = append(ids, f.id)
	}
	return ids
}

func lastSegment(s string) string { return s[strings.LastIndexAny(s, "/:")+1:] }

// distance returns the Levenshtein distance of two texts in bytes, or more than most if it is more than that: it goes on only while
// it may be less.
func distance(a, b string, most int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return most + 1
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal, least := row[0], i+1
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
			least = min(least, cost)
		}
		if least > most {
			return least
		}
	}
	return row[len(b)]
}
