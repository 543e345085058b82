package odps

import (
	"cmp"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
	"github.com/headwater-catalog/headwater/ingest/standard"
)

// port is one port of a product that was collected.
type port struct {
	node              *document.Node
	id                graph.ID
	contract, version string
}

// ports reads the ports of a product below a key. A port's key is its name and its version.
func (r *reader) ports(n *document.Node, p *product, key, direction string) (all []port) {
	for _, item := range r.List(n, key) {
		name, known := r.Required(item, "name", "a port")
		if !known {
			continue
		}
		version := item.Of("version").Words()
		slug := graph.Slug(name + " " + version)
		if graph.Slug(name) == "" {
			r.Problem(item.Of("name").At, "the name of a port needs a letter or a digit; its ID is made of these")
			continue
		}
		it := port{item, graph.ID("port:" + standard.Path(p.id.Path(), direction, slug)), item.Of("contractId").Words(), version}
		if r.Has(it.id) {
			r.Problem(item.At, "the %s port %s, version %q, stands here twice, or another becomes %s as well", direction, name, version, it.id)
			continue
		}
		r.Put(item.At, it.id, name, append(append(r.portValues(item, p, it, direction), r.Link(item)), r.Properties(item)...)...)
		all = append(all, it)
	}
	return all
}

func (*reader) portValues(item *document.Node, p *product, it port, direction string) []graph.Value {
	name := item.Of("name").Words()
	if it.version != "" {
		name += " " + it.version
	}
	way := "INPUT"
	if direction == "output" {
		way = "OUTPUT"
	}
	return []graph.Value{
		standard.Text(graph.AttrName, name), standard.Text(graph.AttrContainer, string(p.id)), standard.Text(graph.AttrDirection, way),
		standard.Text(graph.AttrDescription, item.Of("description").Words()), standard.Text(graph.AttrType, item.Of("type").Words()),
		standard.Tags(item.Of("tags").Texts()),
		standard.Property("contract", it.contract), standard.Property("contract-version", it.version),
	}
}

// connect makes the flows: within each product, and from product to product.
func (r *reader) connect() {
	outputs := map[string][]port{} // by contract
	for _, p := range r.products {
		for _, out := range p.outputs {
			outputs[out.contract] = append(outputs[out.contract], out)
		}
	}
	for _, p := range r.products {
		for _, out := range p.outputs {
			r.within(p, out)
		}
		for _, in := range p.inputs {
			for _, out := range of(outputs, in.contract, in.version) {
				r.flow(in.node.At, out.id, in.id, "")
			}
		}
	}
}

// within makes the flows to an output port from the input ports of its product.
func (r *reader) within(p *product, out port) {
	said := out.node.Of("inputContracts")
	if said.Shape == document.Nothing {
		for _, in := range p.inputs {
			r.flow(out.node.At, in.id, out.id, "The product does not say which input ports this one is made of.")
		}
		return
	}
	inputs := map[string][]port{}
	for _, in := range p.inputs {
		inputs[in.contract] = append(inputs[in.contract], in)
	}
	for _, item := range r.List(out.node, "inputContracts") {
		contract := cmp.Or(item.Of("id").Words(), item.Words())
		found := of(inputs, contract, item.Of("version").Words())
		if len(found) == 0 {
			r.Warn(item.At, "no input port of the product has the contract %s: this input of %s is left out", document.Quoted(contract), out.id)
		}
		for _, in := range found {
			r.flow(item.At, in.id, out.id, "")
		}
	}
}

// of returns the ports of a contract: those of a version where there are such, else all.
func of(ports map[string][]port, contract, version string) (found []port) {
	if contract == "" {
		return nil
	}
	for _, p := range ports[contract] {
		if p.version == version {
			found = append(found, p)
		}
	}
	if len(found) == 0 {
		return ports[contract]
	}
	return found
}

func (r *reader) flow(at document.Position, from, to graph.ID, reason string) {
	r.Join(at, graph.Join{Relation: graph.Feeds, From: from, To: to, Reason: reason})
}
