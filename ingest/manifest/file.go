package manifest

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// The bounds of what is read.
const (
	MaxFile  = 4 << 20 // bytes of a file
	MaxFiles = 10_000  // of a folder, and as many as can be named
	MaxTotal = 64 << 20
	MaxDepth = 32    // mappings and lists inside each other
	MaxKeys  = 2_000 // of one mapping: the parser's time grows with their square
	MaxLinks = 1_000_000
)

// file is one file that was read.
type file struct {
	name  string
	lines []string
}

// line returns the line with this number, "" where there is none.
func (f *file) line(number int) string {
	if number < 1 || number > len(f.lines) {
		return ""
	}
	return f.lines[number-1]
}

// find returns the names of the files that paths stand for, sorted, each once: a file is itself, a folder every .yaml
// and .yml file in it and below it. Names that begin with a dot are left out of folders.
func find(fsys fs.FS, paths []string) ([]string, error) {
	if len(paths) == 0 {
		paths = []string{"."}
	}
	var names []string
	for _, root := range paths {
		err := fs.WalkDir(fsys, root, func(name string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case name != root && strings.HasPrefix(entry.Name(), "."):
				return skip(entry)
			case entry.IsDir() || name != root && !isYAML(name):
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
	names = slices.Compact(names)
	if len(names) == 0 {
		return nil, Problems{{File: strings.Join(paths, ", "), Message: "there is no .yaml or .yml file in it"}}
	}
	return names, nil
}

func skip(entry fs.DirEntry) error {
	if entry.IsDir() {
		return fs.SkipDir
	}
	return nil
}

func isYAML(name string) bool {
	extension := strings.ToLower(path.Ext(name))
	return extension == ".yaml" || extension == ".yml"
}

// load reads one file, at most MaxFile of it. What makes it no text at all is a Problems, all else the file system's error.
func load(fsys fs.FS, name string) (*file, []byte, error) {
	opened, err := fsys.Open(name)
	if err != nil {
		return nil, nil, err
	}
	defer opened.Close()
	content, err := io.ReadAll(io.LimitReader(opened, MaxFile+1))
	if err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", name, err)
	}
	if len(content) > MaxFile {
		return nil, nil, Problems{{File: name, Message: fmt.Sprintf("the file is larger than %d MiB; split it", MaxFile>>20)}}
	}
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	f := &file{name: name, lines: strings.Split(string(content), "\n")}
	return f, content, f.checkText()
}

// checkText refuses bytes that are no text, at the first line that has one.
func (f *file) checkText() error {
	for i, line := range f.lines {
		at := position{f, i + 1, 1, 1}
		switch {
		case !utf8.ValidString(line):
			return Problems{at.problem("the line is not valid UTF-8")}
		case strings.ContainsRune(line, 0):
			return Problems{at.problem("the line has a NUL character")}
		}
	}
	return nil
}
