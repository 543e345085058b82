package sqlite

import (
	"errors"
	"fmt"
	"os"
	"sync"
	"syscall"
	"time"

	driver "modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"

	"github.com/headwater-catalog/headwater/graph"
)

const (
	roomNeeded = 1 << 20     // bytes: much more than most commits take
	roomPause  = time.Second // between two looks
)

// room is what is known of the room on the disk: that there is none since a write failed for that reason, until another
// succeeds or there is some again.
type room struct {
	mu     sync.Mutex
	full   *graph.Error // nil while there is room
	looked time.Time
}

// Full returns why a commit would fail for want of room on the disk, nil where it would not: a write failed for that, none has succeeded
// since, and the disk has no room for 1 MiB. While it is full Full tries that, once a second at most, so that it is known when there is room again though
// nobody writes. Reading goes on, and so does writing once there is room.
func (s *Store) Full() error {
	s.room.mu.Lock()
	defer s.room.mu.Unlock()
	if s.room.full == nil {
		return nil
	}
	if now := time.Now(); now.Sub(s.room.looked) >= roomPause {
		s.room.looked = now
		if hasRoom(s.path) {
			s.room.full = nil
			return nil
		}
	}
	return s.room.full
}

// noteRoom notes what the outcome of a write says of the room on the disk.
func (s *Store) noteRoom(err error) {
	s.room.mu.Lock()
	defer s.room.mu.Unlock()
	switch {
	case err == nil:
		s.room.full = nil
	case isFull(err) && s.room.full == nil:
		s.room.full, s.room.looked = s.outOfRoom(err), time.Now()
	}
}

// isFull reports whether an error says that the disk is full. SQLite says something else where it cannot lengthen its -shm file, which
// means nothing once the process has ended.
func isFull(err error) bool {
	var e *driver.Error
	if errors.As(err, &e) && e.Code() == codes.SQLITE_IOERR_SHMSIZE {
		return true
	}
	return code(err) == codes.SQLITE_FULL || errors.Is(err, syscall.ENOSPC)
}

// hasRoom reports whether there is room on the disk of a file, by taking it and giving it back.
func hasRoom(path string) bool {
	trial, err := os.OpenFile(path+".room", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return false
	}
	_, err = trial.Write(make([]byte, roomNeeded))
	return errors.Join(err, trial.Close(), os.Remove(path+".room")) == nil
}

func (s *Store) outOfRoom(cause error) *graph.Error {
	return &graph.Error{Kind: graph.Unavailable, Err: cause,
		Message: fmt.Sprintf("the disk of %s is full; nothing was changed: make room and try again", s.path)}
}
