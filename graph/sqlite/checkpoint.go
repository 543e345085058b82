package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"

	"github.com/headwater-catalog/headwater/graph"
)

// checkpointRow is a checkpoint; its zero value is the empty catalog's.
type checkpointRow struct {
	link
	records  int
	chunks   int
	bytes    int64
	checksum string
}

// emptyCheckpoint is that of the empty catalog.
func emptyCheckpoint() checkpointRow {
	return checkpointRow{checksum: newChecksums().of(checkpointRow{})}
}

// readCheckpoint returns the latest checkpoint not later than a revision.
func readCheckpoint(ctx context.Context, db reader, latest graph.Revision) (checkpointRow, error) {
	var p checkpointRow
	var text string
	row := db.QueryRowContext(ctx, `SELECT revision, hash, records, chunks, bytes, checksum FROM checkpoint
		WHERE revision <= ? ORDER BY revision DESC LIMIT 1`, int64(latest))
	err := row.Scan(&p.revision, &text, &p.records, &p.chunks, &p.bytes, &p.checksum)
	if errors.Is(err, sql.ErrNoRows) {
		return emptyCheckpoint(), nil
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
	longest  int64 // of these commits; 0 where that is no matter
	least    int64 // how long the log may grow whatever the size of the state
	retry    int64 // after a failure: not before the log is this long
	underWay bool
}

// leastLog is the least length of a log, in bytes, for which a checkpoint is written. Reading it takes some 50 ms.
const leastLog = 4 << 20

// due reports whether the log is longer than the state, of which the latest one tells, or a commit: one has no record twice, so a
// checkpoint of a log that is little more than one commit, as after a large import, would write that once more and spare nothing. So
// opening reads no more than a constant times what it must, and all checkpoints together write no more than a constant times what was appended.
func (c *checkpointing) due() bool {
	return !c.underWay && c.log > max(c.least, c.bytes, c.retry, 2*c.longest)
}

// grow notes a commit, or several, by the length of all and of the longest.
func (c *checkpointing) grow(bytes, longest int64) {
	c.log += bytes
	c.longest = max(c.longest, longest)
}

// checkpointIfDue begins a checkpoint in the background.
func (s *Store) checkpointIfDue() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.beginIfDue(&s.checkpoint, s.writeCheckpoint)
}

// beginIfDue has a checkpoint, or an image, written in the background. The caller holds mu.
func (s *Store) beginIfDue(c *checkpointing, write func(context.Context) (checkpointRow, error)) {
	if s.closed || !c.due() {
		return
	}
	c.underWay = true
	spared, longest := c.log, c.longest // by the new one, at least
	c.longest = 0
	s.background.Go(func() {
		point, err := write(context.Background())
		s.mu.Lock()
		defer s.mu.Unlock()
		c.underWay = false
		if err != nil { // opening is slower, and all else as it was
			c.retry, c.longest = c.log+c.least, max(c.longest, longest)
			return
		}
		c.bytes, c.retry = point.bytes, 0
		c.log -= spared
	})
}

// damaged is the error of a checkpoint that is not what was written.
func (snap *snapshot) damaged(what string) *graph.Error {
	path, r, base := snap.store.path, snap.point.revision, snap.base.Revision
	remedy := "Restore it from a backup"
	if r > base { // that of the base is made of what is no longer there
		remedy += fmt.Sprintf("; or have it made anew from the log, sqlite3 %s 'DELETE FROM checkpoint WHERE revision > %s', "+
			"and check that with headwater verify", path, base)
	}
	return &graph.Error{Kind: graph.StoreCorrupt, Message: fmt.Sprintf(
		"%s is damaged: of its checkpoint of revision %s, %s. %s", path, r, what, remedy)}
}

// unread is the error of reading a checkpoint: where SQLite cannot, it says of which.
func (snap *snapshot) unread(err error) error {
	what, damaged := broken(err)
	if !damaged {
		return err
	}
	told := snap.damaged(what)
	told.Err = err
	return told
}
