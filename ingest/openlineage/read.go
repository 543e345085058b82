package openlineage

import (
	"net/url"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/nfc"
)

// reader takes from an event that has passed its check what is kept of it, and notes names and sizes that no catalog can keep.
// The check has established all types, so what is not of its type is not there.
type reader struct {
	faults *faults
	flows  int
}

func (r *reader) event(kind Kind, path []any, given map[string]any) *Event {
	e := &Event{Kind: kind, State: str(given["eventType"]), Producer: str(given["producer"])}
	e.Time, _ = parseTime(str(given["eventTime"]))
	e.Time = e.Time.UTC()
	if kind == DatasetEvent {
		e.Dataset = r.dataset(append(path, "dataset"), given["dataset"])
		return e
	}
	e.Job = r.job(append(path, "job"), given["job"])
	_, e.SaysInputs = given["inputs"]
	_, e.SaysOutputs = given["outputs"]
	inputs, outputs := list(given["inputs"]), list(given["outputs"])
	if n := len(inputs) + len(outputs); n > MaxDatasets {
		r.faults.add(append(path, "inputs"), "and outputs are %d together; at most %d are taken", n, MaxDatasets)
		return e
	}
	for i, d := range inputs {
		e.Inputs = append(e.Inputs, r.dataset(append(path, "inputs", i), d))
	}
	for i, d := range outputs {
		e.Outputs = append(e.Outputs, r.dataset(append(path, "outputs", i), d))
	}
	if kind == RunEvent {
		r.run(e, append(path, "run"), members(given["run"]))
	}
	return e
}

func (r *reader) run(e *Event, path []any, run map[string]any) {
	e.Run = str(run["runId"])
	parent, said := members(run["facets"])["parent"].(map[string]any)
	if !said {
		return
	}
	path = append(path, "facets", "parent")
	e.Job.Parent = r.nameAt(append(path, "job"), parent["job"])
	if root, said := parent["root"].(map[string]any); said {
		e.Job.Root = r.nameAt(append(path, "root", "job"), root["job"])
	}
}

func (r *reader) job(path []any, value any) Job {
	given := members(value)
	j := Job{Name: r.name(path, given)}
	for facet, f := range members(given["facets"]) {
		switch facet {
		case "documentation":
			j.Documentation = &Documentation{prose(members(f)["description"])}
		case "ownership":
			j.Ownership = ownership(f)
		case "tags":
			j.Tags = tags(f)
		case "jobType":
			j.Type = &JobType{line(members(f)["integration"]), line(members(f)["jobType"]), line(members(f)["processingType"])}
		case "sql":
			j.SQL = &SQL{prose(members(f)["query"]), line(members(f)["dialect"])}
		case "sourceCodeLocation":
			j.Location = &Location{webAddress(str(members(f)["url"]))}
		case "lineage":
			if _, says := members(f)["entries"]; says && !deleted(f) {
				j.Lineage = r.lineage(append(path, "facets", "lineage"), members(f))
			}
		}
	}
	return j
}

// name reads what names a dataset or a job.
func (r *reader) name(path []any, given map[string]any) Name {
	return Name{r.word(append(path, "namespace"), given["namespace"]), r.word(append(path, "name"), given["name"])}
}

func (r *reader) nameAt(path []any, value any) *Name {
	n := r.name(path, members(value))
	return &n
}

// word reads a name that becomes part of an ID.
func (r *reader) word(path []any, value any) string {
	s := nfc.Text(str(value))
	if err := graph.CheckName(s); err != nil {
		r.faults.add(path, "%v", err)
	}
	return s
}

// members returns an object's members, none of what is no object.
func members(value any) map[string]any {
	object, _ := value.(map[string]any)
	return object
}

func list(value any) []any {
	items, _ := value.([]any)
	return items
}

func str(value any) string {
	s, _ := value.(string)
	return s
}

// withoutSecret returns where a database is: a URI without user and password, and without its parameters, which may have them too,
// in the ways of JDBC's drivers: after ? or ;, or before an @.
func withoutSecret(uri string) string {
	rest, isJDBC := strings.CutPrefix(uri, "jdbc:")
	rest, _, _ = strings.Cut(rest, ";")
	u, err := url.Parse(rest)
	if err != nil {
		return ""
	}
	u.User, u.RawQuery, u.ForceQuery, u.Fragment = nil, "", false, ""
	u.Opaque = u.Opaque[strings.LastIndex(u.Opaque, "@")+1:] // oracle:thin:user/password@host
	if strings.Contains(u.Path, "@") {
		return ""
	}
	if isJDBC {
		return "jdbc:" + u.String()
	}
	return u.String()
}

// webAddress returns an address that a page may link to, "" for any other.
func webAddress(uri string) string {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	u.User = nil
	return prose(u.String())
}
