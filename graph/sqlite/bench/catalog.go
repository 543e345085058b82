package main

import (
	"context"
	"errors"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/sqlite"
)

// ours is the whole way of a change through Headwater: it is drafted, judged, made durable, and visible to readers.
const ours = "Headwater"

type catalog struct{ *live.Catalog }

func openCatalog(ctx context.Context, path string, ids []graph.ID) (writer, error) {
	store, err := sqlite.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	c, err := live.Open(ctx, store)
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	opened := catalog{c}
	return opened, opened.describe(ctx, "", ids, "new")
}

func (c catalog) describe(ctx context.Context, operation string, ids []graph.ID, text string) error {
	r := live.Request{Actor: "bench", Source: graph.People, OperationID: operation}
	for _, id := range ids {
		r.Edits = append(r.Edits, graph.Put{ID: id, Values: []graph.Value{{Attribute: graph.AttrDescription, Text: text}}})
	}
	_, err := c.Apply(ctx, r)
	return err
}

func (c catalog) descriptions(context.Context) (map[graph.ID]string, error) {
	g, all := c.Graph(), map[graph.ID]string{}
	for n := range g.Of() {
		all[g.ID(n)] = g.Entity(n).Description
	}
	return all, nil
}

func (c catalog) close() error { return c.Close() }
