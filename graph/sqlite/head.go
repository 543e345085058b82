package sqlite

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/fault"
)

// mark is how far a file has come: its head, and how often documents were put beside the catalog or dropped from there.
type mark struct {
	link
	shelvings int64
}

// secondHead is a note of the mark in a file of its own, PATH.head: a chain of hashes alone cannot see that its end was
// cut off, and of documents there is no chain. It is written after each commit and each change of documents, in place and a fixed
// length, and made durable when the store is closed and with each checkpoint: that costs a commit microseconds. A killed process
// leaves it exact. A power cut may leave an older one, which refuses nothing that is whole.
type secondHead struct {
	file *os.File
	last mark
}

func secondHeadPath(path string) string { return path + ".head" }

// noted is a mark as it is written down, filled up with spaces to one length: "12 3a…", and where there have been documents also how
// often they were put or dropped, and a checksum: "12 3a… 7 9b…".
func noted(at mark) []byte {
	note := slices.Grow([]byte(nil), noteBytes)
	note = padded(strconv.AppendUint(note, uint64(at.revision), 10), 20)
	note = hex.AppendEncode(append(note, ' '), at.hash[:])
	if at.shelvings > 0 {
		note = padded(strconv.AppendInt(append(note, ' '), at.shelvings, 10), len(note)+1+20)
		sum := crc32.ChecksumIEEE(note)
		note = hex.AppendEncode(append(note, ' '), binary.BigEndian.AppendUint32(nil, sum))
	}
	return append(padded(note, noteBytes-1), '\n')
}

// noteBytes is how long a note is: the revision in 20, the hash, the number in 20 and the checksum, each with a space or the end of the line.
const noteBytes = 20 + 1 + 2*sha256.Size + 1 + 20 + 1 + 8 + 1

// padded fills a text up with spaces.
func padded(text []byte, to int) []byte {
	for len(text) < to {
		text = append(text, ' ')
	}
	return text
}

// parseNote is the reverse of noted.
func parseNote(content []byte) (at mark, ok bool) {
	fields := strings.Fields(string(content))
	if len(fields) != 2 && len(fields) != 4 {
		return mark{}, false
	}
	revision, err := graph.ParseRevision(fields[0])
	hash, isHash := parseHash(fields[1])
	at = mark{link: link{revision, hash}}
	if len(fields) == 4 {
		at.shelvings, _ = strconv.ParseInt(fields[2], 10, 64)
	}
	return at, err == nil && isHash && slices.Equal(strings.Fields(string(noted(at))), fields)
}

// readSecondHead returns what was noted, and false where there is no note.
func readSecondHead(path string) (mark, bool, error) {
	content, err := os.ReadFile(secondHeadPath(path))
	if errors.Is(err, fs.ErrNotExist) {
		return mark{}, false, nil
	}
	if err != nil {
		return mark{}, false, err
	}
	if at, ok := parseNote(content); ok {
		return at, true, nil
	}
	return mark{}, false, &graph.Error{Kind: graph.StoreCorrupt, Message: fmt.Sprintf(
		"%[1]s, the second note of the head of %[2]s, cannot be read; to go on without its protection, delete %[1]s", secondHeadPath(path), path)}
}

// openSecondHead notes a mark anew, durably, and keeps the note open for what follows.
func openSecondHead(path string, at mark) (*secondHead, error) {
	if err := replace(secondHeadPath(path), noted(at)); err != nil {
		return nil, err
	}
	fault.Reach(fault.HeadOpened)
	file, err := os.OpenFile(secondHeadPath(path), os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	return &secondHead{file, at}, nil
}

// note writes down a mark that is durable already.
func (h *secondHead) note(at mark) error {
	h.last = at
	_, err := h.file.WriteAt(noted(at), 0)
	return err
}

func (h *secondHead) sync() error { return h.file.Sync() }

func (h *secondHead) close() error { return errors.Join(h.file.Sync(), h.file.Close()) }

// compareHeads refuses a file that was set back behind the second head, and notes where it is.
func (s *Store) compareHeads(ctx context.Context) error {
	noted, found, err := readSecondHead(s.path)
	if err != nil {
		return err
	}
	at := mark{link: s.head}
	if at.shelvings, err = shelvings(ctx, s.db, noted.shelvings); err != nil {
		return err
	}
	if found {
		if noted.revision <= at.revision && s.matches(ctx, s.db, noted.link) != nil {
			return s.otherHistory(noted.revision)
		}
		if err := s.notBehind(at, noted); err != nil {
			return err
		}
	}
	s.second, err = openSecondHead(s.path, at)
	return err
}

func (s *Store) setBack(reached, noted graph.Revision) error {
	return &graph.Error{Kind: graph.StoreCorrupt, Message: fmt.Sprintf(
		"%[1]s ends at revision %[2]s, but it had reached %[3]s: an older copy was put in its place, or its file %[1]s-wal is damaged or missing. "+
			"Put the newer files back; or, to go on from revision %[2]s without what came later, delete %[4]s",
		s.path, reached, noted, secondHeadPath(s.path))}
}

func (s *Store) shelvesSetBack(known, noted int64) error {
	return &graph.Error{Kind: graph.StoreCorrupt, Message: fmt.Sprintf(
		"%[1]s knows %[2]d changes of the documents beside the catalog, such as events that were refused, but there had been %[3]d: an older copy was put "+
			"in its place, or its file %[1]s-wal is damaged or missing. Put the newer files back; or, to go on without what came later, delete %[4]s",
		s.path, known, noted, secondHeadPath(s.path))}
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
