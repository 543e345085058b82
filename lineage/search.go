package lineage

import (
	"cmp"
	"slices"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// How well an entity fits a text, the best first.
const (
	fitsWhole        = iota // the name, the full name, the ID or the end of its path is the text
	fitsStart               // the name begins with the text
	fitsWords               // each word of the text begins a word of the name
	fitsName                // each word of the text is somewhere in the name
	fitsPath                // … in the full name or the ID
	fitsText                // … or in a tag or the description
	fitsWholeMistype        // the name is nearly the text, word by word
	fitsMistype             // each word of the text is nearly a word of the name
	fitsNot
)

// Search returns the entities of the given kinds, of all where none is given, that fit a text, best first: the name is
// the text, begins with it, has words that begin with its words, has its words anywhere; then the full name or the ID
// has them; then tags or description. Equal ones are by ID. Upper and lower case are the same, and so is any white space.
// Only where nothing fits are small slips of the keyboard forgiven, in words of four letters or more; then a name that is
// nearly the text comes before one with more words. A blank text fits nothing. Only what choose accepts is looked at; nil
// accepts all.
//
// Linear in the texts of the catalog, of which the first search makes a copy without case.
func Search(g *graph.Graph, text string, kinds []graph.Kind, choose func(graph.Node) bool) []graph.Node {
	q := newQuery(text)
	if len(q.words) == 0 {
		return nil
	}
	texts := foldedTexts(g)
	among := func(n graph.Node) bool { return choose == nil || choose(n) }
	if found := searchBy(g, kinds, among, func(n graph.Node) int { return q.fit(&texts[n]) }); len(found) > 0 {
		return found
	}
	return searchBy(g, kinds, among, func(n graph.Node) int { return q.mistypedFit(&texts[n]) })
}

// searchBy returns what fits among some, best first. Whether something is among them is asked only of what fits.
func searchBy(g *graph.Graph, kinds []graph.Kind, among func(graph.Node) bool, fit func(graph.Node) int) []graph.Node {
	type hit struct {
		node graph.Node
		fit  int
	}
	var hits []hit
	for n := range g.Of(kinds...) {
		if f := fit(n); f < fitsNot && among(n) {
			hits = append(hits, hit{n, f})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(a.fit, b.fit) }) // Of goes by ID
	found := make([]graph.Node, len(hits))
	for i, h := range hits {
		found[i] = h.node
	}
	return found
}

// query is a text to search for, folded.
type query struct {
	text  string
	words []string
}

func newQuery(text string) query {
	return query{Folded(text), foldedWords(text)}
}

func (q query) fit(t *foldedText) int {
	switch {
	case t.name == q.text || t.full == q.text || t.isRef(q.text):
		return fitsWhole
	case strings.HasPrefix(t.name, q.text):
		return fitsStart
	case allBegin(t.name, q.words):
		return fitsWords
	case containsAll(q.words, t.name):
		return fitsName
	case containsAll(q.words, t.full, t.id):
		return fitsPath
	case t.hasAll(q.words):
		return fitsText
	}
	return fitsNot
}

// containsAll reports whether each word occurs in one of the texts.
func containsAll(words []string, texts ...string) bool {
	for _, word := range words {
		if !slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, word) }) {
			return false
		}
	}
	return true
}

// allBegin reports whether each word begins a word of the text.
func allBegin(text string, words []string) bool {
	for _, word := range words {
		if !begins(text, word) {
			return false
		}
	}
	return true
}

// begins reports whether a word stands in the text at the start or after something that is no letter or digit.
func begins(text, word string) bool {
	for from := 0; ; {
		at := strings.Index(text[from:], word)
		if at < 0 {
			return false
		}
		if at += from; startsWord(text, at) {
			return true
		}
		from = at + 1
	}
}
