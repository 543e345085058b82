package manifest

import (
	"errors"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
)

// Problem says that something is wrong with one of the edits, at its place. The line itself is not shown where the
// index is none of an edit.
func (m *Manifest) Problem(edit int, message string) document.Problem {
	if edit < 0 || edit >= len(m.places) {
		return document.Problem{Message: message}
	}
	return m.places[edit].Problem("%s", message)
}

// Locate brings the faults of applying the manifest's edits back to their lines: it returns Problems if every fault in
// err's tree is about the source or begins its Path with the file, line and column that Read gave the edits, and else
// err as it is.
func (m *Manifest) Locate(err error) error {
	var faults graph.Faults
	var one *graph.Error
	switch {
	case errors.As(err, &faults):
	case errors.As(err, &one):
		faults = graph.Faults{one}
	default:
		return err
	}
	var problems document.Problems
	for _, fault := range faults {
		at, known := m.find(fault.Path)
		if !known {
			return err
		}
		problems = append(problems, at.Problem("%s", fault.Message))
	}
	return problems.Sorted()
}

// find returns the place that a fault's path begins with.
func (m *Manifest) find(path []any) (document.Position, bool) {
	if len(path) > 0 && path[0] == "source" {
		return m.source, true
	}
	if len(path) < 3 {
		return document.Position{}, false
	}
	for _, at := range m.places {
		if at.File.Name == path[0] && at.Line == path[1] && at.Column == path[2] {
			return at, true
		}
	}
	return document.Position{}, false
}
