package standard

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"

	"github.com/headwater-catalog/headwater/ingest/document"
)

// Open returns the documents of files and of folders; without paths, of all of fsys. Of a folder it reads the YAML files in
// and below it, but for names that begin with a dot, that say what marked looks for; what was named is read whether or not.
// The error is a [document.Problems] if a file cannot be read as YAML, and the file system's if it cannot be read.
func Open(fsys fs.FS, marked *regexp.Regexp, paths ...string) (documents []*document.Node, err error) {
	names, err := document.Find(fsys, paths, func(string, string) bool { return false })
	if err != nil {
		return nil, err
	}
	var problems document.Problems
	total := 0
	for _, name := range names {
		read, size, err := open(fsys, name, marked, slices.Contains(paths, name))
		var wrong document.Problems
		if err != nil && !errors.As(err, &wrong) {
			return nil, err
		}
		if total += size; total > document.MaxTotal {
			return nil, document.Problems{{Message: fmt.Sprintf("the files have more than %d MiB together", document.MaxTotal>>20)}}
		}
		documents, problems = append(documents, read...), append(problems, wrong...)
	}
	if len(problems) > 0 {
		return nil, problems.Sorted()
	}
	return documents, nil
}

// open reads one file and returns its documents and its size, none where it is for others.
func open(fsys fs.FS, name string, marked *regexp.Regexp, named bool) ([]*document.Node, int, error) {
	f, content, err := document.Load(fsys, name)
	if !named && !marked.Match(content) {
		var wrong document.Problems
		if errors.As(err, &wrong) {
			err = nil // whatever it is, it is for others
		}
		return nil, 0, err
	}
	if err != nil {
		return nil, 0, err
	}
	read, problems := f.Parse(content)
	if len(problems) > 0 {
		return nil, 0, problems
	}
	return read, len(content), nil
}
