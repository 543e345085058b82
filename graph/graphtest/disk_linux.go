package graphtest

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"
)

// MountDisk mounts a disk in memory of so many bytes at a folder, and returns what takes it away. It takes the rights of root.
func MountDisk(folder string, size string) (unmount func() error, err error) {
	if err := unix.Mount("tmpfs", folder, "tmpfs", 0, "mode=0700,size="+size); err != nil {
		return nil, err
	}
	return func() error { return unix.Unmount(folder, unix.MNT_DETACH) }, nil
}

// SmallDisk returns a folder on a disk of its own of a size such as 4m, and skips the test where none can be mounted.
func SmallDisk(t *testing.T, size string) (folder string) {
	folder = t.TempDir()
	unmount, err := MountDisk(folder, size)
	if err != nil {
		t.Skipf("a small disk cannot be mounted, which takes root: %v", err)
	}
	t.Cleanup(func() { require.NoError(t, unmount()) })
	return folder
}

// FillDisk leaves no byte free on the disk of a folder: it is all in the file ballast, which can be deleted.
func FillDisk(folder string) error {
	ballast, err := os.OpenFile(filepath.Join(folder, "ballast"), os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	for size := 1 << 20; err == nil && size > 0; {
		if _, err = ballast.Write(make([]byte, size)); errors.Is(err, unix.ENOSPC) {
			size, err = size/2, nil
		}
	}
	return errors.Join(err, ballast.Close())
}

// EmptyDisk undoes FillDisk.
func EmptyDisk(folder string) error { return os.Remove(filepath.Join(folder, "ballast")) }
