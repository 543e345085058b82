package graphtest

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

// documentsKept demands that a store keeps small texts beside the catalog, by shelf and name, and that neither its state nor its log
// has them.
func documentsKept(t *testing.T, store graph.Store) {
	ctx := context.Background()
	shelf, can := store.(graph.Shelf)
	require.True(t, can, "a store keeps documents")
	before := loaded(t, store)
	require.NoError(t, shelf.PutDocuments(ctx, "letters", map[string]string{"a": "one", "b": "two"}))
	require.NoError(t, shelf.PutDocuments(ctx, "letters", map[string]string{"b": "two again\u00e9\n'"}))
	require.NoError(t, shelf.PutDocuments(ctx, "others", map[string]string{"a": "another"}))
	require.NoError(t, shelf.PutDocuments(ctx, "others", nil))
	require.NoError(t, shelf.DropDocuments(ctx, "others", "b", "never"))
	got, err := shelf.Documents(ctx, "letters")
	require.NoError(t, err)
	require.Equal(t, map[string]string{"a": "one", "b": "two again\u00e9\n'"}, got)
	require.NoError(t, shelf.DropDocuments(ctx, "letters", "a"))
	got, err = shelf.Documents(ctx, "letters")
	require.NoError(t, err)
	require.Equal(t, map[string]string{"b": "two again\u00e9\n'"}, got)
	got, err = shelf.Documents(ctx, "none")
	require.NoError(t, err)
	require.Empty(t, got)
	require.Equal(t, before, loaded(t, store))
	require.Empty(t, logged(t, store, 0))
}

// documentsStay demands that they are there again when the store is opened again.
func documentsStay(t *testing.T, open func() graph.Store) {
	ctx := context.Background()
	store := open()
	require.NoError(t, store.(graph.Shelf).PutDocuments(ctx, "letters", map[string]string{"a": "one"}))
	require.NoError(t, store.Close())
	store = open()
	defer closed(t, store)
	got, err := store.(graph.Shelf).Documents(ctx, "letters")
	require.NoError(t, err)
	require.Equal(t, map[string]string{"a": "one"}, got)
}
