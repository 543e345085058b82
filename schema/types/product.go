package types

import (
	"github.com/headwater-catalog/headwater/graph"
)

// DataProduct is data that a domain offers.
type DataProduct struct{ Handle }

// Ports returns a page of the ports directly part of it.
func (x DataProduct) Ports(first *int, after *string) (*PortConnection, error) {
	return partsOf[Port](x.Handle, "ports", graph.Port, first, after)
}

// Datasets returns a page of the datasets directly part of it.
func (x DataProduct) Datasets(first *int, after *string) (*DatasetConnection, error) {
	return partsOf[Dataset](x.Handle, "datasets", graph.Dataset, first, after)
}

// Domain returns the nearest domain that it is part of, nil if there is none.
func (x DataProduct) Domain() *Domain { return nearest[Domain](x.Handle, graph.Domain) }

// Systems returns a page of the systems that it runs or is stored in.
func (x DataProduct) Systems(first *int, after *string) (*SourceSystemConnection, error) {
	return x.systems(first, after)
}
