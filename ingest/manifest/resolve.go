package manifest

import (
	"slices"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
)

// resolver finds what references mean, among what the manifest declares.
type resolver struct {
	problems  document.Problems
	declared  map[graph.ID]*entity
	byPath    map[string][]graph.ID // by the whole path of the ID, unescaped
	byEnd     map[string][]graph.ID // by the last segment of that path
	suggested int                   // words compared so far
	hidden    map[string]bool
	unparsed  bool
}

// resolveAll finds everything that was read refers to, and returns what it does not find and what is said twice.
func resolveAll(read *reader) document.Problems {
	r := newResolver(read.entities)
	r.hidden, r.unparsed = read.hidden, read.unparsed
	for i := range read.checks {
		r.resolve(&read.checks[i])
	}
	for _, e := range read.entities {
		if e.partOf != nil && r.resolve(e.partOf) {
			e.set(graph.AttrContainer, string(e.partOf.id))
		}
	}
	r.checkOthers(read.entities)
	seen := map[graph.Key]document.Position{}
	for i := range read.links {
		r.link(&read.links[i], seen)
	}
	return r.problems
}

// checkOthers reports each other name of an entity that another entity has, be it as its ID.
func (r *resolver) checkOthers(entities []*entity) {
	given := map[graph.ID]document.Position{}
	for _, e := range entities {
		for _, other := range e.others {
			first, twice := given[other.id]
			if declared, is := r.declared[other.id]; is {
				first, twice = declared.at, true
			}
			if twice {
				r.report(&other, "%s cannot be %s as well: it stands at %s", other.id, e.id, first.Precise())
			}
			given[other.id] = other.at
		}
	}
}

// link resolves a link's ends and job, and reports one that was said before.
func (r *resolver) link(l *link, seen map[graph.Key]document.Position) {
	from, to := r.resolve(&l.from), r.resolve(&l.to)
	if l.via != nil {
		r.resolve(l.via)
	}
	if !from || !to {
		return
	}
	key := graph.Key{Relation: l.relation, From: l.from.id, To: l.to.id}
	if first, twice := seen[key]; twice {
		r.problems = append(r.problems, l.at.Problem("%s is said twice; first at %s", key, first.Precise()))
		return
	}
	seen[key] = l.at
}

// pathOf returns what references to an ID are compared with: its segments, unescaped.
func pathOf(id graph.ID) string { return strings.Join(id.Segments(), "/") }

// newResolver declares the entities and reports each that is declared twice.
func newResolver(entities []*entity) *resolver {
	r := &resolver{declared: map[graph.ID]*entity{}, byPath: map[string][]graph.ID{}, byEnd: map[string][]graph.ID{}}
	for _, e := range entities {
		if first, twice := r.declared[e.id]; twice {
			r.problems = append(r.problems, e.at.Problem("%s is declared twice; first at %s", e.id, first.at.Precise()))
			continue
		}
		r.declared[e.id] = e
		path := pathOf(e.id)
		r.byPath[path] = append(r.byPath[path], e.id)
		end := path[strings.LastIndex(path, "/")+1:]
		r.byEnd[end] = append(r.byEnd[end], e.id)
	}
	return r
}

// resolve finds what a reference means and keeps it in its id, or reports why it means nothing.
func (r *resolver) resolve(ref *reference) bool {
	if ref.id != "" {
		return true
	}
	if id := graph.ID(ref.text); id.Kind() != 0 && id.Check() == nil {
		return r.whole(ref, id)
	}
	found := r.find(ref.text, ref.scope, ref.kinds)
	switch len(found) {
	case 1:
		ref.id = found[0]
		return true
	case 0:
		r.missing(ref)
	default:
		r.report(ref, "%s can be %s; write more of it", document.Quoted(ref.text), document.Listed(texts(found)))
	}
	return false
}

// whole takes a whole ID: of what is declared here, or of what another source declares.
func (r *resolver) whole(ref *reference, id graph.ID) bool {
	if !slices.Contains(ref.kinds, id.Kind()) {
		r.report(ref, "%s is a %s; what is meant here is %s", id, id.Kind().Word(1), kindWords(ref.kinds))
		return false
	}
	ref.id = id
	return true
}

