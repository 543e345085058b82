package lineage

import (
	"fmt"

	"github.com/headwater-catalog/headwater/graph"
)

// Mermaid returns the roll-up as a flowchart in Mermaid's language, grouped by what its entities are part of. An arrow
// says how many flows it stands for, if more than one; it is dashed if all are summaries. Any name is drawn as it is
// and does nothing else. What is more than can be read is left out, and a comment says how much.
func (r RollUp) Mermaid() string { return r.drawing().mermaid() }

// Dot is Mermaid in the language of Graphviz.
func (r RollUp) Dot() string { return r.drawing().dot() }

func (r RollUp) drawing() drawing {
	if r.graph == nil { // the zero RollUp
		return drawing{}
	}
	d := newDrawer(r.graph)
	r.draw(d)
	return d.drawing
}

func (r RollUp) draw(d *drawer) {
	places := r.drawable()
	for _, n := range r.start {
		if len(d.nodes) < mostNodes && places[n] {
			d.add(n, box{start: true})
		}
	}
	for i, e := range r.Entities {
		if len(d.nodes) == mostNodes {
			d.note("%s not drawn", counted(len(r.Entities)-i, "entity is", "entities are"))
			break
		}
		d.add(e.Node, box{label: e.share(), coarse: e.Precision == Coarse})
	}
	for _, f := range r.Flows {
		label := ""
		if f.Count > 1 {
			label = number(f.Count)
		}
		d.arrow(Flow{f.From, f.To}, label, f.Precision == Coarse)
	}
	d.trim()
	d.group(r.graph.Container)
}

// share says how much of an entity was reached, unless it is all.
func (e RolledUp) share() string {
	if e.Reached == e.Parts {
		return ""
	}
	return fmt.Sprintf(" (%s of %s)", number(e.Reached), number(e.Parts))
}

// drawable is all that is in the roll-up or at an end of its flows.
func (r RollUp) drawable() map[graph.Node]bool {
	places := map[graph.Node]bool{}
	for _, e := range r.Entities {
		places[e.Node] = true
	}
	for _, f := range r.Flows {
		places[f.From], places[f.To] = true, true
	}
	return places
}
