package memory_test

import (
	"testing"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/graph/memory"
)

func TestStore(t *testing.T) {
	graphtest.Run(t, func(testing.TB) graph.Store { return memory.New() })
}
