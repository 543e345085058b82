package live

import (
	"context"

	"github.com/headwater-catalog/headwater/graph"
)

// loadGraph returns the graph of a store's head: the one that it kept, where it keeps any.
func loadGraph(ctx context.Context, store graph.Store) (*graph.Graph, error) {
	if packer, packs := store.(graph.Packer); packs {
		return packer.LoadGraph(ctx)
	}
	return graph.New(store.Load(ctx))
}

// offer tells the store of a durable graph that it may keep.
func (c *Catalog) offer(g *graph.Graph) {
	if packer, packs := c.store.(graph.Packer); packs {
		packer.OfferGraph(g)
	}
}
