package odps

import (
	"io"
	"slices"

	"github.com/goccy/go-yaml"

	"github.com/headwater-catalog/headwater/graph"
)

// Write writes the products of a graph as documents of one YAML stream. What fails is the writer's error.
func Write(w io.Writer, g *graph.Graph) error {
	for i, d := range Documents(g) {
		text, err := yaml.Marshal(d)
		if err != nil {
			return err
		}
		if i > 0 {
			text = append([]byte("---\n"), text...)
		}
		if _, err := w.Write(text); err != nil {
			return err
		}
	}
	return nil
}

// Documents returns the products of a graph by ID. Linear in their parts and flows.
func Documents(g *graph.Graph) (all []Document) {
	for n := range g.Of(graph.DataProduct) {
		p := product{g: g, node: n, contracts: map[graph.Node][]InputContract{}}
		all = append(all, p.document())
	}
	return all
}

// product is a product that is being written.
type product struct {
	g         *graph.Graph
	node      graph.Node
	contracts map[graph.Node][]InputContract // by its own input port: those of what feeds it
}

func (p *product) document() Document {
	e := p.g.Entity(p.node)
	d := Document{
		APIVersion: "v1.0.0", Kind: "DataProduct", ID: string(e.ID), Name: e.Name,
		Version: version(e), Status: property(e, "status", "active"), Tags: e.Tags,
	}
	if domain := p.g.Nearest(p.node, graph.Domain); domain != graph.None {
		d.Domain = p.g.ID(domain).Path()
	}
	if e.Description != "" {
		d.Description = &Description{e.Description}
	}
	if owner := p.owner(); owner != graph.None {
		d.Team = &Team{p.g.Entity(owner).Name}
	}
	d.InputPorts, d.OutputPorts = p.inputs(), p.outputs()
	return d
}

// owner returns the team of the nearest ownership, None where there is none or two contradict each other.
func (p *product) owner() graph.Node {
	for at := p.node; at != graph.None; at = p.g.Container(at) {
		if owners := p.g.In(graph.Owns, at); len(owners) > 0 {
			if len(owners) > 1 {
				return graph.None
			}
			return owners[0].Node()
		}
	}
	return graph.None
}

// inputs returns the product's own input ports, then what else outside feeds it, each by ID.
func (p *product) inputs() (ports []InputPort) {
	used := map[string]int{}
	for part := range p.g.Parts(p.node) {
		e := p.g.Entity(part)
		if e.Direction != graph.Input {
			continue
		}
		sources := p.outside(part)
		if len(sources) == 0 {
			ports = append(ports, InputPort{once(used, called(e), version(e)), version(e), string(e.ID)})
			p.contracts[part] = []InputContract{{string(e.ID), version(e)}}
		}
		for _, s := range sources {
			from := p.g.Entity(s)
			ports = append(ports, InputPort{once(used, called(e), version(from)), version(from), string(from.ID)})
			p.contracts[part] = append(p.contracts[part], InputContract{string(from.ID), version(from)})
		}
	}
	for _, s := range p.others() {
		from := p.g.Entity(s)
		ports = append(ports, InputPort{once(used, called(from), version(from)), version(from), string(from.ID)})
	}
	return ports
}

// outside returns what feeds an entity from outside of the product, by ID.
func (p *product) outside(n graph.Node) (sources []graph.Node) {
	for _, arc := range p.g.In(graph.Feeds, n) {
		if !p.g.Contains(p.node, arc.Node()) {
			sources = append(sources, arc.Node())
		}
	}
	slices.SortFunc(sources, p.g.CompareID)
	return sources
}

// others returns what feeds the product from outside past its input ports, by ID.
func (p *product) others() (sources []graph.Node) {
	for n := range p.g.Within(p.node) {
		if p.g.Entity(n).Direction != graph.Input {
			sources = append(sources, p.outside(n)...)
		}
	}
	slices.SortFunc(sources, p.g.CompareID)
	return slices.Compact(sources)
}

// outputs returns the product's output ports and datasets by ID, or the product itself.
func (p *product) outputs() (ports []OutputPort) {
	used := map[string]int{}
	for part := range p.g.Parts(p.node) {
		if e := p.g.Entity(part); e.Direction == graph.Output || e.Kind == graph.Dataset {
			ports = append(ports, p.output(used, part))
		}
	}
	if ports == nil {
		ports = append(ports, p.output(used, p.node))
	}
	return ports
}

func (p *product) output(used map[string]int, n graph.Node) OutputPort {
	e := p.g.Entity(n)
	port := OutputPort{
		Name: once(used, called(e), version(e)), Description: e.Description, Type: e.Type, Version: version(e), ContractID: string(e.ID),
		InputContracts: []InputContract{}, // none is said, too: without the key it would need all
	}
	for _, arc := range p.g.In(graph.Feeds, n) {
		if from := arc.Node(); p.g.Contains(p.node, from) {
			port.InputContracts = append(port.InputContracts, p.contracts[from]...)
		} else {
			port.InputContracts = append(port.InputContracts, InputContract{string(p.g.ID(from)), version(p.g.Entity(from))})
		}
	}
	slices.SortFunc(port.InputContracts, func(a, b InputContract) int { return compare(a.ID, b.ID) })
	port.InputContracts = slices.Compact(port.InputContracts)
	return port
}
