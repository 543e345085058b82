package graphtest

import (
	"slices"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// String writes a graph in the notation of [Edits], its lines sorted: each link, each container other than the one that
// an ID implies, and each entity that neither mentions. Two graphs with one String have the same entities and links,
// although other attributes, claims and reasons may differ.
func String(g *graph.Graph) string {
	w := writing{graph: g, mentioned: map[graph.ID]bool{}}
	for n := range g.Of() {
		if c := g.Container(n); c != graph.None && g.ID(c) != g.ID(n).ImpliedContainer() {
			w.line(g.ID(n), partOf, g.ID(c), "")
		}
	}
	for _, relation := range graph.Relations {
		for link := range g.Links(relation) {
			w.line(g.ID(link.From), word(link), g.ID(link.To), link.Via)
		}
	}
	for n := range g.Of() {
		if id := g.ID(n); !w.mentioned[id] {
			w.lines = append(w.lines, bare(id, graph.Domain))
		}
	}
	slices.Sort(w.lines)
	return strings.Join(w.lines, "\n")
}

// writing is a graph that is being written.
type writing struct {
	graph     *graph.Graph
	lines     []string
	mentioned map[graph.ID]bool
}

func (w *writing) line(from graph.ID, word string, to, by graph.ID) {
	v := verbs[word]
	line := bare(from, v.from) + " " + word + " " + bare(to, v.to)
	w.mentioned[from], w.mentioned[to] = true, true
	if by != "" {
		line += " " + via + " " + string(by)
		w.mentioned[by] = true
	}
	w.lines = append(w.lines, line)
}

// word returns the verb for a link.
func word(l graph.Link) string {
	for word, v := range verbs {
		if v.relation == l.Relation && v.denied == (l.Denial != nil) {
			return word
		}
	}
	panic("graphtest: no verb for " + l.Relation.String())
}

// bare writes an ID as a bare word where the verb makes that ID of it.
func bare(id graph.ID, kind graph.Kind) string {
	if id.Kind() == kind && !strings.Contains(id.Path(), ":") {
		return id.Path()
	}
	return string(id)
}
