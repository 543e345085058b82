package memory

import (
	"context"
	"iter"
	"maps"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// Base implements [graph.Compactor].
func (s *Store) Base(ctx context.Context) (graph.Base, error) {
	if err := done(ctx, "base"); err != nil {
		return graph.Base{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.base, nil
}

// LoadBase implements [graph.Compactor].
func (s *Store) LoadBase(ctx context.Context) (graph.Base, iter.Seq2[*graph.Record, error]) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.base, all(ctx, slices.Collect(maps.Values(s.begun)))
}

// Compact implements [graph.Compactor]. Linear in the records and in what is dropped.
func (s *Store) Compact(ctx context.Context, to graph.Revision, why string) error {
	if err := done(ctx, "compact"); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := graph.CheckCompact(s.head(), to); err != nil || to <= s.base.Revision {
		return err
	}
	dropped, begun := s.log[:to-s.base.Revision], map[graph.Key]*graph.Record{}
	maps.Copy(begun, s.begun)
	base, operations := graph.Base{Why: why}, maps.Clone(s.operations)
	for _, kept := range dropped {
		commit, err := kept.open()
		if err != nil {
			return err
		}
		over(begun, commit)
		delete(operations, commit.OperationID)
		base.Revision, base.Hash, base.Time = commit.Revision, commit.Hash, commit.Time
	}
	s.base, s.begun, s.operations = base, begun, operations
	s.log = slices.Clone(s.log[len(dropped):]) // who reads goes on in the old one, which else would be kept with its beginning
	return nil
}

// Begin implements [graph.Compactor].
func (s *Store) Begin(ctx context.Context, base graph.Base, records iter.Seq2[*graph.Record, error]) error {
	begun := map[graph.Key]*graph.Record{}
	for record, err := range records {
		if err != nil {
			return err
		}
		begun[record.Key] = record
	}
	if err := done(ctx, "begin"); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := graph.CheckBegin(s.head()); err != nil {
		return err
	}
	s.base, s.begun, s.records, s.last = base, begun, maps.Clone(begun), base.Time
	close(s.moved)
	s.moved = make(chan struct{})
	return nil
}
