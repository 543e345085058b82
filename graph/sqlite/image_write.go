package sqlite

import (
	"context"
	"fmt"

	"github.com/headwater-catalog/headwater/graph"
)

// OfferGraph implements [graph.Packer]. The graph is packed in the background, between commits, once the log since the last one
// is longer than that; so all images together write no more than a constant times what was appended. A checkpoint that is due is
// written of it as well, rather than of the log that would have to be read for it.
func (s *Store) OfferGraph(g *graph.Graph) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.beginIfDue(&s.checkpoint, func(ctx context.Context) (checkpointRow, error) { return s.writeCheckpointOf(ctx, g) })
	s.beginIfDue(&s.image, func(ctx context.Context) (checkpointRow, error) {
		image, err := s.keep(ctx, g)
		return image.checkpointRow, err
	})
}

// noteImage notes how much is read since the image, or instead of it where it cannot be used.
func (snap *snapshot) noteImage(ctx context.Context, usable bool) error {
	var bytes, log int64
	if err := snap.tx.QueryRowContext(ctx, `SELECT coalesce(max(bytes), 0), (SELECT coalesce(sum(octet_length(content)), 0) FROM commits
		WHERE revision > (SELECT max(revision) FROM image)) FROM image`).Scan(&bytes, &log); err != nil {
		return err
	}
	s := snap.store
	s.mu.Lock()
	defer s.mu.Unlock()
	s.image.bytes, s.image.log = bytes, log
	if !usable {
		s.image.bytes, s.image.log = 0, s.checkpoint.bytes+s.checkpoint.log
	}
	return nil
}

// keep writes the image of a graph beside the log. As with a checkpoint, the chunks mean nothing until the last transaction names them.
func (s *Store) keep(ctx context.Context, g *graph.Graph) (imageRow, error) {
	s.chunking.Lock()
	defer s.chunking.Unlock()
	at, err := s.linkAt(ctx, s.db, g.Revision())
	if err != nil {
		return imageRow{}, err
	}
	image := imageRow{checkpointRow: checkpointRow{link: at, records: graph.PackedForm}, form: graph.PackedForm}
	if err := s.sweepImages(ctx); err != nil {
		return image, err
	}
	sums := newChecksums()
	for chunk := range g.Pack(chunkBytes) {
		checksum := sums.add(at.revision, image.chunks, chunk)
		if err := s.execute(ctx, `INSERT OR REPLACE INTO image_chunks (revision, number, checksum, content) VALUES (?, ?, ?, ?)`,
			int64(at.revision), image.chunks, checksum, chunk); err != nil {
			return image, err
		}
		image.chunks++
		image.bytes += int64(len(chunk))
	}
	image.checksum = sums.of(image.checkpointRow)
	if err := s.execute(ctx, `INSERT OR REPLACE INTO image (revision, hash, form, chunks, bytes, checksum) VALUES (?, ?, ?, ?, ?, ?)`,
		int64(at.revision), at.hash.String(), image.form, image.chunks, image.bytes, image.checksum); err != nil {
		return image, err
	}
	return image, s.sweepImages(ctx)
}

// sweepImages deletes all but the latest image, some chunks at a time so that no Append waits long.
func (s *Store) sweepImages(ctx context.Context) error {
	if err := s.execute(ctx, `DELETE FROM image WHERE revision <> (SELECT max(revision) FROM image)`); err != nil {
		return err
	}
	for {
		n, err := s.delete(ctx, `DELETE FROM image_chunks WHERE rowid IN (
			SELECT rowid FROM image_chunks WHERE revision NOT IN (SELECT revision FROM image) LIMIT 4)`)
		if err != nil || n == 0 {
			return err
		}
	}
}

// verifyImage checks that the image, where there is one, leads to the state that the log folds to.
func (snap *snapshot) verifyImage(ctx context.Context, folded map[graph.Key]digest) error {
	image, err := readImage(ctx, snap.tx)
	if err != nil || !image.isReadable() {
		return err
	}
	g, err := snap.imaged(ctx)
	if err != nil {
		return err
	}
	if g == nil {
		return snap.damagedImage(image)
	}
	count := 0
	for record := range g.Records() {
		count++
		imaged, err := digestOf(record)
		if err != nil {
			return err
		}
		if folded[record.Key] != imaged {
			return snap.damagedImage(image)
		}
	}
	if count != len(folded) {
		return snap.damagedImage(image)
	}
	return nil
}

// damagedImage is the error of an image that is not what was written.
func (snap *snapshot) damagedImage(image imageRow) error {
	return &graph.Error{Kind: graph.StoreCorrupt, Message: fmt.Sprintf(
		"%s is damaged: its packed graph of revision %s is not what was written. Nothing is lost with it; have it made anew, "+
			"sqlite3 %[1]s 'DELETE FROM image', and run headwater verify again, since the rest of the file may be damaged too", snap.store.path, image.revision)}
}
