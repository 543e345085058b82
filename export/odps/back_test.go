package odps_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/export/odps"
	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/ingest/odcs"
	read "github.com/headwater-catalog/headwater/ingest/odps"
	"github.com/headwater-catalog/headwater/ingest/standard/standardtest"
)

// Products of which each output port says what it is made of, nothing included, come back with the same flows.
func TestProductsComeBack(t *testing.T) {
	imported := func(text string) *graph.Graph {
		i, err := read.Read(standardtest.Files(map[string]string{"a.yaml": text}), "odps:a", odcs.Mesh{})
		require.NoError(t, err)
		g, _ := standardtest.Apply(t, graph.Empty(), i)
		return g
	}
	g := imported(`apiVersion: v1.0.0
kind: DataProduct
id: p-tills
name: Tills
domain: Retail/Sale
inputPorts:
- {name: receipts, version: 1.0.0, contractId: c-receipts}
- {name: receipts, version: 2.0.0, contractId: c-receipts-2}
- {name: returns, version: 1.0.0, contractId: c-returns}
outputPorts:
- {name: sales, version: 1.0.0, contractId: c-sales, inputContracts: [{id: c-receipts-2, version: 2.0.0}]}
- {name: constants, version: 1.1.0, contractId: c-constants, inputContracts: []}
- {name: everything, version: 1.0.0, contractId: c-all}
---
apiVersion: v1.0.0
kind: DataProduct
id: p-planning
name: Sales Planning
inputPorts:
- {name: sales, version: 1.0.0, contractId: c-sales}
outputPorts:
- {name: plan, version: 1.0.0, contractId: c-plan}
`)
	var out bytes.Buffer
	require.NoError(t, odps.Write(&out, g))
	require.Equal(t, graphtest.String(g), graphtest.String(imported(out.String())))
}
