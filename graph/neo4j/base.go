package neo4j

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"slices"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// base is where the log begins, as the head notes it. Its records lie in nodes HeadwaterBase, as JSON: what an entity's node
// says is what it is now.
type base struct {
	graph.Base
	digest digest // of its records
}

// baseColumns reads the columns of baseOfHead.
type baseColumns struct {
	revision              int64
	hash, time, why, sums string
}

func (c *baseColumns) into() []any { return []any{&c.revision, &c.hash, &c.time, &c.why, &c.sums} }

func (s *Store) baseOf(c *baseColumns) (base, error) {
	if c.revision == 0 {
		return base{}, nil
	}
	r := graph.Revision(c.revision)
	hash, isHash := parseHash(c.hash)
	at, err := time.Parse(time.RFC3339Nano, c.time)
	sums, isDigest := digestAt(c.sums, r)
	if !isHash || err != nil || !isDigest {
		return base{}, s.damaged(r, "what the head says of the log's beginning cannot be read")
	}
	return base{graph.Base{Revision: r, Hash: hash, Time: at, Why: c.why}, sums}, nil
}

// link is the place of the base in the chain.
func (b base) link() link { return link{revision: b.Revision, hash: b.Hash, time: b.Time} }

// properties are those of the head that say where the log begins.
func (b base) properties() map[string]any {
	return map[string]any{"format": compactedVersion, "base": int64(b.Revision), "baseHash": b.Hash.String(), "baseTime": written(b.Time),
		"baseWhy": b.Why, "baseDigest": b.digest.at(b.Revision)}
}

// Base implements [graph.Compactor].
func (s *Store) Base(ctx context.Context) (graph.Base, error) {
	head, err := s.head(ctx, pollTime)
	return head.base.Base, s.fault(ctx, "base", err)
}

// LoadBase implements [graph.Compactor]. As Load does, it reads everything before it returns.
func (s *Store) LoadBase(ctx context.Context) (graph.Base, iter.Seq2[*graph.Record, error]) {
	b, records, err := s.loadBase(ctx)
	return b.Base, func(yield func(*graph.Record, error) bool) {
		if err != nil {
			yield(nil, s.fault(ctx, "load base", err))
			return
		}
		for _, record := range records {
			if !yield(record, nil) {
				return
			}
		}
	}
}

// loadBase returns the records of the base. As with commits, what seems damaged is looked at again under the head's lock:
// another server may have moved the base this moment.
func (s *Store) loadBase(ctx context.Context) (base, map[graph.Key]*graph.Record, error) {
	b, records, err := s.baseBy(ctx, readHead)
	if graph.KindOf(err) == graph.StoreCorrupt {
		b, records, err = s.baseBy(ctx, lockHead)
	}
	return b, records, err
}

func (s *Store) baseBy(ctx context.Context, look cypher) (b base, records map[graph.Key]*graph.Record, err error) {
	err = s.transact(ctx, loadTime, func(tx transaction) error {
		head, err := s.headBy(tx, look)
		b, records = head.base, map[graph.Key]*graph.Record{}
		if err != nil || b.Revision == 0 {
			return err
		}
		if err := tx.run(baseChunks, map[string]any{"revision": int64(b.Revision)}, eachText(func(content string) error {
			return addChunk(records, content)
		})); err != nil {
			return err
		}
		sums, err := digestOf(records)
		if err == nil && sums != b.digest {
			err = s.damaged(b.Revision, "the records that the log begins with are not those that were written")
		}
		return err
	})
	return b, records, err
}

// eachText returns what hands the one text of a row on.
func eachText(each func(text string) error) func(row []any) error {
	return func(row []any) error {
		var text string
		if err := into(&text)(row); err != nil {
			return err
		}
		return each(text)
	}
}

// chunkBytes is about the size of one node's records: some thousands, and little to hold in memory for Neo4j.
const chunkBytes = 256 << 10

// addChunk adds the records of a chunk.
func addChunk(records map[graph.Key]*graph.Record, content string) error {
	var some []*graph.Record
	if err := json.Unmarshal([]byte(content), &some); err != nil {
		return errUnexpected
	}
	for _, r := range some {
		records[r.Key] = r
	}
	return nil
}

// chunksOf returns records in chunks. Servers that compact to the same revision at the same time write the same ones.
func chunksOf(records map[graph.Key]*graph.Record) ([]string, error) {
	var chunks []string
	var chunk []byte
	for _, key := range slices.SortedFunc(maps.Keys(records), graph.Key.Compare) {
		encoded, err := json.Marshal(records[key])
		if err != nil {
			return nil, &graph.Error{Kind: graph.Internal, Err: err}
		}
		opening := byte(',')
		if len(chunk) == 0 {
			opening = '['
		}
		if chunk = append(append(chunk, opening), encoded...); len(chunk) > chunkBytes {
			chunks, chunk = append(chunks, string(append(chunk, ']'))), nil
		}
	}
	if len(chunk) > 0 {
		chunks = append(chunks, string(append(chunk, ']')))
	}
	return chunks, nil
}

// writeChunks writes the records of a base, a transaction each. They mean nothing until the head names their revision. It
// returns how many they are.
func (s *Store) writeChunks(ctx context.Context, r graph.Revision, records map[graph.Key]*graph.Record) (int64, error) {
	chunks, err := chunksOf(records)
	if err != nil {
		return 0, err
	}
	for i, content := range chunks {
		p := map[string]any{"key": fmt.Sprintf("%s/%d", r, i), "revision": int64(r), "number": i, "content": content}
		if err := s.transact(ctx, callTime, func(tx transaction) error { return tx.run(putChunk, p, nil) }); err != nil {
			return 0, err
		}
	}
	return int64(len(chunks)), nil
}

// checkChunks makes sure that all chunks of a revision are there: another server that compacts takes unfinished ones away.
func checkChunks(tx transaction, r graph.Revision, wanted int64) error {
	var found int64
	if err := tx.run(countChunks, map[string]any{"revision": int64(r)}, into(&found)); err != nil || found == wanted {
		return err
	}
	return errOvertaken
}

var errOvertaken = &graph.Error{Kind: graph.Unavailable, Message: "another server compacts the log at the same time, and nothing was dropped by this one: try again"}
