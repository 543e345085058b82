package types

import (
	"github.com/headwater-catalog/headwater/graph"
)

// Dataset is a table, a file or a topic.
type Dataset struct{ Handle }

// Namespace returns where the dataset's name is unique.
func (x Dataset) Namespace() string { return x.ID().Namespace() }

// Aliases returns other IDs that lead to it.
func (x Dataset) Aliases() []graph.ID {
	if names := x.entity().Aliases; names != nil {
		return names
	}
	return []graph.ID{}
}

// Fields returns a page of its columns.
func (x Dataset) Fields(first *int, after *string) (*FieldConnection, error) {
	return partsOf[Field](x.Handle, "fields", graph.Field, first, after)
}

// Readers returns a page of the jobs that read it.
func (x Dataset) Readers(first *int, after *string) (*JobConnection, error) {
	return pageOf[Job](x.in(graph.Reads), x.query("readers"), first, after)
}

// Writers returns a page of the jobs that write it.
func (x Dataset) Writers(first *int, after *string) (*JobConnection, error) {
	return pageOf[Job](x.in(graph.Writes), x.query("writers"), first, after)
}

// Systems returns a page of the systems that it runs or is stored in.
func (x Dataset) Systems(first *int, after *string) (*SourceSystemConnection, error) {
	return x.systems(first, after)
}
