package types

import (
	"github.com/headwater-catalog/headwater/graph"
)

// Division is a part of the company with its own domains.
type Division struct{ Handle }

// Domains returns a page of the domains directly part of it.
func (x Division) Domains(first *int, after *string) (*DomainConnection, error) {
	return partsOf[Domain](x.Handle, "domains", graph.Domain, first, after)
}

// Teams returns a page of the teams that serve it.
func (x Division) Teams(first *int, after *string) (*TeamConnection, error) {
	return pageOf[Team](x.in(graph.Serves, graph.Team), x.query("teams"), first, after)
}

// Systems returns a page of the systems that serve it.
func (x Division) Systems(first *int, after *string) (*SourceSystemConnection, error) {
	return pageOf[SourceSystem](x.in(graph.Serves, graph.SourceSystem), x.query("systems"), first, after)
}
