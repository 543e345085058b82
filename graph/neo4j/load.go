package neo4j

import (
	"context"
	"fmt"
	"iter"

	"github.com/headwater-catalog/headwater/graph"
)

// Load implements [graph.Store]. It reads the whole state, into memory, before it returns, and
// decodes on all processors while Neo4j sends. Linear in the state; nobody
// who appends waits for it but for two looks at the head.
//
// Neo4j shows a reader whatever is committed while it reads. So Load notes the head, reads, notes the head again, and
// lays over what it read all commits between the two: a record that they don't change was read as it is at both, and one
// that they change is what the last of them says. Both looks take the head's lock: while somebody commits, some of it can be
// seen and some cannot.
func (s *Store) Load(ctx context.Context) (graph.Revision, iter.Seq2[*graph.Record, error]) {
	records, at, err := s.load(ctx)
	if err != nil {
		return 0, func(yield func(*graph.Record, error) bool) { yield(nil, s.fault(ctx, "load", err)) }
	}
	return at, func(yield func(*graph.Record, error) bool) {
		for _, record := range records {
			if err := ctx.Err(); err != nil {
				yield(nil, s.fault(ctx, "load", err))
				return
			}
			if !yield(record, nil) {
				return
			}
		}
	}
}

func (s *Store) load(ctx context.Context) (map[graph.Key]*graph.Record, graph.Revision, error) {
	ctx, cancel := context.WithTimeout(ctx, loadTime)
	defer cancel()
	before, err := s.settled(ctx)
	if err != nil {
		return nil, 0, err
	}
	var read *decoding
	if err := s.transact(ctx, loadTime, func(tx transaction) (err error) {
		read, err = s.state(tx)
		return err
	}); err != nil {
		return nil, 0, err
	}
	after, err := s.settled(ctx)
	if err != nil {
		return nil, 0, err
	}
	records, sum := byKey(read.records), read.digest
	for commit, err := range s.commits(ctx, before, after.revision) {
		if err != nil {
			return nil, 0, err
		}
		over(records, commit)
	}
	if after.revision != before.revision { // what was read is not yet what it is now
		if sum, err = digestOf(records); err != nil {
			return nil, 0, err
		}
	}
	if kept, has := digestAt(after.digest, after.revision); has && kept != sum {
		return nil, 0, s.edited()
	}
	s.witness.note(after.revision, after.hash)
	return records, after.revision, nil
}

// edited is the error of records that are not those that were written.
func (s *Store) edited() error {
	return &graph.Error{Kind: graph.StoreCorrupt, Message: fmt.Sprintf("the catalog in Neo4j at %s is not what its log says, so it was changed by hand: "+
		"see what with headwater verify, then take it over with headwater adopt or restore it with headwater adopt --put-back", s.address)}
}

// over lays a commit over records, whether or not they have it already.
func over(records map[graph.Key]*graph.Record, commit *graph.Commit) {
	for _, change := range commit.Changes {
		if change.After == nil {
			delete(records, change.Key())
		} else {
			records[change.Key()] = change.After
		}
	}
}

// byKey returns records by their keys: each once, also where somebody copied a relationship by hand.
func byKey(all []*graph.Record) map[graph.Key]*graph.Record {
	records := make(map[graph.Key]*graph.Record, len(all))
	for _, r := range all {
		records[r.Key] = r
	}
	return records
}

// state reads all records there are, and decodes them while Neo4j sends on.
func (s *Store) state(tx transaction) (*decoding, error) {
	d := begin()
	reading := s.stream(tx, d.row)
	if err := d.end(); reading == nil && err != nil {
		return nil, s.edited()
	}
	return d, reading
}

// stream reads the headwaterRecord of every entity and link.
func (s *Store) stream(tx transaction, each func(row []any) error) error {
	if err := tx.run(entities, nil, each); err != nil {
		return err
	}
	for _, relation := range graph.Relations {
		if relation == graph.PartOf { // written from the parts' records
			continue
		}
		if err := tx.run(links[relation].all, nil, each); err != nil {
			return err
		}
	}
	return nil
}
