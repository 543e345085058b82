package live

import (
	"context"

	"github.com/headwater-catalog/headwater/graph"
)

// shelf returns what keeps small texts beside the catalog.
func (c *Catalog) shelf() (graph.Shelf, error) {
	if c.Graph() == nil { // until then the store may be another's to set
		return nil, &graph.Error{Kind: graph.Unavailable, Message: "the store was not reached yet; try again"}
	}
	shelf, can := c.store.(graph.Shelf)
	if !can {
		return nil, &graph.Error{Kind: graph.Internal, Op: "documents", Message: "the store keeps no documents"}
	}
	return shelf, nil
}

// Documents returns the texts that the store keeps on a shelf beside the catalog: see [graph.Shelf].
func (c *Catalog) Documents(ctx context.Context, shelf string) (map[string]string, error) {
	s, err := c.shelf()
	if err != nil {
		return nil, err
	}
	return s.Documents(ctx, shelf)
}

// PutDocuments has the store keep texts on a shelf.
func (c *Catalog) PutDocuments(ctx context.Context, shelf string, documents map[string]string) error {
	s, err := c.shelf()
	if err != nil {
		return err
	}
	return s.PutDocuments(ctx, shelf, documents)
}

// DropDocuments has the store forget texts of a shelf.
func (c *Catalog) DropDocuments(ctx context.Context, shelf string, names ...string) error {
	s, err := c.shelf()
	if err != nil {
		return err
	}
	return s.DropDocuments(ctx, shelf, names...)
}
