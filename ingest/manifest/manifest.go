package manifest

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
)

// Problem is one thing that is wrong with a manifest, and where.
type Problem = document.Problem

// Problems is everything that is wrong with a manifest.
type Problems = document.Problems

// Manifest is what a set of files says, ready to be applied as one whole source.
type Manifest struct {
	Source graph.Source // always declared
	Edits  []graph.Edit // a Put for each entity, then a Join for each link, each in the order of files and lines

	places []document.Position // of the edits
	source document.Position
}

// Read reads a manifest from files and folders of fsys; without paths, all of fsys. A folder stands for every .yaml and
// .yml file in and below it, but for names that begin with a dot and the folder [Alternatives] in it. Files of one
// manifest see each other's entities whatever their order.
//
// The error is a [Problems] if the manifest is wrong, and the file system's if it cannot be read. Each edit's Origin is
// file:line, its Path file, line and column.
func Read(fsys fs.FS, paths ...string) (*Manifest, error) {
	names, err := find(fsys, paths)
	if err != nil {
		return nil, err
	}
	documents, problems, err := open(fsys, names)
	if err != nil {
		return nil, err
	}
	r := reader{problems: problems, hidden: map[string]bool{}}
	r.unparsed = len(problems) > 0
	for _, root := range documents {
		r.document(root)
	}
	return r.finish(names)
}

// open returns the documents of all files, and what is wrong with those that are no YAML or not read.
func open(fsys fs.FS, names []string) (documents []*document.Node, problems document.Problems, err error) {
	total := 0
	for _, name := range names {
		f, content, err := document.Load(fsys, name)
		var wrong document.Problems
		switch {
		case errors.As(err, &wrong):
			problems = append(problems, wrong...)
			continue
		case err != nil:
			return nil, nil, err
		}
		if total += len(content); total > MaxTotal {
			return nil, nil, document.Problems{{Message: fmt.Sprintf("the files have more than %d MiB together", MaxTotal>>20)}}
		}
		read, wrong := f.Parse(content)
		documents, problems = append(documents, read...), append(problems, wrong...)
	}
	return documents, problems, nil
}

// finish looks up the references and makes the edits, or returns all problems.
func (r *reader) finish(names []string) (*Manifest, error) {
	unread := len(r.problems) > 0 && r.source == "" // then the file that names the source may be the one not understood
	if r.source == "" && !unread {
		r.problems = append(r.problems, document.Problem{File: only(names), Message: "nothing says whose word this is; begin a file with source: and a name"})
	}
	if problems := append(r.problems, resolveAll(r)...); len(problems) > 0 {
		return nil, problems.Sorted()
	}
	m := &Manifest{Source: graph.Source{Name: r.source, Rank: graph.Declared}, source: r.sourceAt}
	m.edit(r)
	return m, nil
}

// only returns the name of the one file, "" for several.
func only(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	return ""
}

// edit turns what was read and found into edits.
func (m *Manifest) edit(r *reader) {
	for _, e := range r.entities {
		m.add(e.at, graph.Put{Place: placeOf(e.at), ID: e.id, Values: e.values})
	}
	for _, l := range r.links {
		join := graph.Join{Place: placeOf(l.at), Relation: l.relation, From: l.from.id, To: l.to.id, Reason: l.reason}
		if l.via != nil {
			join.Via = l.via.id
		}
		m.add(l.at, join)
	}
}

func (m *Manifest) add(at document.Position, edit graph.Edit) {
	m.Edits, m.places = append(m.Edits, edit), append(m.places, at)
}

// placeOf returns a position as an edit keeps it.
func placeOf(at document.Position) graph.Place {
	return graph.Place{Path: []any{at.File.Name, at.Line, at.Column}, Origin: at.String()}
}
