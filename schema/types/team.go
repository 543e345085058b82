package types

import (
	"github.com/headwater-catalog/headwater/graph"
)

// Team is people who own, consume or operate.
type Team struct{ Handle }

// Owns returns a page of what the team itself is said to own.
func (x Team) Owns(kinds []graph.Kind, first *int, after *string) (*EntityConnection, error) {
	return x.out(graph.Owns, kinds...).page(x.query("owns", distinct(kinds)), first, after)
}

// Consumes returns a page of what the team consumes, with its purposes.
func (x Team) Consumes(first *int, after *string) (*ConsumptionConnection, error) {
	return listOf(x.out(graph.Consumes), x.query("consumes"), x.consumption).page(first, after)
}

func (x Team) consumption(g *graph.Graph, n graph.Node) Consumption {
	link, _ := g.Link(graph.Consumes, x.n, n)
	return Consumption{g, x.n, link.Reason, n}
}

// Operates returns a page of the systems that the team runs.
func (x Team) Operates(first *int, after *string) (*SourceSystemConnection, error) {
	return pageOf[SourceSystem](x.out(graph.Operates), x.query("operates"), first, after)
}

// Serves returns a page of the divisions and markets that the team works for.
func (x Team) Serves(first *int, after *string) (*EntityConnection, error) {
	return x.out(graph.Serves).page(x.query("serves"), first, after)
}
