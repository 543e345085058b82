package lineage

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/headwater-catalog/headwater/graph"
)

// neighbours finds, for a dataset, the one most like it among some that are placed: one that shares more of the way to it,
// namespace first and then name; else, wherever it is, one whose name shares the most words, half of them at least.
//
// To make it takes O(n log n); to ask it, O(log n), and at most mostAlike comparisons.
type neighbours struct {
	g       *graph.Graph
	ordered []address        // by namespace and name
	words   map[string][]int // places in ordered of the datasets whose name has a word; the first mostAlike
}

// address is where a dataset is: its namespace, and its name in segments.
type address struct {
	node      graph.Node
	namespace string
	segments  []string
}

// neighbour is a dataset that is like another one, and how in words: "has the same namespace and begins with sale".
type neighbour struct {
	node graph.Node
	why  string
}

const mostAlike = 64

func newNeighbours(g *graph.Graph, placed []graph.Node) *neighbours {
	x := &neighbours{g: g, words: map[string][]int{}}
	for _, n := range placed {
		x.ordered = append(x.ordered, addressOf(g, n))
	}
	slices.SortFunc(x.ordered, func(a, b address) int { return cmp.Or(a.compare(b), g.CompareID(a.node, b.node)) })
	for i, a := range x.ordered {
		for _, word := range wordsOf(a.last()) {
			if len(x.words[word]) < mostAlike {
				x.words[word] = append(x.words[word], i)
			}
		}
	}
	return x
}

func addressOf(g *graph.Graph, n graph.Node) address {
	parts := g.ID(n).Segments()
	return address{n, parts[0], strings.FieldsFunc(parts[len(parts)-1], func(r rune) bool { return strings.ContainsRune("./:", r) })}
}

func (a address) compare(b address) int {
	return cmp.Or(strings.Compare(a.namespace, b.namespace), slices.Compare(a.segments, b.segments))
}

func (a address) last() string {
	if len(a.segments) == 0 {
		return ""
	}
	return a.segments[len(a.segments)-1]
}

// shared returns how many segments of their ways two datasets share: none in different namespaces, and else one for the
// namespace and one for each segment that their names begin with, but for the last.
func (a address) shared(b address) int {
	if a.namespace != b.namespace {
		return 0
	}
	n := 0
	for n < len(a.segments)-1 && n < len(b.segments)-1 && a.segments[n] == b.segments[n] {
		n++
	}
	return 1 + n
}

// of returns the placed dataset that is most like another one.
func (x *neighbours) of(n graph.Node) (neighbour, bool) {
	a := addressOf(x.g, n)
	if at, shared := x.beside(a); shared > 1 || shared == 1 && x.alone(a.namespace) {
		return neighbour{x.ordered[at].node, a.why(shared)}, true
	}
	if at, words := x.alike(a.last()); len(words) > 0 {
		return neighbour{x.ordered[at].node, "has " + listed(words, 3) + " in its name as well"}, true
	}
	return neighbour{}, false
}

// beside returns the first of the datasets that share the most of the way to a. What shares the most stands next to where a
// would stand.
func (x *neighbours) beside(a address) (at, shared int) {
	place, _ := slices.BinarySearchFunc(x.ordered, a, address.compare)
	for _, i := range []int{place - 1, place} {
		if i >= 0 && i < len(x.ordered) {
			shared = max(shared, a.shared(x.ordered[i]))
		}
	}
	if shared == 0 {
		return 0, 0
	}
	first, _ := slices.BinarySearchFunc(x.ordered, a, func(b, a address) int { return b.compareBegin(a, shared-1) })
	for a.shared(x.ordered[first]) < shared { // what is called as the others begin
		first++
	}
	return first, shared
}

// compareBegin compares namespaces and the first segments of names.
func (a address) compareBegin(b address, segments int) int {
	return cmp.Or(strings.Compare(a.namespace, b.namespace),
		slices.Compare(a.segments[:min(segments, len(a.segments))], b.segments[:segments]))
}

// alone reports whether all placed datasets of a namespace are part of the same: then a namespace says where one belongs.
func (x *neighbours) alone(namespace string) bool {
	first, _ := slices.BinarySearchFunc(x.ordered, namespace, func(a address, s string) int { return strings.Compare(a.namespace, s) })
	in := x.g.Container(x.ordered[first].node)
	for _, a := range x.ordered[first:] {
		if a.namespace != namespace {
			return true
		}
		if x.g.Container(a.node) != in {
			return false
		}
	}
	return true
}

func (a address) why(shared int) string {
	if shared < 2 {
		return "has the same namespace"
	}
	return fmt.Sprintf("has the same namespace and begins with %s as well", strings.Join(a.segments[:shared-1], "."))
}

// alike returns the place of the dataset whose name shares the most words, half of its own and of the other's at least, the
// first of several, and these words.
func (x *neighbours) alike(name string) (at int, shared []string) {
	own := wordsOf(name)
	for _, word := range own {
		for _, i := range x.words[word] {
			other := wordsOf(x.ordered[i].last())
			common := slices.DeleteFunc(slices.Clone(own), func(w string) bool { return !slices.Contains(other, w) })
			if 2*len(common) < max(len(own), len(other)) {
				continue
			}
			if better := cmp.Compare(len(common), len(shared)); better > 0 || better == 0 && i < at {
				at, shared = i, common
			}
		}
	}
	return at, shared
}

// wordsOf returns the words of a name, each once: runs of letters and digits, without case.
func wordsOf(name string) []string {
	var words []string
	for _, word := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return words
}
