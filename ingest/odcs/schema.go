package odcs

import (
	"cmp"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
	"github.com/headwater-catalog/headwater/ingest/standard"
)

// contractValues returns what a contract says of all its datasets. What one of them says of itself counts more.
func (r *reader) contractValues(contract *Contract, n *document.Node) []graph.Value {
	description := n.Of("description")
	return append([]graph.Value{
		standard.Property("contract", contract.ID), standard.Property("contract-version", contract.Version),
		standard.Property("contract-name", n.Of("name").Words()), standard.Property("status", n.Of("status").Words()),
		standard.Property("tenant", n.Of("tenant").Words()),
		standard.Property("purpose", cmp.Or(description.Of("purpose").Words(), description.Words())),
		standard.Property("limitations", description.Of("limitations").Words()), standard.Property("usage", description.Of("usage").Words()),
		standard.Tags(n.Of("tags").Texts()), r.Link(n),
	}, r.Properties(n)...)
}

// object reads one object of a contract's schema: a dataset, of which the contract says some things as well.
func (r *reader) object(contract *Contract, object *document.Node, container graph.ID, ofAll []graph.Value) {
	name, known := r.Required(object, "name", "an object of a schema")
	if !known {
		return
	}
	physical := cmp.Or(object.Of("physicalName").Words(), name)
	t := table{node: object, name: name, dataset: contract.naming.dataset(physical)}
	values := append([]graph.Value{
		standard.Text(graph.AttrName, name),
		standard.Text(graph.AttrDescription, object.Of("description").Words()),
		standard.Text(graph.AttrType, cmp.Or(object.Of("physicalType").Words(), object.Of("logicalType").Words())),
		standard.Text(graph.AttrContainer, string(container)),
		tagsOfBoth(object, ofAll), r.Link(object),
		standard.Property("business-name", object.Of("businessName").Words()),
		standard.Property("granularity", object.Of("dataGranularityDescription").Words()),
		standard.Property("relationships", relationships(object)),
	}, r.Properties(object)...)
	r.Put(object.At, t.dataset, string(t.dataset), append(values, ofAll...)...)
	r.properties(contract, &t, object, physical, "", "")
	contract.Datasets, contract.tables = append(contract.Datasets, t.dataset), append(contract.tables, t)
}

// tagsOfBoth returns the tags of an object, then those of its contract.
func tagsOfBoth(object *document.Node, ofAll []graph.Value) graph.Value {
	tags := object.Of("tags").Texts()
	for _, v := range ofAll {
		if v.Attribute == graph.AttrTags {
			tags = append(tags, v.List...)
		}
	}
	return standard.Tags(tags)
}

// properties reads the properties of an object, or of one of them, as fields: their names begin with those of what they are in.
func (r *reader) properties(contract *Contract, t *table, n *document.Node, dataset, way, physicalWay string) {
	for _, property := range r.List(n, "properties") {
		name, known := r.Required(property, "name", "a property")
		if !known {
			continue
		}
		physical := physicalWay + cmp.Or(property.Of("physicalName").Words(), name)
		f := field{node: property, name: way + name, id: contract.naming.field(dataset, physical)}
		r.Put(property.At, f.id, string(f.id), append(append(fieldValues(property), r.Link(property)), r.Properties(property)...)...)
		t.fields = append(t.fields, f)
		r.properties(contract, t, property, dataset, f.name+".", physical+".")
		r.properties(contract, t, property.Of("items"), dataset, f.name+".", physical+".")
	}
}

func fieldValues(n *document.Node) []graph.Value {
	values := []graph.Value{
		standard.Text(graph.AttrName, n.Of("name").Words()),
		standard.Text(graph.AttrDescription, n.Of("description").Words()),
		standard.Text(graph.AttrType, cmp.Or(n.Of("physicalType").Words(), n.Of("logicalType").Words())),
		standard.Tags(n.Of("tags").Texts()),
		standard.Property("business-name", n.Of("businessName").Words()),
		standard.Property("encrypted-name", n.Of("encryptedName").Words()),
		standard.Property("classification", n.Of("classification").Words()),
		standard.Property("transform-logic", n.Of("transformLogic").Words()),
		standard.Property("transform-description", n.Of("transformDescription").Words()),
		standard.Property("relationships", relationships(n)),
	}
	for _, flag := range []struct{ key, property string }{
		{"required", "required"}, {"unique", "unique"}, {"primaryKey", "primary-key"}, {"criticalDataElement", "critical-data-element"},
		{"partitioned", "partitioned"},
	} {
		if n.Of(flag.key).Words() == "true" {
			values = append(values, standard.Property(flag.property, "true"))
		}
	}
	return values
}

// relationships says what an object or a property refers to: "customers.id (foreignKey)". It is no flow.
func relationships(n *document.Node) string {
	var all []string
	for _, r := range n.Of("relationships").Items {
		to := strings.Join(r.Of("to").Texts(), ", ")
		if kind := r.Of("type").Words(); kind != "" {
			to += " (" + kind + ")"
		}
		all = append(all, to)
	}
	return strings.Join(all, "; ")
}
