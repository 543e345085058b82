package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"sync"

	"github.com/headwater-catalog/headwater/graph"
)

// checkpointRow is the latest checkpoint; its zero value is the empty catalog's.
type checkpointRow struct {
	link
	records  int
	chunks   int
	bytes    int64
	checksum string
}

func readCheckpoint(ctx context.Context, db reader) (checkpointRow, error) {
	var p checkpointRow
	var text string
	row := db.QueryRowContext(ctx, `SELECT revision, hash, records, chunks, bytes, checksum FROM checkpoint ORDER BY revision DESC LIMIT 1`)
	err := row.Scan(&p.revision, &text, &p.records, &p.chunks, &p.bytes, &p.checksum)
	if errors.Is(err, sql.ErrNoRows) {
		return checkpointRow{checksum: newChecksums().of(checkpointRow{})}, nil
	}
	p.hash, _ = parseHash(text) // one that cannot be read matches no commit
	return p, err
}

// checksums makes the checksum of a checkpoint while its chunks pass by.
type checksums struct {
	all    hash.Hash
	chunks int
}

func newChecksums() *checksums { return &checksums{all: sha256.New()} }

// add returns the checksum of a chunk and counts it in.
func (c *checksums) add(r graph.Revision, number int, content []byte) string {
	one := sha256.New()
	_, _ = fmt.Fprintf(one, "%d %d\n", r, number)
	one.Write(content)
	sum := one.Sum(nil)
	c.all.Write(sum)
	c.chunks++
	return hex.EncodeToString(sum)
}

// of returns the checksum of a checkpoint whose chunks were added.
func (c *checksums) of(p checkpointRow) string {
	_, _ = fmt.Fprintf(c.all, "%d %s %d %d %d\n", p.revision, p.hash, p.records, p.chunks, p.bytes)
	return hex.EncodeToString(c.all.Sum(nil))
}

// checkpointing says when the next checkpoint is due; the store's mu guards it.
type checkpointing struct {
	bytes    int64 // of the latest
	log      int64 // bytes of the commits since then
	least    int64 // how long the log may grow whatever the size of the state
	retry    int64 // after a failure: not before the log is this long
	underWay bool
	running  sync.WaitGroup
}

// leastLog is the least length of a log, in bytes, for which a checkpoint is written. Reading it takes some 50 ms.
const leastLog = 4 << 20

// due reports whether the log is longer than the state. So opening reads at most twice what it must, and all
// checkpoints together write no more than a constant times what was appended.
func (c *checkpointing) due() bool {
	return !c.underWay && c.log > max(c.least, c.bytes, c.retry)
}

// checkpointIfDue begins a checkpoint in the background.
func (s *Store) checkpointIfDue() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || !s.checkpoint.due() {
		return
	}
	s.checkpoint.underWay = true
	spared := s.checkpoint.log // by the new one, at least
	s.checkpoint.running.Go(func() {
		point, err := s.writeCheckpoint(context.Background())
		s.mu.Lock()
		defer s.mu.Unlock()
		s.checkpoint.underWay = false
		if err != nil { // opening is slower, and all else as it was
			s.checkpoint.retry = s.checkpoint.log + s.checkpoint.least
			return
		}
		s.checkpoint.bytes, s.checkpoint.retry = point.bytes, 0
		s.checkpoint.log -= spared
	})
}

// damaged is the error of a checkpoint that is not what was written.
func (snap *snapshot) damaged(what string) error {
	return &graph.Error{Kind: graph.StoreCorrupt, Message: fmt.Sprintf(
		"%[1]s is damaged: of its checkpoint of revision %[2]s, %[3]s. Restore it from a backup; or have it made anew from the log, "+
			"sqlite3 %[1]s 'DELETE FROM checkpoint', and check that with headwater verify", snap.store.path, snap.point.revision, what)}
}
