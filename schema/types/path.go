package types

import (
	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// Path is one way that data takes.
type Path struct {
	g    *graph.Graph
	path lineage.Path
}

// Entities returns what lies on the way, both ends included.
func (p Path) Entities() []Entity { return allOf(p.g, p.path.Entities) }

// Flows returns the flow that justifies each step.
func (p Path) Flows() []Flow {
	flows := make([]Flow, len(p.path.Flows))
	for i, f := range p.path.Flows {
		flows[i] = Flow{p.g, f.From, f.To}
	}
	return flows
}
