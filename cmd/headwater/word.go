package main

import (
	"context"
	"errors"
	"slices"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/graph"
)

// word is all that a source says: what it said before and does not say now is withdrawn.
type word struct {
	source  graph.Source
	edits   []graph.Edit // Put and Join
	message string
	dryRun  bool
	listed  bool // what becomes of each is wanted, and not only of how many
}

// taker is a catalog that takes a source's word: all of it, durably, or nothing. What is wrong with it comes as client.Errors, those
// of an edit with a path that leads to it: "changes" and its place, from 0.
//
// There are two, which a test holds against each other. A server is told in GraphQL. A catalog in this process takes the edits as they
// are: to write ten thousand models as JSON and to read them again would take several times what everything else does.
type taker interface {
	takeWord(ctx context.Context, w word) (*applyData, error)
}

// told is a catalog that is told in GraphQL.
type told struct{ *client.Client }

func (t told) takeWord(ctx context.Context, w word) (*applyData, error) {
	input := map[string]any{"changes": changesOf(w.edits), "source": wholeWord(w.source), "dryRun": w.dryRun}
	if w.message != "" {
		input["message"] = w.message
	}
	var data applyData
	if err := t.Do(ctx, document("import"), map[string]any{"input": input, "listed": w.listed}, &data); err != nil {
		return nil, orLate(err)
	}
	return &data, nil
}

// orLate tells of a word that was answered too late what to do about it. To say it again is safe: what is recorded is not recorded twice.
func orLate(err error) error {
	answered, _ := errors.AsType[client.Errors](err)
	if !slices.ContainsFunc(answered, func(e client.Error) bool { return e.Extensions.Code == string(graph.Timeout) }) {
		return err
	}
	return client.Errors{{
		Message:    "the server took too long to answer, and may have done it: run the command again, which changes nothing where it was done",
		Extensions: client.Extensions{Code: string(graph.Timeout)},
	}}
}
