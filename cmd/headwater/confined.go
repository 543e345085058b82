package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// confined is a folder of files that others may have put there, such as a clone of a repository: it reads regular files and
// folders alone, and no link leads out of it. A link may lead to another file of the folder, as where Kubernetes mounts one.
type confined string

var (
	errLeavesFolder = errors.New("it is a link that leads out of the folder, and is not followed")
	errNoPlainFile  = errors.New("it is no regular file, and is not read")
)

// Open opens a file or a folder. What would keep a reader waiting, such as a named pipe, is refused before it is opened.
func (f confined) Open(name string) (fs.File, error) {
	info, err := f.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() && !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errNoPlainFile}
	}
	return os.OpenInRoot(string(f), filepath.FromSlash(name))
}

// Stat says what a name stands for, at the end of its links.
func (f confined) Stat(name string) (fs.FileInfo, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrInvalid}
	}
	root, err := os.OpenRoot(string(f))
	if err != nil {
		return nil, err
	}
	defer func() { _ = root.Close() }()
	info, err := root.Stat(filepath.FromSlash(name))
	if err == nil || errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		return info, err
	}
	if _, outside := os.Stat(filepath.Join(string(f), name)); outside == nil { // it is there, but not in here
		return nil, &fs.PathError{Op: "stat", Path: name, Err: errLeavesFolder}
	}
	return nil, err
}

// files returns what to read the names below a folder from: what is named by itself may be anything, such as a pipe.
func files(below string, names []string) fs.FS {
	if len(names) == 1 && names[0] != "." {
		return os.DirFS(below)
	}
	return confined(below)
}
