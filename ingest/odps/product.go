package odps

import (
	"cmp"
	"io/fs"
	"regexp"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
	"github.com/headwater-catalog/headwater/ingest/odcs"
	"github.com/headwater-catalog/headwater/ingest/standard"
)

// marked finds the files that are data products, or contracts that they may name.
var marked = regexp.MustCompile(`(?m)^\s*["']?kind["']?\s*:\s*["']?(DataProduct|DataContract)\b`)

// Read reads products, and the contracts beside them, from files and folders, below a place in the mesh. source is whose
// word it is.
func Read(fsys fs.FS, source string, mesh odcs.Mesh, paths ...string) (*standard.Import, error) {
	documents, err := standard.Open(fsys, marked, paths...)
	if err != nil {
		return nil, err
	}
	r := reader{mesh: mesh, seen: map[string]document.Position{}}
	var contracts []*document.Node
	for _, n := range documents {
		if n.Of("kind").Words() == "DataContract" {
			contracts = append(contracts, n)
		} else if p := r.product(n); p != nil {
			r.products = append(r.products, p)
		}
	}
	if len(r.products) == 0 && len(r.Problems) == 0 {
		return nil, document.Problems{{Message: "there is no data product: a YAML file with kind: DataProduct"}}
	}
	r.serve(contracts)
	r.connect()
	return r.Import(source)
}

// reader collects products.
type reader struct {
	standard.Collection
	mesh     odcs.Mesh
	products []*product
	seen     map[string]document.Position // by id
}

// product is one product that was collected.
type product struct {
	id              graph.ID
	inputs, outputs []port
}

// product reads one document, nil where it is none.
func (r *reader) product(n *document.Node) *product {
	if !r.isProduct(n) {
		return nil
	}
	id, known := r.Required(n, "id", "a data product")
	if !known {
		return nil
	}
	if first, twice := r.seen[id]; twice {
		r.Problem(n.Of("id").At, "the product %s is at %s as well", id, first.Precise())
		return nil
	}
	r.seen[id] = n.Of("id").At
	name := n.Of("name")
	if graph.Slug(name.Words()) == "" {
		name = n.Of("id")
	}
	p := &product{id: r.mesh.Product(&r.Collection, name, r.mesh.Domain(&r.Collection, n.Of("domain")))}
	if p.id == "" {
		r.Problem(name.At, "neither the name nor the id of the product has a letter or a digit; an ID is made of these")
		return nil
	}
	team := odcs.Owner(&r.Collection, n)
	r.Put(name.At, p.id, name.Words(), append(r.values(n), team.Values()...)...)
	team.Owns(&r.Collection, p.id)
	p.inputs, p.outputs = r.ports(n, p, "inputPorts", "input"), r.ports(n, p, "outputPorts", "output")
	return p
}

// isProduct reports whether a document is a product of a version that is read.
func (r *reader) isProduct(n *document.Node) bool {
	kind, version := n.Of("kind").Words(), strings.TrimPrefix(n.Of("apiVersion").Words(), "v")
	switch {
	case kind != "DataProduct":
		r.Problem(n.At, "this is no data product: a product has kind: DataProduct")
	case !strings.HasPrefix(version, "0.9") && !strings.HasPrefix(version, "1."):
		r.Problem(n.Of("apiVersion").At, "the version %q of the standard is not read; v0.9 and v1 are", n.Of("apiVersion").Words())
	default:
		return true
	}
	return false
}

func (r *reader) values(n *document.Node) []graph.Value {
	description, support := n.Of("description"), r.List(n, "support")
	values := []graph.Value{
		standard.Text(graph.AttrDescription, cmp.Or(description.Of("purpose").Words(), description.Words())),
		standard.Text(graph.AttrType, n.Of("type").Words()),
		standard.Tags(n.Of("tags").Texts()),
		standard.Property("odps-id", n.Of("id").Words()), standard.Property("version", n.Of("version").Words()),
		standard.Property("status", n.Of("status").Words()), standard.Property("tenant", n.Of("tenant").Words()),
		standard.Property("limitations", description.Of("limitations").Words()),
		standard.Property("usage", description.Of("usage").Words()),
	}
	if len(support) > 0 {
		values = append(values, standard.Text(graph.AttrContact, cmp.Or(support[0].Of("url").Words(), support[0].Of("channel").Words())))
	}
	return append(append(values, r.Link(n)), r.Properties(n)...)
}
