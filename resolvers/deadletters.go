package resolvers

import (
	"context"
	"fmt"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/openlineage/receiver"
	"github.com/headwater-catalog/headwater/schema/types"
)

// Letters is what the resolvers need of a receiver.Receiver.
type Letters interface {
	// Letters returns the events that were refused, the latest first.
	Letters(context.Context) ([]receiver.Letter, error)
	// Failures counts them by the source that they would have been of.
	Failures(context.Context) (map[string]receiver.Failed, error)
	// Replay sends some of them again, all where no ids are given.
	Replay(ctx context.Context, sender string, ids ...string) (taken, refused int, err error)
}

// WithLetters has the schema tell what events a receiver refused. Without it there are none.
func WithLetters(letters Letters) Option {
	return func(r *root) { r.letters = letters }
}

const (
	usualLetters = 50
	mostLetters  = 1_000
)

// DeadLetters resolves the events that were refused.
func (r query) DeadLetters(ctx context.Context, first *int) ([]types.DeadLetter, error) {
	most := usualLetters
	if first != nil {
		most = *first
	}
	if most < 0 || most > mostLetters {
		return nil, &graph.Error{Kind: graph.BadUserInput, Path: []any{"first"}, Message: fmt.Sprintf("first is %d: it must be 0 to %d", most, mostLetters)}
	}
	if r.letters == nil {
		return []types.DeadLetter{}, nil
	}
	letters, err := r.letters.Letters(ctx)
	if err != nil {
		return nil, err
	}
	shown := make([]types.DeadLetter, min(len(letters), most))
	for i := range shown {
		l := letters[i]
		shown[i] = types.DeadLetter{ID: graph.ID(l.ID), Time: l.Time, Sender: l.Sender, From: l.Source, Code: l.Code, Reason: l.Reason, Event: l.Event, Whole: l.Whole}
	}
	return shown, nil
}

// failures returns what sources sent in vain. Where that cannot be read the catalog is told without it.
func (r query) failures(ctx context.Context) (map[string]types.Failed, bool) {
	all := map[string]types.Failed{}
	if r.letters == nil {
		return all, true
	}
	failed, err := r.letters.Failures(ctx)
	for source, of := range failed {
		all[source] = types.Failed(of)
	}
	return all, err == nil
}

// ReplayDeadLetters sends events again that were refused.
func (r mutation) ReplayDeadLetters(ctx context.Context, input *types.ReplayDeadLettersInput) (*types.ReplayPayload, error) {
	if r.letters == nil {
		return &types.ReplayPayload{Query: &types.Query{}}, nil
	}
	var names []string
	if input != nil {
		for _, id := range input.IDs {
			names = append(names, string(id))
		}
	}
	taken, refused, err := r.letters.Replay(ctx, r.actor(ctx), names...)
	if err != nil {
		return nil, err
	}
	return &types.ReplayPayload{Taken: taken, Refused: refused, Query: &types.Query{}}, nil
}
