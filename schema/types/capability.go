package types

import (
	"github.com/headwater-catalog/headwater/graph"
)

// Capability is what a domain can do for others.
type Capability struct{ Handle }

// Domain returns the nearest domain that it is part of, nil if there is none.
func (x Capability) Domain() *Domain { return nearest[Domain](x.Handle, graph.Domain) }

// Systems returns a page of the systems that it runs or is stored in.
func (x Capability) Systems(first *int, after *string) (*SourceSystemConnection, error) {
	return x.systems(first, after)
}
