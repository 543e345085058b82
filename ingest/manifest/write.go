package manifest

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
)

// Written is one file of a manifest.
type Written struct {
	Name    string // such as domains-1.yaml
	Content []byte
}

// Write returns files that declare all that is effective in a graph, in the name of a source. Read and applied as that source
// to an empty catalog they give the same entities, with the same attributes and other names, and the same links that nobody denied, with the
// same reasons and jobs. What is not in them: who said what and when, denials and denied flows, line breaks at the end of a
// text, and texts that are blank; texts come back composed (Unicode's NFC). The same graph gives the same files.
//
// Files are kept well within what Read reads; a dataset with more than document.MaxKeys fields is more than that, and an error.
func Write(g *graph.Graph, source string) ([]Written, error) {
	w := &writer{g: g}
	for _, k := range graph.Kinds {
		if name, is := sections[k]; is {
			w.section(k, name)
		}
	}
	w.flows()
	if w.err != nil {
		return nil, w.err
	}
	return w.finish(source), nil
}

// Joined returns files as one, a document after the other, or an error where Read would find it too large.
func Joined(files []Written) ([]byte, error) {
	var all [][]byte
	for _, f := range files {
		all = append(all, f.Content)
	}
	whole := bytes.Join(all, []byte("---\n"))
	if len(whole) > document.MaxFile {
		return nil, fmt.Errorf("the manifest has more than %d MiB, which is too much for one file", document.MaxFile>>20)
	}
	return whole, nil
}

// sections are the keys of a file that entities stand below. Fields stand in their datasets.
var sections = map[graph.Kind]string{
	graph.Division: "divisions", graph.Market: "markets", graph.Team: "teams", graph.SourceSystem: "systems", graph.Domain: "domains",
	graph.Capability: "capabilities", graph.DataProduct: "products", graph.Port: "ports", graph.Dataset: "datasets", graph.Job: "jobs",
}

// writer is a graph that is being written.
type writer struct {
	g     *graph.Graph
	text  yamlText // of the file that is being written
	name  string
	files []Written
	err   error
}

// The bounds of what is written into one file and below one key. The parser's time grows with the square of the keys of a mapping.
const (
	mostWritten = 256 << 10 // bytes, before a new file begins
	mostKeys    = 500
	mostFlows   = 2_000
)

// section writes the entities of one kind, a document for some of them at a time.
func (w *writer) section(k graph.Kind, name string) {
	var all []graph.Node
	for n := range w.g.Of(k) {
		all = append(all, n)
	}
	for some := range slices.Chunk(all, mostKeys) {
		w.document(name)
		w.text.key(0, name)
		namespace := ""
		for _, n := range some {
			deep := 1
			if key, _ := lookUp(0, name); key.form == namespaces {
				if own := w.g.ID(n).Namespace(); own != namespace {
					w.text.key(1, own)
					namespace = own
				}
				deep = 2
			}
			w.entity(n, deep)
		}
	}
}

// document begins a document, in a new file where the last is large enough.
func (w *writer) document(name string) {
	if w.text.Len() > mostWritten || w.name != name {
		w.close()
		w.name = name
	}
	if w.text.Len() > 0 {
		w.text.WriteString("---\n")
	}
}

// close ends a file.
func (w *writer) close() {
	if w.text.Len() == 0 {
		return
	}
	number := 1
	for _, f := range w.files {
		if f.Name == fmt.Sprintf("%s-%d.yaml", w.name, number) {
			number++
		}
	}
	w.files = append(w.files, Written{fmt.Sprintf("%s-%d.yaml", w.name, number), slices.Clone(w.text.Bytes())})
	w.text.Reset()
}

// finish puts the source into a file of its own, which is the only one of an empty catalog.
func (w *writer) finish(source string) []Written {
	w.close()
	w.name = "source"
	w.text.pair(0, "source", source)
	first := slices.Clone(w.text.Bytes())
	return append([]Written{{"source.yaml", first}}, w.files...)
}

// flows writes all flows that nobody denied, by the IDs of their ends.
func (w *writer) flows() {
	var all []graph.Link
	for l := range w.g.Links(graph.Feeds) {
		if l.Denial == nil {
			all = append(all, l)
		}
	}
	slices.SortFunc(all, func(a, b graph.Link) int { return cmp.Or(w.g.CompareID(a.From, b.From), w.g.CompareID(a.To, b.To)) })
	for some := range slices.Chunk(all, mostFlows) {
		w.document("flows")
		w.text.key(0, "flows")
		for _, l := range some {
			w.text.item(1, "from", string(w.g.ID(l.From)))
			w.text.pair(1, "to", string(w.g.ID(l.To)))
			w.text.some(1, "via", string(l.Via))
			w.text.some(1, "reason", l.Reason)
		}
	}
}
