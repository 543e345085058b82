package transfer

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"

	"github.com/headwater-catalog/headwater/graph"
)

type digest [sha256.Size]byte

// compare reports whether both are at the revision that was copied; then their records must be the same. The source may
// have gone on, which is no error.
func (c *copying) compare(ctx context.Context) (bool, error) {
	revision, wanted, err := digests(ctx, c.from)
	if err != nil || revision > c.at {
		return false, err
	}
	at, found, err := digests(ctx, c.to)
	switch {
	case err != nil:
		return false, err
	case at != c.at || revision != c.at:
		return false, broken("after copying revision %s the source is at %s and the target at %s: somebody else changes them", c.at, revision, at)
	}
	for key, d := range wanted {
		if found[key] != d {
			return false, c.unlike(fmt.Sprintf("%s is not the same in the target as in the source", key))
		}
	}
	if len(found) > len(wanted) {
		return false, c.unlike(fmt.Sprintf("the target has %d records, the source %d", len(found), len(wanted)))
	}
	return true, nil
}

// unlike is the error of a copy with the same log, and so the same history, and other records: one of the two is not what its
// log says.
func (c *copying) unlike(what string) error {
	return broken("%s, although both have the same commits up to revision %s: one of them was edited by hand. "+
		"Look at both with headwater verify; in Neo4j, headwater adopt takes it over or puts it back", what, c.at)
}

// digests returns a digest of each record of a store, so that not all of both need be in memory.
func digests(ctx context.Context, store graph.Store) (graph.Revision, map[graph.Key]digest, error) {
	revision, records := store.Load(ctx)
	all := map[graph.Key]digest{}
	for record, err := range records {
		if err != nil {
			return 0, nil, err
		}
		encoded, err := json.Marshal(record)
		if err != nil {
			return 0, nil, &graph.Error{Kind: graph.Internal, Op: "copy", Err: err}
		}
		all[record.Key] = sha256.Sum256(encoded)
	}
	return revision, all, nil
}
