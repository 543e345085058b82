package types_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/lineage"
	"github.com/headwater-catalog/headwater/schema/types"
)

// Wherever many refs are taken they are looked up together: what they cost does not grow with the catalog for each of them.
func TestManyRefsAreLookedUpTogether(t *testing.T) {
	var notation string
	for i := range 100 {
		notation += fmt.Sprintf("h%d in street\n", i)
	}
	g := graphtest.Parse(t, notation)
	catalog := types.NewCatalog(g, false)
	var of []graph.ID
	for i := range 300 {
		of = append(of, graph.ID(fmt.Sprintf("street / h%d", i%100)))
	}
	for name, ask := range map[string]func() error{
		"nodes":    func() error { _, err := catalog.Nodes(t.Context(), of, nil); return err },
		"lineage":  func() error { _, err := catalog.Lineage(t.Context(), of, lineage.Upstream, nil, nil); return err },
		"picture":  func() error { _, err := catalog.Picture(t.Context(), of, nil, nil, nil, nil); return err },
		"commits":  func() error { _, err := types.CommitQuery{Touching: of}.In(g); return err },
		"watching": func() error { _, err := types.WatchQuery{Touching: of}.Watch(g); return err },
	} {
		t.Run(name, func(t *testing.T) {
			require.NoError(t, ask())
			allocated := testing.AllocsPerRun(1, func() { _ = ask() })
			require.Less(t, allocated, 10_000.0, "one by one a full name is made 30,000 times")
		})
	}
}
