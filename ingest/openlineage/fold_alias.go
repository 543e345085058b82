package openlineage

import (
	"maps"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// Datasets have other names, by symlinks and by renames: a file is a table of a catalog, a table was called otherwise. Names that
// were said to be of one dataset are one entity. Its ID is the first, in the order of IDs, of those under which an event told other
// names: so it does not matter which event came first.

// namedAs says that a dataset has other names, and returns its ID. More names than are kept are passed over.
func (f *folding) namedAs(id graph.ID, others []graph.ID) graph.ID {
	roots := []graph.ID{f.resolve(id)}
	for _, other := range others {
		roots = append(roots, f.resolve(other))
	}
	into := id
	for _, root := range roots {
		if len(f.names(root)) > 0 && root < into {
			into = root
		}
	}
	said := slices.Concat(roots, others, []graph.ID{id})
	for _, root := range roots {
		said = append(said, f.names(root)...)
	}
	slices.Sort(said)
	names := slices.DeleteFunc(slices.Compact(said), func(name graph.ID) bool { return name == into })
	if len(names) > graph.MaxAliases || !slices.ContainsFunc(names, func(name graph.ID) bool { return f.resolve(name) != into }) {
		return f.resolve(id)
	}
	slices.Sort(roots)
	for _, root := range slices.Compact(roots) {
		if root != into {
			f.merge(root, into)
		}
	}
	f.aliased(into, names)
	f.settleOthers()
	return into
}

// settleOthers has what the event's dataset names mean for other jobs than its own be said of them.
func (f *folding) settleOthers() {
	for _, job := range slices.Sorted(maps.Keys(f.unsettled)) {
		other := &folding{session: f.session, event: f.event, at: f.at, job: job, raised: f.unsettled[job]}
		other.saying = f.of(graph.EntityKey(job))
		other.recall()
		other.pair(nil, nil)
		other.settleThrough()
		if other.memory.changed {
			other.saying.set(graph.AttrNote, other.memory.String())
		}
	}
	f.unsettled = nil
}

// aliased notes that names lead to a dataset.
func (s *session) aliased(into graph.ID, names []graph.ID) {
	if s.leads == nil {
		s.leads, s.others = map[graph.ID]graph.ID{}, map[graph.ID][]graph.ID{}
	}
	for _, name := range names {
		s.leads[name] = into
		delete(s.others, name)
	}
	s.leads[into], s.others[into] = into, names
	s.aliases = append(s.aliases, graph.Alias{Place: graph.Place{Origin: s.origin.text}, ID: into, Names: names})
	s.entity(into)
}

// resolve returns the ID that a dataset's ID leads to.
func (s *session) resolve(id graph.ID) graph.ID {
	if to, known := s.leads[id]; known {
		return to
	}
	return s.graph.Resolve(id)
}

// names returns the other names of a dataset.
func (s *session) names(id graph.ID) []graph.ID {
	if names, known := s.others[id]; known {
		return names
	}
	if n, found := s.graph.Node(id); found && s.leads[id] == "" {
		return s.graph.Entity(n).Aliases
	}
	return nil
}

// merge has what the source says of one dataset, its fields and their links be said of another, as graph.Alias has what everybody says.
func (f *folding) merge(from, into graph.ID) {
	if _, recorded := f.graph.Node(from); !recorded && len(f.about(from)) == 0 {
		return
	}
	f.settle(from, into)
	owners := slices.Concat(f.ownersOf(from), f.ownersOf(into))
	moved := map[graph.ID]graph.ID{from: into}
	keys := f.keysOf(from, moved)
	for _, k := range keys {
		to := k
		if other, is := moved[k.From]; is {
			to.From = other
		}
		if other, is := moved[k.To]; is {
			to.To = other
		}
		f.rename(k, to)
	}
	f.settled = false
	still := f.ownersOf(into)
	for _, team := range owners {
		if !slices.Contains(still, team) {
			f.withdraw(graph.Key{Relation: graph.Owns, From: team, To: into})
		}
	}
}

// ownersOf returns the teams that are said to own something.
func (f *folding) ownersOf(id graph.ID) []graph.ID {
	return slices.Collect(maps.Keys(teams(f.of(graph.EntityKey(id)).text(graph.PropertyPrefix + "owners"))))
}

// keysOf returns what the source says that is of a dataset, its fields, or has one of them as an end; and adds to moved where its
// fields go.
func (f *folding) keysOf(id graph.ID, moved map[graph.ID]graph.ID) []graph.Key {
	there := map[graph.Key]bool{}
	if n, found := f.graph.Node(id); found {
		f.addKeys(there, n)
		for part := range f.graph.Parts(n) {
			f.addKeys(there, part)
		}
	}
	for _, k := range f.about(id) {
		there[k] = true
	}
	into := moved[id]
	for k := range there {
		for _, end := range []graph.ID{k.From, k.To} {
			if end != id && holder(end) == id {
				moved[end] = into.Field(end.Last())
			}
		}
	}
	return slices.SortedFunc(maps.Keys(there), graph.Key.Compare)
}

func (f *folding) addKeys(there map[graph.Key]bool, n graph.Node) {
	g := f.graph
	there[graph.EntityKey(g.ID(n))] = true
	for _, r := range graph.Relations {
		for _, arc := range slices.Concat(g.Out(r, n), deniedOf(r, g.DeniedOut(n))) {
			there[graph.Key{Relation: r, From: g.ID(n), To: g.ID(arc.Node())}] = true
		}
		for _, arc := range slices.Concat(g.In(r, n), deniedOf(r, g.DeniedIn(n))) {
			there[graph.Key{Relation: r, From: g.ID(arc.Node()), To: g.ID(n)}] = true
		}
	}
}

func deniedOf(r graph.Relation, arcs []graph.Arc) []graph.Arc {
	if r != graph.Feeds {
		return nil
	}
	return arcs
}

// rename has what is said of one key be said of another.
func (s *session) rename(from, to graph.Key) {
	old := s.of(from)                             // which has it be known what from touches
	s.said[from] = &saying{key: from, session: s} // nothing is left to say of it
	if !old.known && !old.claimed {
		return
	}
	s.news++
	y := s.of(to)
	if old.known { // as graph.Alias joins the claims
		if !y.known {
			y.known, y.seen, y.from = true, old.seen, old.from
		}
		for _, v := range old.was {
			switch i := place(y.was, v.Attribute); {
			case i < 0:
				y.was = append(slices.Clip(y.was), v)
			case y.was[i].Text != v.Text || !slices.Equal(y.was[i].List, v.List):
				y.was = slices.Clone(y.was)
				y.was[i] = graph.Value{Attribute: v.Attribute, Text: unsure}
			}
		}
	}
	y.changed = true
	switch {
	case !old.claimed:
	case !y.claimed:
		y.claimed, y.said, y.origin, y.values, y.note = true, old.said, old.origin, old.values, nil
		s.heard.move(from, to, parseStamps(y.text(graph.AttrNote)))
	case to.IsLink():
		y.joinLink(old)
	default:
		s.joinEntity(y, old)
	}
	if old.claimed && s.origin.inDoubt(y) && !s.origin.inDoubt(old) {
		y.origin = old.origin
	}
}

// unsure stands for a value that was claimed under several names, a different one under each: graph.Alias keeps one of them, and what is
// claimed now has to be said whichever that is. It is no value's text.
const unsure = "\x00"

// joinLink adds to what is said of a link what was said of it under another name.
func (y *saying) joinLink(old *saying) {
	if y.key.Relation == graph.Writes {
		if weight(old.text(graph.AttrNote)) > weight(y.text(graph.AttrNote)) {
			y.set(graph.AttrNote, old.text(graph.AttrNote))
		}
		return
	}
	if y.key.Relation != graph.Feeds {
		return
	}
	jobs := jobsOf(y)
	jobs.join(jobsOf(old))
	y.setJobs(jobs)
	if reason := old.text(graph.AttrReason); reason != "" {
		y.set(graph.AttrReason, joined(y.text(graph.AttrReason), waysIn(reason)))
	}
}

// weight orders the notes of what a job writes: the better is known of it, and the later that was said, the more.
func weight(note string) string {
	switch level(note) {
	case levelExplicit:
		return "3" + note
	case levelColumns:
		return "2"
	}
	return "1"
}

// said of which facet an attribute is.
var facetAttributes = map[string][]string{
	"documentation": {graph.AttrDescription}, "datasetType": {graph.AttrType}, "type": {graph.AttrType}, "tags": {graph.AttrTags},
	"dataSource": {graph.PropertyPrefix + "dataSource.name", graph.PropertyPrefix + "dataSource.uri"},
	"storage":    {graph.PropertyPrefix + "storage.layer", graph.PropertyPrefix + "storage.format"},
	"version":    {graph.PropertyPrefix + "version"}, "lifecycle": {graph.PropertyPrefix + "lifecycle"},
	"clock":     {graph.PropertyPrefix + "clock.ahead"},
	"ownership": {graph.PropertyPrefix + "owners"}, "rename": {graph.AttrName}, "lineage": nil,
}

// joinEntity adds to what is said of an entity what was said of it under another name: of each facet the later counts.
func (s *session) joinEntity(y, old *saying) {
	noted := parseStamps(old.text(graph.AttrNote))
	for _, name := range sortedKeys(noted) {
		values := make([]graph.Value, 0, 2)
		for _, attribute := range facetAttributes[name] {
			v := valueOf(old.values, attribute)
			v.Attribute = attribute
			values = append(values, v)
		}
		s.facet(y, name, max(noted[name], s.heard.last(old.key, name, true)), values...)
	}
}

// settle decides what counts where two names of one dataset are both written by a job, or both say explicitly where they come from:
// the better, or the later, as if there had been one name from the start.
func (f *folding) settle(from, into graph.ID) {
	job, raised := f.job, f.raised
	defer func() { f.job, f.raised = job, raised }()
	for _, writer := range f.writers(from) {
		f.job, f.raised = writer, nil
		one, other := f.of(f.link(graph.Writes, from)), f.of(f.link(graph.Writes, into))
		if !other.claimed {
			continue
		}
		f.settleLevels(from, one.text(graph.AttrNote), into, other.text(graph.AttrNote))
		if writer == job {
			raised = append(raised, f.raised...)
			continue
		}
		if f.unsettled == nil {
			f.unsettled = map[graph.ID][]graph.ID{}
		}
		f.unsettled[writer] = append(f.unsettled[writer], f.raised...)
	}
	f.job = ""
	one, other := f.stampOf(from, "lineage"), f.stampOf(into, "lineage")
	switch {
	case one == 0 || other == 0 || one == other:
	case one > other:
		f.unflowAll(into)
	default:
		f.unflowAll(from)
	}
}

func (f *folding) settleLevels(from graph.ID, one string, into graph.ID, other string) {
	through := func(id graph.ID) { f.unflow(graph.Key{Relation: graph.Feeds, From: f.job, To: id}) }
	a, b := level(one), level(other)
	switch {
	case weight(one) == weight(other) || a == levelExplicit && b == a && runOf(one) == runOf(other):
	case a == levelExplicit && weight(one) > weight(other):
		f.unflowAll(into)
	case b == levelExplicit:
		f.unflowAll(from)
	case a == levelColumns:
		through(into)
		f.raised = append(f.raised, into)
	default:
		through(from)
		f.raised = append(f.raised, into)
	}
}

// unflowAll takes back all that flows to a dataset and its fields in the job.
func (f *folding) unflowAll(id graph.ID) {
	for _, k := range f.flowsAt(id, true) {
		f.unflow(k)
	}
}

func (f *folding) stampOf(id graph.ID, facet string) int64 {
	return parseStamps(f.of(graph.EntityKey(id)).text(graph.AttrNote))[facet]
}

// writers returns the jobs that the source says to write a dataset, in order.
func (f *folding) writers(id graph.ID) []graph.ID {
	there := map[graph.ID]bool{}
	if n, found := f.graph.Node(id); found {
		for _, arc := range f.graph.In(graph.Writes, n) {
			there[f.graph.ID(arc.Node())] = true
		}
	}
	for _, k := range f.about(id) {
		if k.Relation == graph.Writes && k.To == id {
			there[k.From] = true
		}
	}
	return slices.DeleteFunc(slices.Sorted(maps.Keys(there)), func(job graph.ID) bool {
		return !f.of(graph.Key{Relation: graph.Writes, From: job, To: id}).claimed
	})
}
