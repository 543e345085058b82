package neo4j_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"
	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

// order is what a client asks of a server: to read a register, or to put a value into it, and perhaps only where the
// catalog is at a revision. Each value is put once.
type order struct {
	Number     int // of the order to its server; the answer has the same
	Register   int
	Value      string // "" to read
	IfRevision *graph.Revision
	Operation  string
	AtLeast    graph.Revision // for a read: what the server must have seen
}

// outcome is what the client was answered.
type outcome struct {
	Number   int
	Revision graph.Revision  // that was made, or that was read
	Previous string          // value of the register, or the one that was read
	Error    graph.ErrorKind // Conflict and Unavailable occur
	Message  string
}

const registers = 3

// catalogState is the sequential catalog that servers must look like.
type catalogState struct {
	revision graph.Revision
	values   [registers]string
}

// sequential is the model: every order takes place at one moment between its sending and its answer.
var sequential = porcupine.Model{
	Init: func() any { return catalogState{} },
	Step: func(state, input, output any) (bool, any) {
		return step(state.(catalogState), input.(order), output.(outcome))
	},
	DescribeOperation: func(input, output any) string {
		return fmt.Sprintf("%+v gave %+v", input, output)
	},
}

func step(s catalogState, o order, got outcome) (bool, any) {
	current := o.IfRevision == nil || *o.IfRevision == s.revision
	switch {
	case o.Value == "":
		return got.Revision == s.revision && got.Previous == s.values[o.Register], s
	case got.Error == graph.Unavailable && !current: // nobody knows, and here it would have been refused
		return true, s
	case got.Error == graph.Conflict:
		return !current, s
	}
	next := s
	next.revision++
	next.values[o.Register] = o.Value
	unknown := got.Error == graph.Unavailable
	return current && (unknown || got.Revision == next.revision && got.Previous == s.values[o.Register]), next
}

func TestTheModelRefusesWrongHistories(t *testing.T) {
	one, open := graph.Revision(1), int64(1)<<60
	put := func(at, until int64, value string, r graph.Revision, previous string) porcupine.Operation {
		return porcupine.Operation{ClientId: int(at), Input: order{Value: value}, Call: at, Output: outcome{Revision: r, Previous: previous}, Return: until}
	}
	read := func(at, until int64, r graph.Revision, value string) porcupine.Operation {
		return porcupine.Operation{ClientId: int(at), Input: order{}, Call: at, Output: outcome{Revision: r, Previous: value}, Return: until}
	}
	conditional := func(at, until int64, value string, got outcome) porcupine.Operation {
		return porcupine.Operation{ClientId: int(at), Input: order{Value: value, IfRevision: &one}, Call: at, Output: got, Return: until}
	}
	unknown := put(1, open, "a", 0, "")
	unknown.Output = outcome{Error: graph.Unavailable}
	for name, c := range map[string]struct {
		fine    bool
		history []porcupine.Operation
	}{
		"one after the other":        {true, []porcupine.Operation{put(1, 2, "a", 1, ""), put(3, 4, "b", 2, "a"), read(5, 6, 2, "b")}},
		"at the same time":           {true, []porcupine.Operation{put(1, 9, "a", 2, "b"), put(2, 8, "b", 1, ""), read(3, 7, 1, "b")}},
		"a read of the past":         {false, []porcupine.Operation{put(1, 2, "a", 1, ""), put(3, 4, "b", 2, "a"), read(5, 6, 1, "a")}},
		"reads that go back":         {false, []porcupine.Operation{put(1, 9, "a", 1, ""), read(2, 3, 1, "a"), read(4, 5, 0, "")}},
		"an acknowledged put lost":   {false, []porcupine.Operation{put(1, 2, "a", 1, ""), put(3, 4, "b", 1, "")}},
		"a revision twice":           {false, []porcupine.Operation{put(1, 9, "a", 1, ""), put(2, 8, "b", 1, "")}},
		"a gap":                      {false, []porcupine.Operation{put(1, 2, "a", 1, ""), put(3, 4, "b", 3, "a")}},
		"out of order":               {false, []porcupine.Operation{put(1, 2, "a", 2, "b"), put(3, 4, "b", 1, "")}},
		"another previous value":     {false, []porcupine.Operation{put(1, 2, "a", 1, ""), put(3, 4, "b", 2, "c")}},
		"unknown, and it happened":   {true, []porcupine.Operation{unknown, read(3, 4, 1, "a")}},
		"unknown, and later":         {true, []porcupine.Operation{unknown, read(3, 4, 0, ""), read(5, 6, 1, "a")}},
		"unknown, and it never did":  {true, []porcupine.Operation{unknown, read(3, 4, 0, "")}},
		"unknown, and it went again": {false, []porcupine.Operation{unknown, read(3, 4, 1, "a"), read(5, 6, 0, "")}},
		"a condition that held":      {true, []porcupine.Operation{put(1, 2, "a", 1, ""), conditional(3, 4, "b", outcome{Revision: 2, Previous: "a"})}},
		"a condition that did not":   {false, []porcupine.Operation{put(1, 2, "a", 1, ""), put(3, 4, "b", 2, "a"), conditional(5, 6, "c", outcome{Revision: 3, Previous: "b"})}},
		"refused for nothing":        {false, []porcupine.Operation{put(1, 2, "a", 1, ""), conditional(3, 4, "b", outcome{Error: graph.Conflict})}},
		"refused as it should be":    {true, []porcupine.Operation{put(1, 2, "a", 1, ""), put(3, 4, "b", 2, "a"), conditional(5, 6, "c", outcome{Error: graph.Conflict})}},
	} {
		want := porcupine.Illegal
		if c.fine {
			want = porcupine.Ok
		}
		require.Equal(t, want, porcupine.CheckOperationsTimeout(sequential, c.history, time.Minute), name)
	}
}
