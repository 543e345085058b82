package document

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// The bounds of what is read together.
const (
	MaxFiles = 10_000 // of a folder, and as many as can be named
	MaxTotal = 64 << 20
)

// Find returns the names of the files that paths stand for, sorted, each once: a file is itself, a folder every .yaml and .yml file in
// it and below it, but for names that begin with a dot and folders that leave says are for others. Without paths it is all of fsys.
// More than MaxFiles are a [Problems]; else the error is the file system's.
func Find(fsys fs.FS, paths []string, leave func(root, folder string) bool) ([]string, error) {
	if len(paths) == 0 {
		paths = []string{"."}
	}
	var names []string
	for _, root := range paths {
		err := fs.WalkDir(fsys, root, func(name string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case name != root && strings.HasPrefix(entry.Name(), "."), entry.IsDir() && leave(root, name):
				return skip(entry)
			case entry.IsDir() || name != root && !IsYAML(name):
				return nil
			case len(names) == MaxFiles:
				return Problems{{Message: fmt.Sprintf("there are more than %d files", MaxFiles)}}
			}
			names = append(names, name)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

func skip(entry fs.DirEntry) error {
	if entry.IsDir() {
		return fs.SkipDir
	}
	return nil
}
