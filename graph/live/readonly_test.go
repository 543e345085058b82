package live_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
)

// latched is a store that takes no commits any more.
type latched struct {
	graph.Store
	why error
}

func (l latched) ReadOnly() error { return l.why }
func (l latched) Full() error     { return l.why }

func TestAStoreThatTakesNothingSaysSo(t *testing.T) {
	why := errors.New("the disk failed")
	for _, test := range []struct {
		store graph.Store
		want  error
	}{{latched{memory.New(), why}, why}, {latched{memory.New(), nil}, nil}, {memory.New(), nil}} {
		catalog, err := live.Open(t.Context(), test.store)
		require.NoError(t, err)
		require.Equal(t, test.want, catalog.ReadOnly())
		require.Equal(t, test.want, catalog.Full())
		require.NoError(t, catalog.Close())
	}
}

func TestACatalogThatIsNotReadYetIsNotReadOnly(t *testing.T) {
	catalog, err := live.Connect(t.Context(), func(context.Context) (graph.Store, error) {
		return nil, &graph.Error{Kind: graph.Unavailable, Message: "nobody answers"}
	})
	require.NoError(t, err)
	require.Nil(t, catalog.Graph())
	require.NoError(t, catalog.ReadOnly())
	require.NoError(t, catalog.Full())
	require.NoError(t, catalog.Close())
}
