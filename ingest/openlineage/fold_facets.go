package openlineage

import (
	"slices"
	"strings"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// datasetNamed says that a dataset is there, and returns its ID.
func (f *folding) datasetNamed(n Name) graph.ID {
	id := f.resolve(f.datasetID(n))
	f.entity(id)
	return id
}

// dataset says that a dataset is there, with what its facets say, and returns its ID.
func (f *folding) dataset(d *Dataset) graph.ID {
	id := f.identity(d)
	y := f.entity(id)
	if d.Change != nil && d.Change.Previous != nil {
		f.facet(y, "rename", f.at, value(graph.AttrName, d.Name.Name))
	}
	if d.Schema != nil {
		f.schema(id, d.Schema)
	}
	if d.Documentation != nil {
		f.facet(y, "documentation", f.at, value(graph.AttrDescription, d.Documentation.Description))
	}
	if d.Type != nil {
		f.facet(y, "datasetType", f.at, value(graph.AttrType, words(d.Type.Type, d.Type.SubType)))
	}
	if d.Source != nil {
		f.facet(y, "dataSource", f.at, property("dataSource.name", d.Source.Name), property("dataSource.uri", d.Source.URI))
	}
	if d.Storage != nil {
		f.facet(y, "storage", f.at, property("storage.layer", d.Storage.Layer), property("storage.format", d.Storage.Format))
	}
	if d.Version != nil {
		f.facet(y, "version", f.at, property("version", d.Version.Version))
	}
	if d.Change != nil && d.Change.What != "" {
		f.facet(y, "lifecycle", f.at, property("lifecycle", d.Change.What))
	}
	if d.Ownership != nil {
		f.owners(y, id, d.Ownership)
	}
	if d.Tags != nil {
		f.tags(y, id, d.Tags)
	}
	return id
}

// identity says that a dataset is there, and its other names, and returns its ID.
func (f *folding) identity(d *Dataset) graph.ID {
	var others []graph.ID
	for _, name := range d.Aliases {
		others = append(others, f.datasetID(name))
	}
	if d.Change != nil && d.Change.Previous != nil {
		others = append(others, graph.DatasetID(d.Change.Previous.Namespace, d.Change.Previous.Name))
	}
	id := f.datasetID(d.Name)
	others = slices.DeleteFunc(others, func(other graph.ID) bool { return other == id })
	if len(others) == 0 {
		return f.datasetNamed(d.Name)
	}
	return f.namedAs(id, others)
}

// schema says the fields of a dataset. What a schema leaves out is not gone: producers send the fields that they know of.
func (f *folding) schema(id graph.ID, s *Schema) {
	for _, field := range s.Fields {
		y := f.entity(id.Field(field.Name))
		if field.Type != "" {
			f.facet(y, "type", f.at, value(graph.AttrType, field.Type))
		}
		if field.Description != "" {
			f.facet(y, "documentation", f.at, value(graph.AttrDescription, field.Description))
		}
	}
}

// jobFacets says what the facets of the event's job say.
func (f *folding) jobFacets() {
	j, y := &f.event.Job, f.saying
	for key, other := range map[string]*Name{"parent": j.Parent, "root": j.Root} {
		if other != nil {
			id := graph.JobID(other.Namespace, other.Name)
			f.entity(id)
			f.facet(y, key, f.at, property(key, string(id)))
		}
	}
	if j.Documentation != nil {
		f.facet(y, "documentation", f.at, value(graph.AttrDescription, j.Documentation.Description))
	}
	if j.Type != nil {
		f.facet(y, "jobType", f.at, value(graph.AttrType, words(j.Type.Integration, j.Type.Type)), property("processing", j.Type.Processing))
	}
	if j.SQL != nil {
		f.facet(y, "sql", f.at, property("sql", j.SQL.Query), property("sql.dialect", j.SQL.Dialect))
	}
	if j.Location != nil {
		f.facet(y, "sourceCodeLocation", f.at, value(graph.AttrURL, j.Location.URL))
	}
	if j.Ownership != nil {
		f.owners(y, f.job, j.Ownership)
	}
	if j.Tags != nil {
		f.tags(y, f.job, j.Tags)
	}
}

// clock marks what the event is of, where its sender's clock is wrong, by the time that it said. A later event with a time to follow takes
// the mark away.
func (f *folding) clock(y *saying) {
	const kept = "clock.ahead"
	if f.ahead {
		f.facet(y, "clock", f.at, property(kept, f.event.Time.Format(time.RFC3339)))
	} else if _, marked := y.noted("clock"); marked {
		f.facet(y, "clock", f.at, property(kept, ""))
	}
}

// words joins what is said, by a space.
func words(parts ...string) string { return strings.TrimSpace(strings.Join(parts, " ")) }

// owners says which teams own something. What a later event leaves out is taken back.
func (f *folding) owners(y *saying, id graph.ID, o *Ownership) {
	const kept = graph.PropertyPrefix + "owners"
	before := y.text(kept)
	var said []string
	for _, owner := range o.Owners {
		if owner.Name != "" {
			said = append(said, strings.ReplaceAll(words(owner.Name, parenthesised(owner.Type)), ", ", " "))
		}
	}
	slices.Sort(said)
	text := fit(strings.Join(slices.Compact(said), ", "), graph.MaxText, true)
	now := teams(text)
	for team := range now { // named, they are there, whoever turns out to own it
		f.entity(team)
	}
	if !f.facet(y, "ownership", f.at, property("owners", text)) {
		return
	}
	for team := range teams(before) {
		if _, still := now[team]; !still {
			f.withdraw(graph.Key{Relation: graph.Owns, From: team, To: id})
		}
	}
	for team, reason := range now {
		f.claim(graph.Key{Relation: graph.Owns, From: team, To: id}).set(graph.AttrReason, reason)
	}
}

func parenthesised(s string) string {
	if s == "" {
		return ""
	}
	return "(" + s + ")"
}

// teams returns the teams that owners stand for, with what sort of owner they are. Where some are owners by their type, or have
// none, those of other types, such as maintainers, are not accountable.
func teams(owners string) map[graph.ID]string {
	accountable, all := map[graph.ID]string{}, map[graph.ID]string{}
	for owner := range strings.SplitSeq(owners, ", ") {
		name, kind, _ := strings.Cut(strings.TrimSuffix(owner, ")"), " (")
		id := teamNamed(name)
		if id == "" {
			continue
		}
		all[id] = kind
		if kind == "" || strings.EqualFold(kind, "OWNER") {
			accountable[id] = kind
		}
	}
	if len(accountable) > 0 {
		return accountable
	}
	return all
}

// teamNamed returns the team that an owner's name means: team:data is team:data, and so is the group data.
func teamNamed(name string) graph.ID {
	if scheme, rest, found := strings.Cut(name, ":"); found && (scheme == "team" || scheme == "group") {
		name = rest
	}
	var segments []string
	for segment := range strings.SplitSeq(name, "/") {
		if slug := graph.Slug(segment); slug != "" {
			segments = append(segments, slug)
		}
	}
	id := graph.ID(graph.Team.Prefix() + ":" + strings.Join(segments, "/"))
	if len(segments) == 0 || id.Check() != nil {
		return ""
	}
	return id
}

// tags marks something and its fields.
func (f *folding) tags(y *saying, id graph.ID, t *Tags) {
	whole, fields := []string{}, map[string][]string{}
	for _, tag := range t.Tags {
		text := fit(tag.Key+":"+tag.Value, graph.MaxName, true)
		if strings.EqualFold(tag.Value, "true") || tag.Value == "" {
			text = tag.Key
		}
		switch {
		case graph.CheckName(text) != nil:
		case tag.Field != "" && id.Kind() == graph.Dataset:
			fields[tag.Field] = append(fields[tag.Field], text)
		default:
			whole = append(whole, text)
		}
	}
	f.facet(y, "tags", f.at, tagValue(whole))
	for name, texts := range fields {
		f.facet(f.entity(id.Field(name)), "tags", f.at, tagValue(texts))
	}
}

func tagValue(texts []string) graph.Value {
	slices.Sort(texts)
	return graph.Value{Attribute: graph.AttrTags, List: slices.Compact(texts)}
}
