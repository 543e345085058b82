package types

import (
	"github.com/headwater-catalog/headwater/graph"
)

// Job is a process that reads and writes datasets.
type Job struct{ Handle }

// Namespace returns where the job's name is unique.
func (x Job) Namespace() string { return x.ID().Namespace() }

// Inputs returns a page of the datasets that it reads.
func (x Job) Inputs(first *int, after *string) (*DatasetConnection, error) {
	return pageOf[Dataset](x.out(graph.Reads), x.query("inputs"), first, after)
}

// Outputs returns a page of the datasets that it writes.
func (x Job) Outputs(first *int, after *string) (*DatasetConnection, error) {
	return pageOf[Dataset](x.out(graph.Writes), x.query("outputs"), first, after)
}

// Systems returns a page of the systems that it runs or is stored in.
func (x Job) Systems(first *int, after *string) (*SourceSystemConnection, error) {
	return x.systems(first, after)
}
