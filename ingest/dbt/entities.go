package dbt

import (
	"cmp"
	"slices"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

func (w *writer) group(g *node) {
	id, name, contact := w.groupTeam(g)
	w.put(id, g.origin(), value(graph.AttrName, name), value(graph.AttrDescription, g.Description),
		value(graph.AttrContact, contact), property("group", g.Name), property("owner", g.Owner.Name))
}

// dataset says what a model, seed, snapshot or source is, and what feeds it.
func (w *writer) dataset(n *node) {
	id := graph.DatasetID(w.namespace, n.relation())
	_, again := w.puts[id] // another node stands for it as well
	says := w.describe(id, n,
		value(graph.AttrType, cmp.Or(n.Config.Materialized, n.ResourceType)),
		property("version", string(n.Version)), property("latest_version", string(n.LatestVersion)),
		property("deprecation_date", n.DeprecatedFrom), property("access", n.Access), property("loader", n.Loader),
		property("contract", enforced(n.Config.Contract)))
	origin := n.origin()
	w.fields(id, again, origin, n.Columns.inOrder())
	for _, team := range w.owners(n, says) {
		w.put(team, origin)
		w.join(graph.Owns, team, id, "", origin)
	}
	for _, s := range w.sources(n) {
		w.join(graph.Feeds, w.from(n, s.id), id, s.reason(), origin)
	}
}

func enforced(c contract) string {
	if c.Enforced {
		return "enforced"
	}
	return ""
}

// describe says what all nodes have in common, and where meta puts them.
func (w *writer) describe(id graph.ID, n *node, own ...graph.Value) placed {
	all := n.all()
	values := append(own,
		value(graph.AttrName, n.title()), value(graph.AttrDescription, firstOf(n.Description, n.SourceAbout)),
		graph.Value{Attribute: graph.AttrTags, List: n.tags()},
		property("unique_id", n.UniqueID), property("resource_type", n.ResourceType), property("group", n.group()))
	says, _ := all.placed() // checked when it was read
	w.put(id, n.origin(), append(values, all.properties()...)...)
	w.place(id, n, says)
	return says
}

// place puts an entity into the domain, product and system, and names the owners, that meta says.
func (w *writer) place(id graph.ID, n *node, says placed) {
	domain, product := w.named(graph.Domain, n, says["domain"]), w.named(graph.DataProduct, n, says["product"])
	switch {
	case product != "":
		w.put(id, "", value(graph.AttrContainer, string(product)))
		w.put(product, "", value(graph.AttrContainer, string(domain)))
	case domain != "":
		w.put(id, "", value(graph.AttrContainer, string(domain)))
	}
	if system := w.named(graph.SourceSystem, n, says["system"]); system != "" {
		w.join(graph.RunsIn, id, system, "", n.origin())
	}
	for _, text := range says["owner"] {
		team, name := teamNamed(text)
		w.put(team, n.origin(), value(graph.AttrName, name))
	}
}

// named says that what meta names is there, and returns its ID; "" where it names nothing or what can be no ID.
func (w *writer) named(kind graph.Kind, n *node, texts []string) graph.ID {
	if len(texts) == 0 {
		return ""
	}
	id, name := entityNamed(kind, texts[0])
	if err := id.Check(); err != nil {
		w.warn("%s: meta: %s; it is left out", n.UniqueID, err)
		return ""
	}
	w.put(id, n.origin(), value(graph.AttrName, name))
	return id
}

// fields says what columns a dataset has. There are many, and nearly all are new: those of a dataset that comes again alone are looked up.
func (w *writer) fields(dataset graph.ID, again bool, origin string, all columns) {
	if again {
		w.indexFields(dataset)
		for i := range all {
			w.put(dataset.Field(all[i].name), origin, all[i].values()...)
		}
		return
	}
	from := len(w.entities)
	for i := range all {
		w.putFirst(dataset.Field(all[i].name), origin, all[i].values())
	}
	w.columns[dataset] = stretch{from, len(w.entities)}
}

// indexFields has the fields of a dataset found that was new.
func (w *writer) indexFields(dataset graph.ID) {
	its := w.columns[dataset]
	for at := its.from; at < its.to; at++ {
		w.puts[w.entities[at].(graph.Put).ID] = at
	}
	delete(w.columns, dataset)
}

// values is what a column says of its field.
func (c *col) values() []graph.Value {
	values := []graph.Value{value(graph.AttrType, c.dataType), value(graph.AttrDescription, c.about)}
	if c.labels != nil {
		values = append(values, graph.Value{Attribute: graph.AttrTags, List: c.labels.tags})
		for _, m := range c.labels.meta {
			values = append(values, m.properties()...)
		}
	}
	return values
}

// from returns the ID of what feeds a node. What is in no section of the manifest is a dataset that nobody describes.
func (w *writer) from(n *node, uniqueID string) graph.ID {
	if id, known := w.Dataset(w.namespace, uniqueID); known {
		return id
	}
	id := graph.DatasetID(ownNamespace, uniqueID)
	if _, known := w.puts[id]; !known {
		w.warn("%s depends on %s, which is not in the manifest: it is kept as a dataset of its own, unresolved", n.UniqueID, uniqueID)
	}
	w.put(id, n.origin(), value(graph.AttrType, "unresolved"), property("unique_id", uniqueID))
	return id
}

// exposure says what a use of the project's data is, what it reads, and who uses it.
func (w *writer) exposure(n *node) {
	id := graph.JobID(ownNamespace, n.UniqueID)
	says := w.describe(id, n, value(graph.AttrType, n.Type), value(graph.AttrURL, n.URL), property("maturity", n.Maturity))
	team, name, contact := w.team(n.Owner)
	owners := w.owners(n, says)
	if team != "" {
		w.put(team, n.origin(), value(graph.AttrName, name), value(graph.AttrContact, contact))
		if len(says["owner"]) == 0 && !slices.Contains(owners, team) {
			owners = []graph.ID{team}
		}
	}
	for _, owner := range owners {
		w.put(owner, n.origin())
		w.join(graph.Owns, owner, id, "", n.origin())
	}
	use := strings.TrimSpace(n.title() + " (" + cmp.Or(n.Type, "exposure") + ")")
	for _, s := range w.sources(n) {
		dataset := w.from(n, s.id)
		w.join(graph.Feeds, dataset, id, s.reason(), n.origin())
		w.join(graph.Reads, id, dataset, s.reason(), n.origin())
		for _, owner := range owners {
			w.join(graph.Consumes, owner, dataset, use, n.origin())
		}
	}
}
