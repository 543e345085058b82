package backstage

import (
	"strings"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/standard"
)

// defaultNamespace is where names are that don't say.
const defaultNamespace = "default"

// reference names an entity of Backstage. Kinds are in lower case: Backstage does not tell cases apart.
type reference struct{ kind, namespace, name string }

// parse reads a reference that stands where the kind and the namespace are those.
func parse(text, kind, namespace string) reference {
	ref := reference{kind, namespace, text}
	if before, after, found := strings.Cut(ref.name, ":"); found {
		ref.kind, ref.name = before, after
		ref.namespace = namespace
	}
	if before, after, found := strings.Cut(ref.name, "/"); found {
		ref.namespace, ref.name = before, after
	}
	return ref.folded()
}

// folded returns the reference as all those that mean the same are.
func (r reference) folded() reference {
	if r.namespace == "" {
		r.namespace = defaultNamespace
	}
	return reference{strings.ToLower(r.kind), strings.ToLower(r.namespace), strings.ToLower(r.name)}
}

// String returns the whole reference.
func (r reference) String() string { return r.kind + ":" + r.namespace + "/" + r.name }

// id returns the ID that the entity has here, "" where its kind is none or nothing of its name is left.
func (r reference) id() graph.ID {
	namespace, name := r.namespace, r.name
	if namespace == defaultNamespace {
		namespace = ""
	}
	switch r.kind {
	case "component":
		return graph.JobID(r.tool(), r.name)
	case "resource":
		return graph.DatasetID(r.tool(), r.name)
	case "user":
		namespace, name = namespace+"/user", r.name
	}
	kind, known := kinds[r.kind]
	if path := standard.Path(namespace, name); known && graph.Slug(name) != "" {
		return graph.ID(kind.Prefix() + ":" + path)
	}
	return ""
}

// tool returns the namespace of the jobs and datasets that Backstage knows by a name alone.
func (r reference) tool() string {
	if r.namespace == defaultNamespace {
		return "backstage"
	}
	return "backstage." + r.namespace
}

// kinds says what Backstage's kinds are here.
var kinds = map[string]graph.Kind{
	"domain": graph.Domain, "system": graph.SourceSystem, "component": graph.Job, "api": graph.Port, "resource": graph.Dataset,
	"group": graph.Team, "user": graph.Team,
}
