package backstage

import (
	"cmp"
	"io/fs"
	"regexp"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
	"github.com/headwater-catalog/headwater/ingest/standard"
)

// marked finds the files that are of Backstage.
var marked = regexp.MustCompile(`(?m)^\s*["']?apiVersion["']?\s*:\s*["']?backstage\.io/`)

// Read reads entities from files and folders; a file may have several. source is whose word it is.
func Read(fsys fs.FS, source string, paths ...string) (*standard.Import, error) {
	documents, err := standard.Open(fsys, marked, paths...)
	if err != nil {
		return nil, err
	}
	r := reader{described: map[reference]*entity{}}
	for _, n := range documents {
		r.describe(n)
	}
	if len(r.order) == 0 && len(r.Problems) == 0 {
		return nil, document.Problems{{Message: "there is no entity of Backstage: a YAML file with apiVersion: backstage.io/… of a kind that is read"}}
	}
	r.join()
	for _, e := range r.order {
		r.say(e)
	}
	return r.Import(source)
}

// reader collects entities: first all that are described, then what each says of itself and others.
type reader struct {
	standard.Collection
	described map[reference]*entity
	order     []*entity
	joined    map[reference][]string // by group: the users who say that they are in it
}

// entity is one document.
type entity struct {
	reference
	at             document.Position
	metadata, spec *document.Node
}

// describe notes a document. A kind that is none here is left out with a warning.
func (r *reader) describe(n *document.Node) {
	if !strings.HasPrefix(n.Of("apiVersion").Words(), "backstage.io/") {
		r.Warn(n.At, "this document is none of Backstage's own: its apiVersion does not begin with backstage.io/")
		return
	}
	kind, known := r.Required(n, "kind", "an entity")
	if !known {
		return
	}
	if _, read := kinds[strings.ToLower(kind)]; !read {
		r.Warn(n.Of("kind").At, "the kind %s is nothing in a catalog of data: it is left out", document.Quoted(kind))
		return
	}
	metadata := n.Of("metadata")
	name, known := r.Required(metadata, "name", "the metadata of an entity")
	if !known {
		return
	}
	e := &entity{reference{kind, metadata.Of("namespace").Words(), name}.folded(), metadata.Of("name").At, metadata, n.Of("spec")}
	if first := r.described[e.reference]; first != nil {
		r.Problem(e.at, "%s is described at %s as well", e.reference, first.at.Precise())
		return
	}
	if e.id() == "" {
		r.Problem(e.at, "the name %s has no letter or digit; an ID is made of these", document.Quoted(name))
		return
	}
	r.described[e.reference], r.order = e, append(r.order, e)
}

// say puts an entity and what it says of itself. A user alone is nobody: see refer.
func (r *reader) say(e *entity) {
	if e.kind != "user" {
		r.Put(e.at, e.id(), e.String(), r.values(e)...)
		r.owner(e)
	}
	switch e.kind {
	case "domain":
		r.contain(e, "subdomainOf", "domain")
	case "system":
		r.runs(e)
	case "component":
		r.component(e)
	case "resource":
		r.contain(e, "system", "system")
		r.depends(e)
	case "api":
		r.placeAPI(e)
	}
}

func (r *reader) values(e *entity) []graph.Value {
	values := []graph.Value{
		standard.Text(graph.AttrName, cmp.Or(e.metadata.Of("title").Words(), e.spec.Of("profile").Of("displayName").Words(), e.metadata.Of("name").Words())),
		standard.Text(graph.AttrDescription, e.metadata.Of("description").Words()),
		standard.Text(graph.AttrType, e.spec.Of("type").Words()),
		standard.Text(graph.AttrContact, e.spec.Of("profile").Of("email").Words()),
		standard.Tags(e.metadata.Of("tags").Texts()),
		standard.Property("lifecycle", e.spec.Of("lifecycle").Words()),
	}
	if e.kind == "api" {
		values = append(values, standard.Text(graph.AttrDirection, "OUTPUT"), standard.Property("system", e.spec.Of("system").Words()))
	}
	if e.kind == "group" {
		values = append(values, standard.Property("members", r.members(e)), standard.Property("parent", e.spec.Of("parent").Words()))
	}
	if links := r.List(e.metadata, "links"); len(links) > 0 {
		values = append(values, standard.Text(graph.AttrURL, links[0].Of("url").Words()))
	}
	for _, key := range []string{"labels", "annotations"} {
		for _, entry := range e.metadata.Of(key).Entries {
			values = append(values, standard.Property(entry.Key, entry.Value.Words()))
		}
	}
	return values
}
