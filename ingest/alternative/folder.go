package alternative

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/headwater-catalog/headwater/ingest/document"
)

// MaxFiles is how many alternatives a folder may hold.
const MaxFiles = 1_000

// Folder is the alternatives in a folder: every .yaml and .yml file in it, but for names that begin with a dot. Folders in
// it are not read. It may be used from several goroutines at once.
type Folder struct {
	fsys   fs.FS
	format *Format

	mu   sync.Mutex
	read map[string]reading // by file
}

// reading is a file that was read, and what it looked like.
type reading struct {
	size        int64
	modified    time.Time
	alternative *Alternative
}

// NewFolder returns the alternatives at the root of a file system, which need not be there yet.
func NewFolder(fsys fs.FS, format *Format) *Folder {
	return &Folder{fsys: fsys, format: format, read: map[string]reading{}}
}

// List returns the alternatives as they are now, by name; none where there is no folder. Only files that changed are read.
// The error is that of a folder that cannot be listed. Don't change what is returned.
func (f *Folder) List() ([]*Alternative, error) {
	files, err := f.files()
	if err != nil {
		return nil, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	maps.DeleteFunc(f.read, func(file string, _ reading) bool { return !slices.Contains(files, file) })
	var all []*Alternative
	for _, file := range files {
		a := f.at(file)
		if last := len(all) - 1; last >= 0 && all[last].Name == a.Name {
			a = twice(a, all[last].File)
		}
		all = append(all, a)
	}
	return all, nil
}

// twice returns an alternative that has the name of another file's.
func twice(a *Alternative, first string) *Alternative {
	return &Alternative{Name: a.Name, File: a.File, Title: a.Title, Problems: document.Problems{{File: a.File, Message: fmt.Sprintf(
		"%s has this name already: rename or remove one of the two", first)}}}
}

// files returns the names of the files, by the names of their alternatives.
func (f *Folder) files() ([]string, error) {
	entries, err := fs.ReadDir(f.fsys, ".")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, errors.New("the folder of alternatives cannot be listed: " + unread(err))
	}
	var files []string
	for _, entry := range entries {
		if !entry.IsDir() && document.IsYAML(entry.Name()) && !strings.HasPrefix(entry.Name(), ".") {
			files = append(files, entry.Name())
		}
	}
	if len(files) > MaxFiles {
		return nil, fmt.Errorf("the folder of alternatives has more than %d files", MaxFiles)
	}
	slices.SortFunc(files, func(a, b string) int { return strings.Compare(nameOf(a)+"\x00"+a, nameOf(b)+"\x00"+b) })
	return files, nil
}

// at returns the alternative of a file, read again where the file changed or has problems: those may not be the file's.
func (f *Folder) at(file string) *Alternative {
	info, err := fs.Stat(f.fsys, file) // before it is read: what changes meanwhile is then seen the next time
	if err != nil {
		return f.format.Read(f.fsys, file)
	}
	known, before := f.read[file]
	if before && known.size == info.Size() && known.modified.Equal(info.ModTime()) {
		return known.alternative
	}
	a := f.format.Read(f.fsys, file)
	delete(f.read, file)
	if len(a.Problems) == 0 {
		f.read[file] = reading{info.Size(), info.ModTime(), a}
	}
	return a
}

// Find returns the alternative of a name, and what may have been meant where there is none.
func (f *Folder) Find(name string) (found *Alternative, near string, err error) {
	all, err := f.List()
	if err != nil {
		return nil, "", err
	}
	names := make([]string, len(all))
	for i, a := range all {
		if names[i] = a.Name; a.Name == name {
			return a, "", nil
		}
	}
	return nil, document.Nearest(name, names), nil
}
