package manifest

import (
	"strings"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
)

// entity is one entity that the manifest declares.
type entity struct {
	id     graph.ID
	at     document.Position
	values []graph.Value
	partOf *reference  // where it says so itself; it becomes a value when it is resolved
	others []reference // its other IDs, by which it may be meant as well
}

// reference names an entity: one already known, or a text to look up.
type reference struct {
	id    graph.ID // known; or found later
	text  string
	at    document.Position
	scope string       // the path from which outwards the text is looked for
	kinds []graph.Kind // what it may be
}

// link is one link that the manifest declares.
type link struct {
	relation graph.Relation
	from, to reference
	via      *reference
	reason   string
	at       document.Position
}

// scope is where in the manifest something stands.
type scope struct {
	container graph.ID // what is declared here is part of it; "" for nothing
	path      string   // what is declared here has an ID that begins with it
}

// of returns the scope inside an entity.
func (scope) of(id graph.ID) scope { return scope{id, strings.Join(id.Segments(), "/")} }

// reader collects what the documents of a manifest say, without looking anything up.
type reader struct {
	problems document.Problems
	source   string
	sourceAt document.Position
	entities []*entity
	links    []link
	checks   []reference     // that are used only for their text, and have to be there
	hidden   map[string]bool // see hide
	unparsed bool            // a file could not be parsed: what is missing may be in it
}

// hide notes the names in a part that was not understood. Whatever refers to one of them is not reported as well: the
// one mistake is reported where it is.
func (r *reader) hide(e document.Entry) {
	r.hidden[graph.Slug(e.Key[strings.LastIndex(e.Key, "/")+1:])] = true
	for _, below := range e.Value.Entries {
		r.hide(below)
	}
}

func (r *reader) report(at document.Position, format string, args ...any) {
	r.problems = append(r.problems, at.Problem(format, args...))
}

// document reads one file, or one of several in it.
func (r *reader) document(n *document.Node) {
	if n.Shape != document.Mapping {
		r.report(n.At, "a manifest is a mapping with keys such as source, teams and domains, not %s", n.Shape.Words())
		return
	}
	var in scope
	for _, e := range n.Entries {
		if k, known := r.key(0, e); known && k.name == "division" {
			in = r.division(e)
		}
	}
	for _, e := range n.Entries {
		switch k, _ := lookUp(0, e.Key); {
		case k.name == "source":
			r.setSource(e)
		case k.form == flows:
			r.flows(e, in.path)
		case k.form == section || k.form == namespaces:
			r.section(k, e, r.inFile(k.kind, in))
		}
	}
}

// inFile returns the scope of a section at the top of a file: domains are part of the file's division; divisions and
// markets are below none.
func (r *reader) inFile(kind graph.Kind, in scope) scope {
	switch kind {
	case graph.Division, graph.Market:
		return scope{}
	case graph.Domain:
		return in
	}
	return scope{path: in.path}
}

// division reads which division a file is about. Its ID follows from the text alone, so that the IDs of what stands in
// the file do.
func (r *reader) division(e document.Entry) scope {
	text, ok := r.text(e)
	if !ok {
		return scope{}
	}
	id := graph.ID("division:" + strings.TrimPrefix(text, "division:"))
	r.checks = append(r.checks, reference{text: text, at: e.Value.At, kinds: []graph.Kind{graph.Division}})
	return scope{id, id.Path()}
}

func (r *reader) setSource(e document.Entry) {
	name, ok := r.text(e)
	switch {
	case !ok:
	case name == graph.People.Name:
		r.report(e.Value.At, "the source %s is what persons change in the app; a manifest needs a name of its own", name)
	case r.source != "" && r.source != name:
		r.report(e.Value.At, "the source is %s here and %s at %s; a manifest has one", document.Quoted(name), document.Quoted(r.source), r.sourceAt.Precise())
	default:
		r.source, r.sourceAt = name, e.Value.At
	}
}

// key looks up a key of an entity of some kind, or for 0 of a file, and reports one that is not known.
func (r *reader) key(kind graph.Kind, e document.Entry) (key, bool) {
	k, known := lookUp(kind, e.Key)
	if !known {
		owner := "a file"
		if kind != 0 {
			owner = "a " + kind.Word(1)
		}
		r.report(e.At, "%s is no key of %s%s", document.Quoted(e.Key), owner, document.KeyHint(e.Key, names(kind)))
		r.hide(e)
	}
	return k, known
}

// text returns the text of an entry, which has to be one.
func (r *reader) text(e document.Entry) (string, bool) {
	switch e.Value.Shape {
	case document.Scalar:
		if text := strings.TrimRight(e.Value.Text, "\n"); strings.TrimSpace(text) != "" {
			return text, true
		}
		fallthrough
	case document.Nothing:
		r.report(e.At, "%s says nothing; write a text or leave the line out", e.Key)
	default:
		r.report(e.Value.At, "%s is a text, not %s", e.Key, e.Value.Shape.Words())
	}
	return "", false
}

// alone returns the items of a list, or a value that stands alone as the only one.
func alone(n *document.Node) []*document.Node {
	if n.Shape == document.List {
		return n.Items
	}
	return []*document.Node{n}
}
