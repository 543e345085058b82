package sqlite

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// claim takes the lock of an open file and reports whether somebody else has it. It ends with the process. The byte
// locked lies far beyond the text, which others must be able to read.
func claim(file *os.File) (taken bool, err error) {
	beyond := &windows.Overlapped{Offset: 1 << 30}
	flags := uint32(windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY)
	err = windows.LockFileEx(windows.Handle(file.Fd()), flags, 0, 1, 0, beyond)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return true, nil
	}
	return false, err
}
