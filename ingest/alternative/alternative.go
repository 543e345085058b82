package alternative

import (
	"encoding/json"
	"errors"
	"io/fs"
	"path"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
)

// Alternative is what a file says. Where there are problems it is what could be understood, without any Changes.
type Alternative struct {
	Name     string // from the file's name: lower case, digits and hyphens
	File     string
	Title    string            // the name where none is given
	Reason   string            // why it is considered, as Markdown
	Author   string            // may be ""
	Changes  []json.RawMessage // each as GraphQL's input Change takes it, with its keys in the order of the file
	Problems document.Problems

	root *document.Node
}

// Read reads the alternative of a file. Whatever is wrong with the file, or with reading it, is among its Problems.
func (f *Format) Read(fsys fs.FS, file string) *Alternative {
	a := &Alternative{Name: nameOf(file), File: file}
	a.Title = a.Name
	a.root, a.Problems = load(fsys, file)
	if graph.Slug(a.Name) != a.Name {
		a.report(document.Problem{File: file, Message: "the file's name is the alternative's: write it in lower case, digits and hyphens, such as sell-stores.yaml"})
	}
	if a.root != nil {
		r := reader{format: f, alternative: a}
		r.file(a.root)
	}
	if len(a.Problems) > 0 {
		a.Problems, a.Changes = a.Problems.Sorted(), nil
	}
	return a
}

func nameOf(file string) string { return strings.TrimSuffix(path.Base(file), path.Ext(file)) }

func (a *Alternative) report(p document.Problem) { a.Problems = append(a.Problems, p) }

// load returns the one document of a file, nil where there are problems.
func load(fsys fs.FS, file string) (*document.Node, document.Problems) {
	read, content, err := document.Load(fsys, file)
	if problems, are := errors.AsType[document.Problems](err); are {
		return nil, problems
	}
	if err != nil {
		return nil, document.Problems{{File: file, Message: unread(err)}}
	}
	documents, problems := read.Parse(content)
	switch {
	case len(problems) > 0:
		return nil, problems
	case len(documents) != 1:
		return nil, document.Problems{{File: file, Message: "an alternative is one document, with reason and changes"}}
	}
	return documents[0], nil
}

// unread says why a file cannot be read, without where it lies on this machine.
func unread(err error) string {
	if failed, is := errors.AsType[*fs.PathError](err); is {
		err = failed.Err
	}
	return "the file cannot be read: " + err.Error()
}

// Problem says that something is wrong with the changes, at a path such as changes, 2, move, to: at what is there, or else
// at the last thing on the way to it.
func (a *Alternative) Problem(at []any, message string) document.Problem {
	if a.root == nil {
		return document.Problem{File: a.File, Message: message}
	}
	node := a.root
	for _, step := range at {
		next := below(node, step)
		if next == nil {
			break
		}
		node = next
	}
	return node.At.Problem("%s", message)
}

// below returns the value of a key or the item of a list; nil where there is none.
func below(n *document.Node, step any) *document.Node {
	switch step := step.(type) {
	case string:
		for _, e := range n.Entries {
			if e.Key == step {
				return e.Value
			}
		}
	case float64: // as JSON has it
		return below(n, int(step))
	case int:
		if step >= 0 && step < len(n.Items) {
			return n.Items[step]
		}
	}
	return nil
}
