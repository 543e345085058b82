package receiver_test

import (
	"context"
	"maps"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/ingest/openlineage/receiver"
)

// damagedShelf is a catalog one of whose documents is not what was put there.
type damagedShelf struct {
	*live.Catalog
	name string
}

func (d *damagedShelf) Documents(ctx context.Context, shelf string) (map[string]string, error) {
	documents, err := d.Catalog.Documents(ctx, shelf)
	if _, there := documents[d.name]; err != nil || !there {
		return documents, err
	}
	whole := maps.Clone(documents)
	delete(whole, d.name)
	return whole, &graph.Error{Kind: graph.StoreCorrupt, Message: "the document " + d.name + " is damaged"}
}

// A letter that is damaged is told of, and the others are listed and can be sent again.
func TestADamagedLetterIsToldOfBesideTheOthers(t *testing.T) {
	_, catalog := newReceiver(t)
	shelf := &damagedShelf{Catalog: catalog}
	r := receiver.New(shelf)
	r.Receive(t.Context(), "ada", []byte(`{"number":1}`), []byte(`{"number":2}`))
	letters, err := r.Letters(t.Context())
	require.NoError(t, err)
	require.Len(t, letters, 2)

	shelf.name = letters[0].ID
	listed, err := r.Letters(t.Context())
	require.NoError(t, err)
	require.Len(t, listed, 2)
	require.Equal(t, "STORE_CORRUPT", listed[0].Code)
	require.Contains(t, listed[0].Reason, shelf.name)
	require.Empty(t, listed[0].Event)
	require.False(t, listed[0].Whole)
	require.Equal(t, letters[1], listed[1])

	taken, refused, err := r.Replay(t.Context(), "ada")
	require.NoError(t, err)
	require.Zero(t, taken)
	require.Equal(t, 1, refused)
}
