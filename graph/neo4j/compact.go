package neo4j

import (
	"context"

	"github.com/headwater-catalog/headwater/graph"
)

// Compact implements [graph.Compactor]. The state at the revision is folded from the log, whatever was edited by hand since,
// and written beside it; then one transaction has the head name it, and only then what came before is deleted, some commits
// in a transaction, so that nobody who appends waits long. Where another server compacts at the same time it may be
// Unavailable. Linear in what is dropped and in the records, which it holds in memory.
func (s *Store) Compact(ctx context.Context, to graph.Revision, why string) error {
	ctx, cancel := context.WithTimeout(ctx, loadTime)
	defer cancel()
	return s.fault(ctx, "compact", s.compact(ctx, to, why))
}

func (s *Store) compact(ctx context.Context, to graph.Revision, why string) error {
	head, err := s.settled(ctx)
	if err == nil {
		err = graph.CheckCompact(head.revision, to)
	}
	if err != nil {
		return err
	}
	if to > head.base.Revision {
		err := s.beginAt(ctx, to, why)
		if graph.KindOf(err) == graph.RevisionCompacted { // while it was folded
			err = errOvertaken
		}
		if err != nil {
			return err
		}
	}
	return s.dropOld(ctx)
}

// beginAt makes the state at a revision the base, if it is not later already.
func (s *Store) beginAt(ctx context.Context, to graph.Revision, why string) error {
	f, err := s.foldTo(ctx, to)
	if err != nil || f.end.revision > to {
		return err
	}
	sums, err := digestOf(f.records)
	if err != nil {
		return err
	}
	chunks, err := s.writeChunks(ctx, to, f.records)
	if err != nil {
		return err
	}
	at := base{graph.Base{Revision: to, Hash: f.end.hash, Time: f.end.time, Why: why}, sums}
	return s.transact(ctx, callTime, func(tx transaction) error {
		head, err := s.lock(tx)
		if err != nil || head.base.Revision >= to {
			return err
		}
		if err := checkChunks(tx, to, chunks); err != nil {
			return err
		}
		return tx.run(moveBase, map[string]any{"base": at.properties()}, nil)
	})
}

// dropOld deletes what is of no use beside the base. A base never goes back, so commits before the one that was read may go
// whatever others do; of chunks only those of the very base stay, and so it is held.
func (s *Store) dropOld(ctx context.Context) error {
	for statement, look := range map[cypher]cypher{dropCommits: readHead, dropChunks: lockHead} {
		for dropped := int64(-1); dropped != 0; {
			if err := s.transact(ctx, callTime, func(tx transaction) error {
				head, err := s.headBy(tx, look)
				if err != nil {
					return err
				}
				return tx.run(statement, map[string]any{"revision": int64(head.base.Revision)}, into(&dropped))
			}); err != nil {
				return err
			}
		}
	}
	return nil
}
