package lineage

import (
	"fmt"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// What is drawn at most: more than this nobody can read, and Mermaid refuses more than 500 arrows by itself.
const (
	mostNodes = 300
	mostEdges = 500
)

// drawing is a picture before it is written down: what DOT and Mermaid have in common. Labels are as recorded.
type drawing struct {
	notes  []string // what a reader of the source should know
	boxes  []box
	groups []boxGroup
	arrows []arrow
}

type box struct {
	label  string
	start  bool // what was asked about
	coarse bool
}

type boxGroup struct {
	label string
	boxes []int // indexes of drawing.boxes
}

type arrow struct {
	from, to int // indexes of drawing.boxes
	label    string
	coarse   bool
}

// drawer puts entities into a drawing, each once.
type drawer struct {
	g     *graph.Graph
	at    map[graph.Node]int
	nodes []graph.Node
	drawing
}

func newDrawer(g *graph.Graph) *drawer { return &drawer{g: g, at: map[graph.Node]int{}} }

// add draws an entity, unless it is drawn.
func (d *drawer) add(n graph.Node, b box) {
	if _, drawn := d.at[n]; !drawn {
		d.at[n] = len(d.nodes)
		d.nodes, d.boxes = append(d.nodes, n), append(d.boxes, b)
	}
}

// arrow draws a flow, if both its ends are drawn.
func (d *drawer) arrow(f Flow, label string, coarse bool) {
	from, ok := d.at[f.From]
	to, ok2 := d.at[f.To]
	if ok && ok2 {
		d.arrows = append(d.arrows, arrow{from, to, label, coarse})
	}
}

func (d *drawer) note(format string, args ...any) {
	d.notes = append(d.notes, fmt.Sprintf(format, args...))
}

// trim leaves out of a drawing that is too large the arrows at its end, and says so.
func (d *drawer) trim() {
	if left := len(d.arrows) - mostEdges; left > 0 {
		d.arrows = d.arrows[:mostEdges]
		d.note("%s not drawn", counted(left, "flow is", "flows are"))
	}
}

// group puts what is drawn into its groups, in the order in which they come first, and labels it with what the group
// does not say. An entity that is a group to others is in that group itself.
func (d *drawer) group(of func(graph.Node) graph.Node) {
	groups := map[graph.Node]int{}
	for _, n := range d.nodes {
		if in := of(n); in != graph.None {
			groups[in] = -1
		}
	}
	for at, n := range d.nodes {
		in := of(n)
		if _, isGroup := groups[n]; isGroup {
			in = n
		}
		d.boxes[at].label = d.label(n, in) + d.boxes[at].label
		if in == graph.None {
			continue
		}
		if groups[in] < 0 {
			groups[in] = len(d.groups)
			d.groups = append(d.groups, boxGroup{label: clipped(d.g.FullName(in))})
		}
		group := &d.groups[groups[in]]
		group.boxes = append(group.boxes, at)
	}
}

// label returns the entity's name after those of its containers inside its group.
func (d *drawer) label(n, group graph.Node) string {
	label := d.g.Entity(n).Name
	if n == group {
		return clipped(label)
	}
	for c := d.g.Container(n); c != graph.None && c != group; c = d.g.Container(c) {
		label = d.g.Entity(c).Name + " / " + label
	}
	return clipped(label)
}

// longestLabel bounds a name in a drawing, in characters: recorded ones may have a kilobyte.
const longestLabel = 100

// clipped shortens a label, and puts it on one line.
func clipped(s string) string {
	runes := []rune(strings.Join(strings.Fields(s), " "))
	if len(runes) > longestLabel {
		return string(runes[:longestLabel-1]) + "…"
	}
	return string(runes)
}
