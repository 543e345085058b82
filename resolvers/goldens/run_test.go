package goldens_test

import (
	"testing"

	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
	"github.com/headwater-catalog/headwater/resolvers/goldens"
)

func TestInMemory(t *testing.T) {
	catalog, err := live.Open(t.Context(), memory.New())
	if err != nil {
		t.Fatal(err)
	}
	defer catalog.Close()
	goldens.Run(t, catalog)
}
