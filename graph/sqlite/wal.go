package sqlite

import (
	"context"

	"github.com/headwater-catalog/headwater/graph/fault"
)

const (
	lookEvery   = 32   // writes: a look costs some 20 µs
	pagesToMove = 1000 // of 4 KiB; SQLite's own number
)

// moveLogIfDue has SQLite move what its -wal file keeps into the catalog's file, once that is much. SQLite would do so by
// itself, and keep to itself that a sync of the disk failed meanwhile; so its own way is turned off (see source). The -wal file
// stays what counts until the move is durable, so an error loses nothing; but it ends writing as any other of the disk
// does. The caller holds writing.
func (s *Store) moveLogIfDue(ctx context.Context) error {
	if s.writes++; s.writes%lookEvery != 0 {
		return nil
	}
	inUse, pages, moved, err := s.moveLog(ctx, "NOOP")
	if err != nil || inUse || pages-moved < pagesToMove {
		return err
	}
	_, _, _, err = s.moveLog(ctx, "PASSIVE")
	fault.Reach(fault.LogMoved)
	return err
}

// moveLog asks SQLite to move, in one of its modes, and returns how long the log is and how much of it was moved by now.
func (s *Store) moveLog(ctx context.Context, mode string) (inUse bool, pages, moved int, err error) {
	err = s.writer.QueryRowContext(ctx, "PRAGMA wal_checkpoint("+mode+")").Scan(&inUse, &pages, &moved)
	return inUse, pages, moved, err
}
