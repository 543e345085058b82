package neo4j

import (
	"context"

	"github.com/headwater-catalog/headwater/graph"
)

// folded is what the log says, up to a place in its chain: the records, and the commits as people read them.
type folded struct {
	records map[graph.Key]*graph.Record
	commits contents
	end     link
}

// lay lays the next commit over what was folded.
func (f *folded) lay(commit *graph.Commit) {
	over(f.records, commit)
	p, _ := plain(commitProperties(commit, ""))
	delete(p, "content")
	f.commits[revisionSpot(commit.Revision)] = p
	f.end = link{revision: commit.Revision, hash: commit.Hash, time: commit.Time}
}

// fold returns what the log says up to the head, from its base on, with its chain of hashes verified.
func (s *Store) fold(ctx context.Context, head link) (*folded, error) {
	f, err := s.foldTo(ctx, head.revision)
	if err != nil {
		return nil, err
	}
	return f, s.ends(f, head)
}

// foldTo returns what the log says up to a revision that it has; where the base is later by now, what the base says.
func (s *Store) foldTo(ctx context.Context, to graph.Revision) (*folded, error) {
	from, records, err := s.loadBase(ctx)
	if err != nil {
		return nil, err
	}
	f := &folded{records: records, commits: contents{}, end: from.link()}
	for commit, err := range s.commits(ctx, f.end, to) {
		if err != nil {
			return nil, err
		}
		f.lay(commit)
	}
	return f, nil
}

// goOn folds on to the head, in a transaction that holds its lock.
func (s *Store) goOn(tx transaction, f *folded, head link) error {
	if err := head.base.Check(f.end.revision); err != nil {
		return err
	}
	for f.end.revision < head.revision {
		before := f.end.revision
		p := map[string]any{"after": int64(before), "to": int64(head.revision), "limit": atOnce}
		if err := tx.run(someCommits, p, func(row []any) error {
			commit, err := s.decode(row, f.end)
			if err == nil {
				f.lay(commit)
			}
			return err
		}); err != nil {
			return err
		}
		if f.end.revision == before {
			return s.damaged(before+1, "it is missing")
		}
	}
	return s.ends(f, head)
}

func (s *Store) ends(f *folded, head link) error {
	if f.end.hash != head.hash || f.end.revision != head.revision {
		return s.damaged(head.revision, "the head notes another hash")
	}
	return nil
}

// digest returns that of all records, as the head keeps it.
func (f *folded) digest() (string, error) {
	d, err := digestOf(f.records)
	return d.at(f.end.revision), err
}

// expected returns everything as it should stand in Neo4j.
func (f *folded) expected() (contents, error) {
	c, err := expected(f.records)
	if err != nil {
		return nil, err
	}
	for at, p := range f.commits {
		c[at] = p
	}
	c[theHead] = properties{"time": written(f.end.time)}
	return c, nil
}
