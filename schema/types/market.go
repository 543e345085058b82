package types

import (
	"github.com/headwater-catalog/headwater/graph"
)

// Market is a country or region in which the company sells.
type Market struct{ Handle }

// Teams returns a page of the teams that serve it.
func (x Market) Teams(first *int, after *string) (*TeamConnection, error) {
	return pageOf[Team](x.in(graph.Serves, graph.Team), x.query("teams"), first, after)
}

// Systems returns a page of the systems that serve it.
func (x Market) Systems(first *int, after *string) (*SourceSystemConnection, error) {
	return pageOf[SourceSystem](x.in(graph.Serves, graph.SourceSystem), x.query("systems"), first, after)
}
