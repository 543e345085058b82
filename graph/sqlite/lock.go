package sqlite

import (
	"fmt"
	"io"
	"net/url"
	"os"
	"strconv"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// lock keeps other processes from a catalog's file: two of them would append to different heads. It is a lock of the
// system on PATH.lock, in which stand the holder's process id and, on a second line, where it answers, once it has said so. The
// file stays behind, which means nothing.
type lock struct{ file *os.File }

// hold takes the lock for the file at path, or fails at once and names who has it.
func hold(path string) (*lock, error) {
	file, err := os.OpenFile(path+".lock", os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, &graph.Error{Kind: graph.Unavailable, Op: "open", Err: err, Message: fmt.Sprintf(
			"%s.lock cannot be written; change the permissions of its folder, or choose another file with --store sqlite:PATH", path)}
	}
	taken, err := claim(file)
	if err == nil && !taken {
		err = sign(file, "")
	}
	if err == nil && !taken {
		return &lock{file}, nil
	}
	defer file.Close()
	if taken {
		return nil, inUse(path, file)
	}
	return nil, &graph.Error{Kind: graph.Unavailable, Op: "open", Err: err, Message: path + ".lock cannot be locked"}
}

// sign writes the process id into the file, and an address, if there is one.
func sign(file *os.File, address string) error {
	text := strconv.Itoa(os.Getpid()) + "\n"
	if address != "" {
		text += address + "\n"
	}
	if _, err := file.WriteAt([]byte(text), 0); err != nil { // first: who reads meanwhile finds the process
		return err
	}
	return file.Truncate(int64(len(text)))
}

// Announce says at which URL this process answers for the catalog: others that want the file are told to ask there. It costs no
// sync, and means nothing once the process has ended.
func (s *Store) Announce(url string) error {
	if err := sign(s.lock.file, url); err != nil {
		return &graph.Error{Kind: graph.Unavailable, Op: "announce", Err: err, Message: s.lock.file.Name() + " cannot be written"}
	}
	return nil
}

// inUse is the error of a file that another process has. It says which one, and what to do, as far as the lock tells.
func inUse(path string, file *os.File) error {
	const most = 512 // bytes that are looked at
	content, _ := io.ReadAll(io.LimitReader(file, most))
	first, second, _ := strings.Cut(string(content), "\n")
	holder, instead := "another process", "stop it"
	if pid, err := strconv.Atoi(first); err == nil {
		holder = fmt.Sprintf("process %d", pid)
	}
	if at, err := url.Parse(strings.TrimSpace(second)); err == nil && at.Scheme == "http" && at.Host != "" {
		holder, instead = holder+", which serves it", "ask that one with --server "+at.String()
	}
	held := Held{path, holder}
	return &graph.Error{Kind: graph.Unavailable, Op: "open", Err: held, Message: fmt.Sprintf(
		"%s: %s, or choose another file with --store sqlite:PATH", held, instead)}
}

// Held is why a catalog cannot be opened that another process has.
type Held struct{ Path, Holder string }

func (h Held) Error() string { return h.Path + " is in use by " + h.Holder }

// there reports whether the lock is still the file of its name: whoever else had it may have deleted that.
func (l *lock) there() bool {
	held, err := l.file.Stat()
	if err != nil {
		return false
	}
	named, err := os.Stat(l.file.Name())
	return err == nil && os.SameFile(held, named)
}

// release lets others have the file.
func (l *lock) release() error { return l.file.Close() }
