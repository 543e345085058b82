package odps

import (
	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
	"github.com/headwater-catalog/headwater/ingest/odcs"
)

// serve reads contracts and lets their datasets feed the output ports that serve them, as parts of the first such port's product.
func (r *reader) serve(documents []*document.Node) {
	outputs := map[string][]port{}
	product := map[graph.ID]graph.ID{} // of a port
	for _, p := range r.products {
		for _, out := range p.outputs {
			outputs[out.contract] = append(outputs[out.contract], out)
			product[out.id] = p.id
		}
	}
	mesh := r.mesh
	mesh.Serving = func(contract, version string) graph.ID {
		for _, out := range of(outputs, contract, version) {
			return product[out.id]
		}
		return ""
	}
	for _, contract := range odcs.Collect(&r.Collection, mesh, documents) {
		for _, out := range of(outputs, contract.ID, contract.Version) {
			for _, dataset := range contract.Datasets {
				r.flow(out.node.At, dataset, out.id, "")
			}
		}
	}
}
