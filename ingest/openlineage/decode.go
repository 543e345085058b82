package openlineage

import (
	"fmt"
	"slices"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/strictjson"
)

// The bounds of an event. Beside these, a name is at most graph.MaxName bytes, in one line.
const (
	MaxDatasets = 1_000  // inputs and outputs together
	MaxColumns  = 2_000  // of one dataset
	MaxAliases  = 100    // of one dataset
	MaxFlows    = 50_000 // that one event may make, and that a run makes of its inputs and its outputs

	maxDepth  = 1_000     // of the JSON
	maxMemory = 256 << 20 // that what is read of it takes, in bytes

	usualDepth = 32 // of paths, for which no memory is sought
)

// NoEvent is the error of a text that is no JSON object: it is not worth looking for an event in it.
type NoEvent struct{ Err error }

// Error says where and why.
func (m *NoEvent) Error() string { return m.Err.Error() }

// Malformed tells it from the errors of events.
func (m *NoEvent) Malformed() bool { return true }

// Unwrap returns the cause.
func (m *NoEvent) Unwrap() error { return m.Err }

// Decode reads an event. Its error is a [*NoEvent], or [graph.Faults] of kind BadUserInput, by their paths, at most
// graph.MaxFaults. Linear in the text.
func Decode(text []byte) (*Event, error) {
	value, err := strictjson.Parse(text, strictjson.Bounds{Depth: maxDepth, Memory: maxMemory})
	if strictjson.IsAmbiguous(err) {
		return nil, graph.Faults{{Kind: graph.BadUserInput, Message: "the event cannot be read in one way only: " + err.Error()}}
	}
	if err != nil {
		return nil, &NoEvent{fmt.Errorf("the event is not well-formed JSON: %w", err)}
	}
	object, is := value.(map[string]any)
	if !is {
		return nil, &NoEvent{fmt.Errorf("the event is no JSON object: send one event, or a list of them to the batch's address")}
	}
	kind, shape := classify(object)
	var f faults
	path := make([]any, 0, usualDepth)
	if shape(&f, path, object); len(f.list) > 0 {
		return nil, f.sorted()
	}
	e := (&reader{faults: &f}).event(kind, path, object)
	if n := e.flows(); len(f.list) == 0 && n > MaxFlows {
		f.add(path, "would make up to %d flows, each input with each column or output that it has an effect on: at most %d are taken of one event", n, MaxFlows)
	}
	if len(f.list) > 0 {
		return nil, f.sorted()
	}
	return e, nil
}

// sorted returns the faults by their paths, each once.
func (f *faults) sorted() graph.Faults {
	slices.SortStableFunc(f.list, func(a, b *graph.Error) int { return strings.Compare(a.Message, b.Message) })
	return slices.CompactFunc(f.list, func(a, b *graph.Error) bool { return a.Message == b.Message })
}
