package types

import (
	"github.com/headwater-catalog/headwater/graph"
)

// Domain is a business area that answers for its data.
type Domain struct{ Handle }

// Subdomains returns a page of the domains directly part of it.
func (x Domain) Subdomains(first *int, after *string) (*DomainConnection, error) {
	return partsOf[Domain](x.Handle, "subdomains", graph.Domain, first, after)
}

// Capabilities returns a page of the capabilities directly part of it.
func (x Domain) Capabilities(first *int, after *string) (*CapabilityConnection, error) {
	return partsOf[Capability](x.Handle, "capabilities", graph.Capability, first, after)
}

// Products returns a page of the data products directly part of it.
func (x Domain) Products(first *int, after *string) (*DataProductConnection, error) {
	return partsOf[DataProduct](x.Handle, "products", graph.DataProduct, first, after)
}

// Ports returns a page of the ports directly part of it.
func (x Domain) Ports(first *int, after *string) (*PortConnection, error) {
	return partsOf[Port](x.Handle, "ports", graph.Port, first, after)
}

// Datasets returns a page of the datasets directly part of it.
func (x Domain) Datasets(first *int, after *string) (*DatasetConnection, error) {
	return partsOf[Dataset](x.Handle, "datasets", graph.Dataset, first, after)
}

// Systems returns a page of the systems that it runs or is stored in.
func (x Domain) Systems(first *int, after *string) (*SourceSystemConnection, error) {
	return x.systems(first, after)
}

// Division returns the division that it is part of, nil if there is none.
func (x Domain) Division() *Division { return nearest[Division](x.Handle, graph.Division) }
