package sqlite

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// secondHead is a note of the head in a file of its own, PATH.head: a chain of hashes alone cannot see that its end was
// cut off. It is written after each commit, in place and a fixed length, and made durable when the store is closed and
// with each checkpoint: that costs a commit microseconds. A killed process leaves it exact. A power cut may leave an
// older one, which refuses nothing that is whole.
type secondHead struct {
	file *os.File
	last link
}

func secondHeadPath(path string) string { return path + ".head" }

// noted is a link as it is written down: "12 3a…\n", filled up with spaces to one length.
func noted(at link) []byte { return fmt.Appendf(nil, "%-20d %s\n", at.revision, at.hash) }

// readSecondHead returns what was noted, and false where there is no note.
func readSecondHead(path string) (link, bool, error) {
	content, err := os.ReadFile(secondHeadPath(path))
	if errors.Is(err, fs.ErrNotExist) {
		return link{}, false, nil
	}
	if err != nil {
		return link{}, false, err
	}
	fields := strings.Fields(string(content))
	if len(fields) == 2 {
		revision, err := graph.ParseRevision(fields[0])
		hash, ok := parseHash(fields[1])
		if err == nil && ok {
			return link{revision, hash}, true, nil
		}
	}
	return link{}, false, &graph.Error{Kind: graph.StoreCorrupt, Message: fmt.Sprintf(
		"%[1]s, the second note of the head of %[2]s, cannot be read; to go on without its protection, delete %[1]s", secondHeadPath(path), path)}
}

// openSecondHead notes the head anew, durably, and keeps the note open for what follows.
func openSecondHead(path string, at link) (*secondHead, error) {
	if err := replace(secondHeadPath(path), noted(at)); err != nil {
		return nil, err
	}
	file, err := os.OpenFile(secondHeadPath(path), os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	return &secondHead{file, at}, nil
}

// note writes down a head that is durable already.
func (h *secondHead) note(at link) error {
	h.last = at
	_, err := h.file.WriteAt(noted(at), 0)
	return err
}

func (h *secondHead) sync() error { return h.file.Sync() }

func (h *secondHead) close() error { return errors.Join(h.file.Sync(), h.file.Close()) }

// compareHeads refuses a file that was set back behind the second head, and notes the head it has.
func (s *Store) compareHeads(ctx context.Context) error {
	noted, found, err := readSecondHead(s.path)
	if err != nil {
		return err
	}
	if found {
		if noted.revision > s.head.revision {
			return s.setBack(noted.revision)
		}
		if err := s.matches(ctx, s.db, noted); err != nil {
			return s.otherHistory(noted.revision)
		}
	}
	s.second, err = openSecondHead(s.path, s.head)
	return err
}

func (s *Store) setBack(noted graph.Revision) error {
	return &graph.Error{Kind: graph.StoreCorrupt, Message: fmt.Sprintf(
		"%[1]s ends at revision %[2]s, but it had reached %[3]s: an older copy was put in its place, or its file %[1]s-wal is missing. "+
			"Put the newer files back; or, to go on from revision %[2]s without what came later, delete %[4]s",
		s.path, s.head.revision, noted, secondHeadPath(s.path))}
}

func (s *Store) otherHistory(noted graph.Revision) error {
	return &graph.Error{Kind: graph.StoreCorrupt, Message: fmt.Sprintf(
		"%[1]s has another revision %[2]s than when it was last used: it is a copy of another catalog, or it is damaged. "+
			"Put the right file back; or, to go on with this one, delete %[3]s and run headwater verify",
		s.path, noted, secondHeadPath(s.path))}
}

func parseHash(text string) (graph.Hash, bool) {
	var h graph.Hash
	if len(text) != 2*len(h) {
		return h, false
	}
	_, err := hex.Decode(h[:], []byte(text))
	return h, err == nil && h.String() == text
}