// find returns what a path means when it is looked for from a scope outwards: as a whole path at each step out; then,
// if that finds nothing, as the end of a path, again step by step. What is found at the first step that finds anything
// is returned; several are ambiguous.
func (r *resolver) find(text, scope string, kinds []graph.Kind) []graph.ID {
	for from, more := scope, true; more; from, more = outward(from) {
		if found := r.among(r.byPath[join(from, text)], kinds); len(found) > 0 {
			return found
		}
	}
	ends := r.among(r.byEnd[text[strings.LastIndex(text, "/")+1:]], kinds)
	ends = slices.DeleteFunc(ends, func(id graph.ID) bool { return !strings.HasSuffix(pathOf(id), "/"+text) })
	for from, more := scope, true; more; from, more = outward(from) {
		inside := slices.DeleteFunc(slices.Clone(ends), func(id graph.ID) bool { return from != "" && !strings.HasPrefix(pathOf(id), from+"/") })
		if len(inside) > 0 {
			return inside
		}
	}
	return nil
}

// outward returns the path without its last segment, and false when there was none.
func outward(path string) (string, bool) {
	if path == "" {
		return "", false
	}
	return path[:max(0, strings.LastIndex(path, "/"))], true
}

func (r *resolver) among(ids []graph.ID, kinds []graph.Kind) []graph.ID {
	var chosen []graph.ID
	for _, id := range ids {
		if slices.Contains(kinds, id.Kind()) {
			chosen = append(chosen, id)
		}
	}
	return chosen
}

// missing reports a reference that finds nothing of the right kind, and what may have been meant; unless it may well be
// there, in a part that was not understood.
func (r *resolver) missing(ref *reference) {
	if r.unparsed || r.hidden[ref.text[strings.LastIndex(ref.text, "/")+1:]] {
		return
	}
	if other := r.find(ref.text, ref.scope, graph.Kinds); len(other) == 1 {
		r.report(ref, "%s is a %s; what is meant here is %s", other[0], other[0].Kind().Word(1), kindWords(ref.kinds))
		return
	}
	if id := graph.ID(ref.text); id.Kind() != 0 { // and not well-formed, or it would have been taken
		r.report(ref, "%s", id.Check())
		return
	}
	if word := r.suggest(ref); word != "" {
		r.report(ref, "no %s here is called %s%s", orWords(ref.kinds), document.Quoted(ref.text), document.DidYouMean(word))
		return
	}
	r.report(ref, "no %s here is called %s; what another source declares is named by its whole ID, such as %s",
		orWords(ref.kinds), document.Quoted(ref.text), example(ref))
}

// maxSuggested bounds how many words are compared in search of near ones, over all references that find nothing.
const maxSuggested = 2_000_000

// suggest returns the nearest path to a reference's: among those near it in the manifest first, then among all.
func (r *resolver) suggest(ref *reference) string {
	for from, more := ref.scope, true; more && r.suggested < maxSuggested; from, more = outward(from) {
		r.suggested += len(r.declared)
		if word := document.Nearest(ref.text, r.ends(ref, from)); word != "" {
			return word
		}
	}
	return ""
}

// ends returns the ends of paths, as many segments long as the reference's text, of what it could mean below a scope.
func (r *resolver) ends(ref *reference, scope string) []string {
	var all []string
	long := strings.Count(ref.text, "/") + 1
	for id := range r.declared {
		path := pathOf(id)
		if slices.Contains(ref.kinds, id.Kind()) && (scope == "" || strings.HasPrefix(path, scope+"/")) {
			segments := strings.Split(path, "/")
			all = append(all, strings.Join(segments[max(0, len(segments)-long):], "/"))
		}
	}
	return all
}

func (r *resolver) report(ref *reference, format string, args ...any) {
	r.problems = append(r.problems, ref.at.Problem(format, args...))
}

// example returns a whole ID that the reference may have to be.
func example(ref *reference) string {
	kind := ref.kinds[0]
	switch kind {
	case graph.Dataset, graph.Field, graph.Job:
		return kind.Prefix() + ":namespace/name"
	}
	if guess := graph.ID(kind.Prefix() + ":" + ref.text); len(ref.kinds) == 1 && guess.Check() == nil {
		return string(guess)
	}
	return graph.Domain.Prefix() + ":division-x/sale"
}

// kindWords lists kinds with their articles: "a dataset or a field"; no kind's word begins with a vowel.
func kindWords(kinds []graph.Kind) string {
	if slices.Equal(kinds, carriers) {
		return "something that data can flow through: anything but a division, a market or a team"
	}
	var all []string
	for _, k := range kinds {
		all = append(all, "a "+k.Word(1))
	}
	return document.Listed(all)
}

func orWords(kinds []graph.Kind) string {
	if len(kinds) > 3 {
		return "such thing"
	}
	var all []string
	for _, k := range kinds {
		all = append(all, k.Word(1))
	}
	return document.Listed(all)
}

func texts(ids []graph.ID) []string {
	var all []string
	for _, id := range ids {
		all = append(all, string(id))
	}
	return all
}
