package types

import (
	"github.com/headwater-catalog/headwater/graph"
)

// Port is where data enters or leaves a product or a domain.
type Port struct{ Handle }

// Direction returns whether data enters or leaves at the port.
func (x Port) Direction() graph.Direction { return x.entity().Direction }

// Product returns the data product that it is part of, nil if there is none.
func (x Port) Product() *DataProduct { return nearest[DataProduct](x.Handle, graph.DataProduct) }

// Domain returns the nearest domain that it is part of, nil if there is none.
func (x Port) Domain() *Domain { return nearest[Domain](x.Handle, graph.Domain) }
