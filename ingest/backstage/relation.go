package backstage

import (
	"cmp"
	"slices"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
	"github.com/headwater-catalog/headwater/ingest/standard"
)

// refer returns the ID of what a text in an entity refers to, "" where it is nothing here. What nobody describes is put by its name.
func (r *reader) refer(e *entity, n *document.Node, kind string) graph.ID {
	text := n.Words()
	if text == "" {
		return ""
	}
	ref := parse(text, kind, e.namespace)
	id := ref.id()
	switch known := r.described[ref]; {
	case id == "":
		r.Warn(n.At, "the reference %s is to nothing that a catalog of data has: it is left out", document.Quoted(text))
	case known == nil:
		r.Warn(n.At, "%s is described nowhere here: only its name is known", ref)
		r.Put(n.At, id, ref.String(), standard.Text(graph.AttrName, ref.name))
	case known.kind == "user":
		r.Put(known.at, id, ref.String(), append(r.values(known), standard.Text(graph.AttrType, "person"))...)
	}
	return id
}

// owner lets the owner own the entity. Teams have none.
func (r *reader) owner(e *entity) {
	if owner := e.spec.Of("owner"); e.kind != "group" {
		if team := r.refer(e, owner, "group"); team.Kind() == graph.Team {
			r.Join(owner.At, graph.Join{Relation: graph.Owns, From: team, To: e.id()})
		}
	}
}

// contain puts an entity into what a key refers to.
func (r *reader) contain(e *entity, key, kind string) {
	if container := r.refer(e, e.spec.Of(key), kind); container != "" {
		r.Put(e.at, e.id(), e.String(), standard.Text(graph.AttrContainer, string(container)))
	}
}

// runs lets a system's domain run in it.
func (r *reader) runs(e *entity) {
	if domain := r.refer(e, e.spec.Of("domain"), "domain"); domain != "" {
		r.Join(e.spec.Of("domain").At, graph.Join{Relation: graph.RunsIn, From: domain, To: e.id()})
	}
}

// component says what a component provides, consumes and depends on.
func (r *reader) component(e *entity) {
	r.contain(e, "system", "system")
	r.depends(e)
	for _, n := range r.List(e.spec, "providesApis") {
		r.flow(n, e.id(), r.refer(e, n, "api"))
	}
	for _, n := range r.List(e.spec, "consumesApis") {
		r.flow(n, r.refer(e, n, "api"), e.id())
	}
}

// depends says what an entity depends on, and what depends on it.
func (r *reader) depends(e *entity) {
	for _, n := range r.List(e.spec, "dependsOn") {
		r.dependency(n, r.refer(e, n, "component"), e.id())
	}
	for _, n := range r.List(e.spec, "dependencyOf") {
		r.dependency(n, e.id(), r.refer(e, n, "component"))
	}
}

// dependency lets what is depended on feed what depends on it; a job reads a dataset.
func (r *reader) dependency(n *document.Node, on, of graph.ID) {
	r.flow(n, on, of)
	if on.Kind() == graph.Dataset && of.Kind() == graph.Job {
		r.Join(n.At, graph.Join{Relation: graph.Reads, From: of, To: on})
	}
}

// flow lets one thing feed another, where both are something that flows lead through.
func (r *reader) flow(n *document.Node, from, to graph.ID) {
	for _, id := range []graph.ID{from, to} {
		if id == "" {
			return
		}
		if id.Kind() == graph.Team {
			r.Warn(n.At, "nothing flows through %s: this dependency is left out", id)
			return
		}
	}
	r.Join(n.At, graph.Join{Relation: graph.Feeds, From: from, To: to})
}

// placeAPI puts an API into the domain of its system.
func (r *reader) placeAPI(e *entity) {
	system := parse(e.spec.Of("system").Words(), "system", e.namespace)
	if known := r.described[system]; known != nil {
		if domain := r.refer(known, known.spec.Of("domain"), "domain"); domain != "" {
			r.Put(e.at, e.id(), e.String(), standard.Text(graph.AttrContainer, string(domain)))
		}
	}
}

// join notes of which groups the users say that they are members.
func (r *reader) join() {
	r.joined = map[reference][]string{}
	for _, user := range r.order {
		if user.kind != "user" {
			continue
		}
		for _, n := range r.List(user.spec, "memberOf") {
			group := parse(n.Words(), "group", user.namespace)
			r.joined[group] = append(r.joined[group], r.called(user.reference))
		}
	}
}

// members lists who is in a group, as it says and as the users say.
func (r *reader) members(group *entity) string {
	names := slices.Clone(r.joined[group.reference])
	for _, n := range r.List(group.spec, "members") {
		names = append(names, r.called(parse(n.Words(), "user", group.namespace)))
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), ", ")
}

// called returns what a user is called.
func (r *reader) called(ref reference) string {
	if e := r.described[ref]; e != nil {
		return cmp.Or(e.spec.Of("profile").Of("displayName").Words(), e.metadata.Of("title").Words(), e.metadata.Of("name").Words())
	}
	return ref.name
}
