package sqlite

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// lock keeps other processes from a catalog's file: two of them would append to different heads. It is a lock of the
// system on PATH.lock, in which the holder's process id stands. The file stays behind, which means nothing.
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
		err = sign(file)
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

// sign writes the process id into the file.
func sign(file *os.File) error {
	if err := file.Truncate(0); err != nil {
		return err
	}
	_, err := file.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	return err
}

func inUse(path string, file *os.File) error {
	holder := "another process"
	if content, err := io.ReadAll(io.LimitReader(file, 32)); err == nil {
		if pid, err := strconv.Atoi(strings.TrimSpace(string(content))); err == nil {
			holder = fmt.Sprintf("process %d", pid)
		}
	}
	return &graph.Error{Kind: graph.Unavailable, Op: "open", Message: fmt.Sprintf(
		"%s is in use by %s; stop it, or choose another file with --store sqlite:PATH", path, holder)}
}

// release lets others have the file.
func (l *lock) release() error { return l.file.Close() }
