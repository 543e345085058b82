package lineage

import (
	"fmt"

	"github.com/headwater-catalog/headwater/graph"
)

// crossing says which relations a finding looks at, which of their ends it is about, and how to say that it crosses.
var crossing = []struct {
	relation graph.Relation
	aboutTo  bool
	words    string // of the entity it is about, and the other
	advice   string
}{
	{graph.Feeds, false, "The %s feeds the %s of another division", "a divestment would cut this flow; let each division have its own"},
	{graph.Owns, true, "The %s is owned by the %s of another division", "let a team of its own division own it"},
	{graph.Consumes, true, "The %s is consumed by the %s of another division", "a divestment would cut it off; agree who provides it then"},
	{graph.RunsIn, false, "The %s runs in the %s of another division", "move it to a system that serves its own division"},
}

func findCrossings(g *graph.Graph) []Finding {
	belongs := newBelonging(g)
	var found []Finding
	for _, c := range crossing {
		for link := range g.Links(c.relation) {
			if link.Denial != nil || !belongs.apart(link.From, link.To) {
				continue
			}
			about, other := link.From, link.To
			if c.aboutTo {
				about, other = other, about
			}
			found = append(found, Finding{Node: about, Others: []graph.Node{other}, Relation: c.relation, Message: fmt.Sprintf(
				c.words+": %s.", named(g, about), named(g, other), c.advice)})
		}
	}
	return found
}

// belonging remembers for the outermost entities which divisions they belong to.
type belonging struct {
	g    *graph.Graph
	tops []graph.Node // by node
	of   map[graph.Node]map[graph.Node]bool
}

func newBelonging(g *graph.Graph) *belonging {
	b := &belonging{g, make([]graph.Node, g.Bound()), map[graph.Node]map[graph.Node]bool{}}
	for n := range g.Nodes() { // a container's number is below its parts'
		if c := g.Container(n); c != graph.None {
			b.tops[n] = b.tops[c]
		} else {
			b.tops[n] = n
		}
	}
	return b
}

func (b *belonging) divisions(n graph.Node) map[graph.Node]bool {
	t := b.tops[n]
	set, known := b.of[t]
	if !known {
		set = map[graph.Node]bool{}
		for _, d := range Divisions(b.g, t) {
			set[d] = true
		}
		b.of[t] = set
	}
	return set
}

// apart reports whether both belong to divisions, and to no common one.
func (b *belonging) apart(n, m graph.Node) bool {
	of, others := b.divisions(n), b.divisions(m)
	for d := range of {
		if others[d] {
			return false
		}
	}
	return len(of) > 0 && len(others) > 0
}

func findDeniedFlows(g *graph.Graph) []Finding {
	var found []Finding
	for n := range g.Nodes() {
		for _, arc := range g.DeniedOut(n) {
			link, _ := g.Link(graph.Feeds, n, arc.Node())
			if len(link.Claims) == 0 {
				continue
			}
			found = append(found, Finding{Node: n, Others: []graph.Node{arc.Node()}, Relation: graph.Feeds, Message: deniedMessage(g, link)})
		}
	}
	return found
}

func deniedMessage(g *graph.Graph, link graph.Link) string {
	sources := make([]string, len(link.Claims))
	for i, c := range link.Claims {
		sources[i] = c.Source
	}
	verb := "says"
	if len(sources) > 1 {
		verb = "say"
	}
	because := ""
	if link.Denial.Reason != "" {
		because = " (" + link.Denial.Reason + ")"
	}
	return fmt.Sprintf("%s still %s that the %s feeds the %s, which %s denied%s: correct the source, or allow the flow again.",
		listed(sources, 3), verb, named(g, link.From), named(g, link.To), link.Denial.Source, because)
}
