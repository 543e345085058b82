package neo4j

import (
	"context"
	"iter"
	"maps"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// Begin implements [graph.Compactor]. The records are written some at a time, and the head named last. What an attempt that
// was broken off left in Neo4j is deleted first; until one succeeds, Load is StoreCorrupt.
func (s *Store) Begin(ctx context.Context, from graph.Base, records iter.Seq2[*graph.Record, error]) error {
	ctx, cancel := context.WithTimeout(ctx, loadTime)
	defer cancel()
	all := map[graph.Key]*graph.Record{}
	for record, err := range records {
		if err != nil {
			return s.fault(ctx, "begin", err)
		}
		all[record.Key] = record
	}
	return s.fault(ctx, "begin", s.beginWith(ctx, from, all))
}

func (s *Store) beginWith(ctx context.Context, from graph.Base, records map[graph.Key]*graph.Record) error {
	sums, err := digestOf(records)
	if err != nil {
		return err
	}
	if err := s.clearUnbegun(ctx); err != nil {
		return err
	}
	if err := s.layAll(ctx, records); err != nil {
		return err
	}
	chunks, err := s.writeChunks(ctx, from.Revision, records)
	if err != nil {
		return err
	}
	at := base{from, sums}
	err = s.transact(ctx, callTime, func(tx transaction) error {
		if err := s.unbegun(tx); err != nil {
			return err
		}
		if err := checkChunks(tx, from.Revision, chunks); err != nil {
			return err
		}
		p := map[string]any{"revision": int64(from.Revision), "hash": from.Hash.String(), "time": written(from.Time),
			"digest": sums.at(from.Revision), "commits": []any{}}
		if err := tx.run(moveBase, map[string]any{"base": at.properties()}, nil); err != nil {
			return err
		}
		return tx.run(moveHead, p, nil)
	})
	if err == nil {
		s.witness.note(from.Revision, from.Hash)
	}
	return err
}

// unbegun makes sure, under the head's lock, that there is no catalog yet.
func (s *Store) unbegun(tx transaction) error {
	head, err := s.lock(tx)
	if err != nil {
		return err
	}
	return graph.CheckBegin(head.revision)
}

// clearUnbegun deletes all entities of a store that has no catalog yet, and has Load refuse what comes to be there until that
// is one.
func (s *Store) clearUnbegun(ctx context.Context) error {
	for dropped := int64(-1); dropped != 0; {
		if err := s.transact(ctx, callTime, func(tx transaction) error {
			if err := s.unbegun(tx); err != nil {
				return err
			}
			var none digest
			if err := tx.run(noteDigest, map[string]any{"digest": none.at(0)}, nil); err != nil {
				return err
			}
			return tx.run(dropEntities, nil, into(&dropped))
		}); err != nil {
			return err
		}
	}
	return nil
}

// layAll writes records, so many in a transaction as one statement takes.
func (s *Store) layAll(ctx context.Context, records map[graph.Key]*graph.Record) error {
	for keys := range slices.Chunk(slices.SortedFunc(maps.Keys(records), graph.Key.Compare), rowsAtOnce) {
		changes := make([]graph.Change, len(keys))
		for i, key := range keys {
			changes[i] = graph.Change{After: records[key]}
		}
		if err := s.transact(ctx, callTime+rowsAtOnce*changeTime, func(tx transaction) error {
			if err := s.unbegun(tx); err != nil {
				return err
			}
			return lay(tx, changes)
		}); err != nil {
			return err
		}
	}
	return nil
}
