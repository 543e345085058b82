package document

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"
)

// The bounds of one file that is read.
const (
	MaxFile  = 4 << 20 // bytes of a file
	MaxDepth = 32      // mappings and lists inside each other
	MaxKeys  = 2_000   // of one mapping: the parser's time grows with their square
)

// File is one file that was read.
type File struct {
	Name  string
	lines []string
}

// line returns the line with this number, "" where there is none.
func (f *File) line(number int) string {
	if number < 1 || number > len(f.lines) {
		return ""
	}
	return f.lines[number-1]
}

// Place returns the position of a byte of a line, both counted from 1; its column is in characters, as everywhere.
func (f *File) Place(line, column int) Position {
	before := f.line(line)
	before = before[:min(max(column-1, 0), len(before))]
	return Position{f, line, utf8.RuneCountInString(before) + 1, 1}
}

// IsYAML reports whether a file's name is that of YAML.
func IsYAML(name string) bool {
	extension := strings.ToLower(path.Ext(name))
	return extension == ".yaml" || extension == ".yml"
}

// Load reads one file, at most MaxFile of it. What makes it no text at all is a Problems, all else the file system's error.
func Load(fsys fs.FS, name string) (*File, []byte, error) { return LoadAtMost(fsys, name, MaxFile) }

// LoadAtMost is Load with a bound of the caller's, in bytes. Where the file is no text the bytes come with the Problems.
func LoadAtMost(fsys fs.FS, name string, most int) (*File, []byte, error) {
	opened, err := fsys.Open(name)
	if err != nil {
		return nil, nil, err
	}
	defer opened.Close()
	tooLarge := Problems{{File: name, Message: fmt.Sprintf("the file is larger than %d MiB; split it", most>>20)}}
	if info, err := opened.Stat(); err == nil && info.Size() > int64(most) {
		return nil, nil, tooLarge
	}
	content, err := io.ReadAll(io.LimitReader(opened, int64(most)+1))
	if err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", name, err)
	}
	if len(content) > most {
		return nil, nil, tooLarge
	}
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	f := &File{Name: name, lines: strings.Split(string(content), "\n")}
	return f, content, f.checkText()
}

// checkText refuses bytes that are no text, at the first line that has one.
func (f *File) checkText() error {
	for i, line := range f.lines {
		at := Position{f, i + 1, 1, 1}
		switch {
		case !utf8.ValidString(line):
			return Problems{at.Problem("the line is not valid UTF-8")}
		case strings.ContainsRune(line, 0):
			return Problems{at.Problem("the line has a NUL character")}
		}
	}
	return nil
}
