package resolvers

import (
	"context"
	"fmt"
	"io/fs"
	"time"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/alternative"
	"github.com/headwater-catalog/headwater/ingest/document"
	"github.com/headwater-catalog/headwater/schema"
	"github.com/headwater-catalog/headwater/schema/types"
)

// AlternativeFormat returns what the files of alternatives may say: their changes are this schema's.
func AlternativeFormat() *alternative.Format {
	return alternative.NewFormat(schema.NewExecutableSchema(schema.Config{}).Schema())
}

// Option changes what New returns.
type Option func(*root)

// WithAlternatives has the files of a folder be the catalog's alternatives. Without it there are none. Nil is no folder.
func WithAlternatives(folder fs.FS) Option {
	return func(r *root) {
		if folder != nil {
			r.alternatives = alternative.NewFolder(folder, AlternativeFormat())
		}
	}
}

// Alternatives resolves what is considered, all over one graph.
func (r query) Alternatives(ctx context.Context) ([]types.Alternative, error) {
	plan, err := r.planner(ctx, nil)
	if err != nil || r.alternatives == nil {
		return []types.Alternative{}, err
	}
	files, err := r.alternatives.List()
	if err != nil {
		return nil, unlisted(err)
	}
	all := make([]types.Alternative, len(files))
	for i, file := range files {
		all[i] = *alternativeOf(file, plan)
	}
	return all, nil
}

// Alternative resolves one of them.
func (r query) Alternative(ctx context.Context, name string) (*types.Alternative, error) {
	plan, err := r.planner(ctx, nil)
	if err != nil {
		return nil, err
	}
	file, err := r.file(name, "name")
	if err != nil {
		return nil, err
	}
	return alternativeOf(file, plan), nil
}

// AlternativeDiff resolves how the outcome of one differs from that of another, both over one graph.
func (r query) AlternativeDiff(ctx context.Context, from, to string, at *types.Point) (*types.Diff, error) {
	plan, err := r.planner(ctx, at)
	if err != nil {
		return nil, err
	}
	one, err := r.outcome(from, "from", plan)
	if err != nil {
		return nil, err
	}
	other, err := r.outcome(to, "to", plan)
	if err != nil {
		return nil, err
	}
	return types.OutcomesDiff(one, other), nil
}

// outcome returns the plan of the alternative that an argument names.
func (r query) outcome(name, argument string, plan types.Planner) (*types.Plan, error) {
	file, err := r.file(name, argument)
	if err != nil {
		return nil, err
	}
	return alternativeOf(file, plan).Plan(nil)
}

// planner returns what lays changes over the graph of a point, and other changes over others: what is asked without a point
// is all laid over one graph.
func (r query) planner(ctx context.Context, at *types.Point) (types.Planner, error) {
	stale := operationOf(ctx).stale()
	newest, err := r.newest(ctx, nil)
	if err != nil {
		return nil, err
	}
	base, err := r.then(ctx, newest, at)
	if err != nil {
		return nil, err
	}
	now := time.Now().UTC()
	return func(changes []types.Change, at *types.Point) (*types.Plan, error) {
		g, err := r.then(ctx, base, at)
		if err != nil {
			return nil, err
		}
		return types.NewPlan(ctx, g, stale, changes, nil, now)
	}, nil
}

// file returns the file of the alternative that an argument names.
func (r query) file(name, argument string) (*alternative.Alternative, error) {
	missing := &graph.Error{Kind: graph.NotFound, Path: []any{argument}, Message: fmt.Sprintf("no alternative is called %q", name)}
	if r.alternatives == nil {
		missing.Message += ": there is no folder of alternatives"
		return nil, missing
	}
	file, near, err := r.alternatives.Find(name)
	switch {
	case err != nil:
		return nil, unlisted(err)
	case file != nil:
		return file, nil
	}
	missing.Message += document.DidYouMean(near)
	return nil, missing
}

func unlisted(err error) error {
	return &graph.Error{Kind: graph.Unavailable, Message: err.Error(), Err: err}
}

// alternativeOf returns what a file says, as GraphQL has it.
func alternativeOf(file *alternative.Alternative, plan types.Planner) *types.Alternative {
	given := types.AlternativeFile{
		Name: file.Name, Title: file.Title, File: file.File, Reason: file.Reason, Author: file.Author, Changes: file.Changes,
		Problems: make([]types.AlternativeProblem, len(file.Problems)),
		Locate: func(path []any, message string) types.AlternativeProblem {
			return problemOf(file.Problem(path, message))
		},
	}
	for i, p := range file.Problems {
		given.Problems[i] = problemOf(p)
	}
	return types.NewAlternative(given, plan)
}

// problemOf returns a problem as GraphQL has it.
func problemOf(p document.Problem) types.AlternativeProblem {
	shown := types.AlternativeProblem{File: p.File, Message: p.Message, Excerpt: p.Error()}
	if p.Line > 0 {
		shown.Line, shown.Column = &p.Line, &p.Column
	}
	return shown
}
