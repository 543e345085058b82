package types

import (
	"github.com/headwater-catalog/headwater/graph"
)

// SourceSystem is a system that data comes from or is kept in.
type SourceSystem struct{ Handle }

// Market returns the market that the system serves, nil if none or several.
func (x SourceSystem) Market() *Market {
	markets := x.out(graph.Serves, graph.Market).of
	if len(markets) != 1 {
		return nil
	}
	return asOne[Market](x.g, markets[0])
}

// Serves returns a page of the divisions and markets that the system serves.
func (x SourceSystem) Serves(first *int, after *string) (*EntityConnection, error) {
	return x.out(graph.Serves).page(x.query("serves"), first, after)
}

// Runs returns a page of what runs or is stored in the system.
func (x SourceSystem) Runs(kinds []graph.Kind, first *int, after *string) (*EntityConnection, error) {
	return x.in(graph.RunsIn, kinds...).page(x.query("runs", distinct(kinds)), first, after)
}

// Operators returns a page of the teams that run the system.
func (x SourceSystem) Operators(first *int, after *string) (*TeamConnection, error) {
	return pageOf[Team](x.in(graph.Operates), x.query("operators"), first, after)
}
