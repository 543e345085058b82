package types

import (
	"github.com/headwater-catalog/headwater/graph"
)

// ApplyInput is changes, and in whose name they are made.
type ApplyInput struct {
	Changes          []Change
	Source           *SourceInput
	Message          *string
	OperationID      *graph.ID
	IfRevision       *graph.Revision
	DryRun           *bool
	ClientMutationID *string
}

// SourceInput is who makes the claims.
type SourceInput struct {
	Name  string
	Rank  graph.Rank
	Whole bool
}

// MaxChanges is how many changes one apply or plan takes.
const MaxChanges = 1_000_000

// Check returns what is wrong with the input as a whole.
func (in ApplyInput) Check() error {
	if err := CheckRequest(len(in.Changes), orEmpty(in.Message)); err != nil {
		return err
	}
	if in.OperationID != nil && *in.OperationID != "" {
		if err := graph.CheckName(string(*in.OperationID)); err != nil {
			return &graph.Error{Kind: graph.BadUserInput, Path: []any{"input", "operationId"}, Message: "the operation id " + err.Error()}
		}
	}
	return nil
}

// CheckRequest returns what is wrong with so many changes, and with the message why they are asked for.
func CheckRequest(changes int, message string) error {
	if err := checkCount(changes, "input", "changes"); err != nil {
		return err
	}
	if err := graph.CheckText(message); err != nil {
		return &graph.Error{Kind: graph.BadUserInput, Path: []any{"input", "message"}, Message: "the message " + err.Error()}
	}
	return nil
}

func checkCount(changes int, path ...any) error {
	if changes <= MaxChanges {
		return nil
	}
	return &graph.Error{Kind: graph.BadUserInput, Path: path, Message: "there are more than 1,000,000 changes: send them in parts"}
}

// From returns the source, people where none is given, and whether the changes are all that it says.
func (in *SourceInput) From() (s graph.Source, whole bool) {
	if in == nil {
		return graph.People, false
	}
	return graph.Source{Name: in.Name, Rank: in.Rank}, in.Whole
}

// Edits returns the changes as the graph takes them, each with its path into the input.
func (in ApplyInput) Edits() []graph.Edit { return edits(in.Changes, "input", "changes") }

// ApplyPayload is what came of the changes.
type ApplyPayload struct {
	Revision         graph.Revision
	Commit           *Commit
	Diff             *Diff
	Touched          int
	Query            *Query
	ClientMutationID *string
}

// Query stands for all questions, to go on from a change.
type Query struct{}
