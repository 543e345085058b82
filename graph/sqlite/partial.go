package sqlite

import (
	"crypto/rand"
	"encoding/hex"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// partial is an unfinished copy, beside the place that it is for: PLACE.partial-0123456789abcdef. Whoever makes it has the lock
// PLACE.partial-….making.lock from before it is there until after it is gone, so a copy whose lock nobody has was left by a process
// that was killed.
type partial struct {
	path string
	lock *lock
}

const (
	making     = ".making"
	makingLock = making + ".lock"
)

// partialName is what the name of an unfinished copy's lock ends with; nobody else's file is called so.
var partialName = regexp.MustCompile(`\.partial-[0-9a-f]{16}` + regexp.QuoteMeta(makingLock) + `$`)

// beginPartial makes an empty unfinished copy for a place, after it has deleted those in the same folder that were left.
func beginPartial(to string) (*partial, error) {
	sweepPartials(filepath.Dir(to))
	for {
		p, err := makePartial(to)
		if err != nil || p != nil {
			return p, err
		}
	}
}

// makePartial returns nil where somebody who sweeps took the lock for one that was left, just before it was held.
func makePartial(to string) (*partial, error) {
	random := make([]byte, 8)
	_, _ = rand.Read(random) // never fails
	p := &partial{path: to + ".partial-" + hex.EncodeToString(random)}
	lock, err := hold(p.path + making)
	if err != nil {
		_ = os.Remove(p.path + makingLock) // a full disk has room for its name, and for nothing in it
		return nil, unwritten(to, err)
	}
	p.lock = lock
	if !lock.there() {
		return nil, lock.release()
	}
	file, err := os.OpenFile(p.path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err == nil {
		err = file.Close()
	}
	if err != nil {
		p.discard()
		return nil, unwritten(to, err)
	}
	return p, nil
}

// discard deletes an unfinished copy, what opening it left beside it, and its lock. What cannot be deleted means nothing where it stays,
// and is tried again at the next backup.
func (p *partial) discard() {
	for _, suffix := range []string{"", "-wal", "-shm", "-journal", ".lock", ".head", ".head.new", ".room"} {
		_ = os.Remove(p.path + suffix)
	}
	_ = p.lock.release()
	_ = os.Remove(p.path + makingLock)
}

// sweepPartials deletes the unfinished copies in a folder that nobody makes any more.
func sweepPartials(folder string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return // who wants to write there will hear of it
	}
	for _, entry := range entries {
		if !partialName.MatchString(entry.Name()) {
			continue
		}
		path := filepath.Join(folder, strings.TrimSuffix(entry.Name(), makingLock))
		if lock, err := hold(path + making); err == nil {
			(&partial{path, lock}).discard()
		}
	}
}
