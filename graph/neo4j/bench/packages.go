package main

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/headwater-catalog/headwater/graph"
)

// shape is the size of a graph like that of a Linux distribution's packages: entities of several kinds but one grain,
// numbered from 0, where an early one feeds very many by a power law, and most feed nothing.
type shape struct {
	entities, flowCount int
	seed                uint64
}

// flow leads from one numbered entity to another.
type flow struct{ from, to int }

// flows returns the flows, each once: from an entity to a later one, or once in a thousand back, so that there are cycles.
func (s shape) flows() []flow {
	r := rand.New(rand.NewPCG(s.seed, 3))
	known := make(map[flow]bool, s.flowCount)
	flows := make([]flow, 0, s.flowCount)
	for len(flows) < s.flowCount {
		to := 1 + r.IntN(s.entities-1)
		f := flow{int(math.Pow(r.Float64(), 4) * float64(to)), to}
		if r.IntN(1000) == 0 {
			f.from, f.to = f.to, f.from
		}
		if !known[f] {
			known[f] = true
			flows = append(flows, f)
		}
	}
	return flows
}

// id returns the ID of a numbered entity: a capability, a source system or a domain.
func id(n int) graph.ID {
	kind := [...]graph.Kind{graph.Capability, graph.SourceSystem, graph.Domain}[n%3]
	return graph.ID(fmt.Sprintf("%s:p%06d", kind.Prefix(), n))
}

// edits are what brings about the graph.
func (s shape) edits() []graph.Edit {
	var edits []graph.Edit
	for n := range s.entities {
		edits = append(edits, graph.Put{ID: id(n), Values: []graph.Value{{Attribute: graph.AttrName, Text: fmt.Sprintf("Package %d", n)}}})
	}
	for _, f := range s.flows() {
		edits = append(edits, graph.Join{Relation: graph.Feeds, From: id(f.from), To: id(f.to)})
	}
	return edits
}
