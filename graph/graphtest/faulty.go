package graphtest

import (
	"context"
	"iter"

	"github.com/headwater-catalog/headwater/graph"
)

// Faulty is a store that does what a test says before or after what the store within does. Each hook may be nil. Set
// them before the store is used; they are called from the goroutines of the callers.
type Faulty struct {
	graph.Store
	BeforeAppend func(...*graph.Commit) error // an error ends Append before anything is done
	AfterAppend  func(...*graph.Commit) error // an error takes the place of the answer: the commits are there all the same
	BeforeRead   func(method string) error    // of Load, Log, Wait, Operation, Base and LoadBase
}

var (
	_ graph.Store           = (*Faulty)(nil)
	_ graph.OperationFinder = (*Faulty)(nil)
	_ graph.Compactor       = (*Faulty)(nil)
)

// Append implements [graph.Store].
func (f *Faulty) Append(ctx context.Context, commits ...*graph.Commit) error {
	if f.BeforeAppend != nil {
		if err := f.BeforeAppend(commits...); err != nil {
			return err
		}
	}
	err := f.Store.Append(ctx, commits...)
	if err == nil && f.AfterAppend != nil {
		err = f.AfterAppend(commits...)
	}
	return err
}

// Load implements [graph.Store].
func (f *Faulty) Load(ctx context.Context) (graph.Revision, iter.Seq2[*graph.Record, error]) {
	if err := f.read("Load"); err != nil {
		return 0, func(yield func(*graph.Record, error) bool) { yield(nil, err) }
	}
	return f.Store.Load(ctx)
}

// Log implements [graph.Store].
func (f *Faulty) Log(ctx context.Context, after graph.Revision) iter.Seq2[*graph.Commit, error] {
	if err := f.read("Log"); err != nil {
		return func(yield func(*graph.Commit, error) bool) { yield(nil, err) }
	}
	return f.Store.Log(ctx, after)
}

// Wait implements [graph.Store].
func (f *Faulty) Wait(ctx context.Context, after graph.Revision) error {
	if err := f.read("Wait"); err != nil {
		return err
	}
	return f.Store.Wait(ctx, after)
}

// Operation implements [graph.OperationFinder]; the store within must too.
func (f *Faulty) Operation(ctx context.Context, id string) (*graph.Commit, error) {
	if err := f.read("Operation"); err != nil {
		return nil, err
	}
	return f.Store.(graph.OperationFinder).Operation(ctx, id)
}

// Base implements [graph.Compactor]; the store within must too.
func (f *Faulty) Base(ctx context.Context) (graph.Base, error) {
	if err := f.read("Base"); err != nil {
		return graph.Base{}, err
	}
	return f.Store.(graph.Compactor).Base(ctx)
}

// LoadBase implements [graph.Compactor]; the store within must too.
func (f *Faulty) LoadBase(ctx context.Context) (graph.Base, iter.Seq2[*graph.Record, error]) {
	if err := f.read("LoadBase"); err != nil {
		return graph.Base{}, func(yield func(*graph.Record, error) bool) { yield(nil, err) }
	}
	return f.Store.(graph.Compactor).LoadBase(ctx)
}

// Compact implements [graph.Compactor]; the store within must too.
func (f *Faulty) Compact(ctx context.Context, to graph.Revision, why string) error {
	return f.Store.(graph.Compactor).Compact(ctx, to, why)
}

// Begin implements [graph.Compactor]; the store within must too.
func (f *Faulty) Begin(ctx context.Context, base graph.Base, records iter.Seq2[*graph.Record, error]) error {
	return f.Store.(graph.Compactor).Begin(ctx, base, records)
}

func (f *Faulty) read(method string) error {
	if f.BeforeRead == nil {
		return nil
	}
	return f.BeforeRead(method)
}
