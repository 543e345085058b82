package odcs

import (
	"strings"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
	"github.com/headwater-catalog/headwater/ingest/standard"
)

// Mesh says where in the mesh documents stand: below a division, or at its top.
type Mesh struct {
	Division graph.ID // "" for none; it has to be in the catalog already

	// Serving returns the product whose port serves a version of a contract, "" for none. It may be nil.
	Serving func(contract, version string) graph.ID
}

// Domain says that a domain is there, by its name, and returns its ID; "" where the name says nothing. A name with slashes
// is that of a domain in others.
func (m Mesh) Domain(c *standard.Collection, name *document.Node) graph.ID {
	container, way := m.Division, ""
	for _, part := range strings.Split(name.Words(), "/") {
		part = strings.TrimSpace(part)
		if graph.Slug(part) == "" {
			continue
		}
		way += "/" + part
		id := graph.ID("domain:" + standard.Path(m.Division.Path(), way))
		c.Put(name.At, id, way, standard.Text(graph.AttrName, part), standard.Text(graph.AttrContainer, string(container)))
		container = id
	}
	if way == "" {
		return ""
	}
	return container
}

// Product says that a product is there, by its name in a domain, and returns its ID; "" where the name says nothing.
func (m Mesh) Product(c *standard.Collection, name *document.Node, domain graph.ID) graph.ID {
	if graph.Slug(name.Words()) == "" {
		return ""
	}
	way := m.Division.Path()
	if domain != "" {
		way = domain.Path()
	}
	id := graph.ID("product:" + standard.Path(way, strings.ReplaceAll(name.Words(), "/", " ")))
	c.Put(name.At, id, name.Words(), standard.Text(graph.AttrName, name.Words()), standard.Text(graph.AttrContainer, string(domain)))
	return id
}

// Place returns where the datasets of a contract are: in the product that serves it, in the one it names, in its domain, or
// nowhere.
func (m Mesh) Place(c *standard.Collection, contract *document.Node) graph.ID {
	if m.Serving != nil {
		if id := m.Serving(contract.Of("id").Words(), contract.Of("version").Words()); id != "" {
			return id
		}
	}
	domain := m.Domain(c, contract.Of("domain"))
	if id := m.Product(c, contract.Of("dataProduct"), domain); id != "" {
		return id
	}
	return domain
}
