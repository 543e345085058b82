package dbt

import (
	"fmt"
	"slices"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// A model whose table is called otherwise keeps its unique ID: it is the dataset that it was. So that its owners, its history and what
// others say of it stay with it, the dataset keeps its ID, and the new name is another name of it.
//
// A dataset is told by what its table is called, first; a rename is concluded only where no name contradicts it. The node must be built
// here, stay in its database and schema (a project that is built for another target has another tables), and get a name that was no
// dataset's of this project; and nobody must have taken the name that it had.

// Former is a dataset as the project described it before, in this catalog.
type Former struct {
	ID       graph.ID
	UniqueID string     // of the node
	Names    []graph.ID // the other names that the project gave it
}

// Continue has the edits speak of the datasets that were there before, and warns of each that is renamed. Every former dataset must be
// given that has other names, and every one whose name is no longer that of a dataset of the import; more do no harm. Linear in both.
func (i *Import) Continue(before []Former) {
	if len(before) == 0 {
		return
	}
	c := continuing{Import: i, former: map[graph.ID]Former{}, leads: map[graph.ID]graph.ID{}, was: map[place]graph.ID{}, kept: map[graph.ID]graph.ID{}}
	for _, f := range before {
		c.index(f)
	}
	nodes := i.described()
	for _, n := range nodes {
		c.byName(n)
	}
	for _, n := range nodes {
		c.byUniqueID(n)
	}
	c.rewrite(nodes)
}

// described is a dataset of an import: what the node's table is called, and whose it is.
type described struct {
	id       graph.ID
	uniqueID string
	built    bool // by the project, which does more than read it
	edit     int
}

// described returns the datasets of an import, in the order of the edits.
func (i *Import) described() (all []described) {
	for at, edit := range i.Edits {
		put, is := edit.(graph.Put)
		if !is || put.ID.Kind() != graph.Dataset {
			continue
		}
		d := described{id: put.ID, edit: at}
		for _, v := range put.Values {
			switch v.Attribute {
			case UniqueID:
				d.uniqueID = v.Text
			case resourceType:
				d.built = v.Text != "source"
			}
		}
		all = append(all, d)
	}
	return all
}

// UniqueID is the attribute that says which node of a project a dataset or job is; resourceType which sort of node.
const (
	UniqueID     = graph.PropertyPrefix + "dbt.unique_id"
	resourceType = graph.PropertyPrefix + "dbt.resource_type"
)

// continuing finds which former dataset each node is.
type continuing struct {
	*Import
	former map[graph.ID]Former
	leads  map[graph.ID]graph.ID // from each name of a former dataset to its ID
	was    map[place]graph.ID    // by where a node was, the former dataset
	kept   map[graph.ID]graph.ID // by the ID of a former dataset, what the node that it is calls it now
}

// place is where the table of a node is, whatever it is called there.
type place struct{ uniqueID, schema string }

func placeOf(uniqueID string, id graph.ID) place {
	return place{uniqueID, string(id[:strings.LastIndexAny(string(id), "./")])}
}

func (c *continuing) index(f Former) {
	c.former[f.ID] = f
	for _, name := range append(f.Names, f.ID) {
		c.leads[name], c.was[placeOf(f.UniqueID, name)] = f.ID, f.ID
	}
}

// byName keeps a former dataset for the node that is called by one of its names: by its very ID before others, and then for the node
// that it was before others.
func (c *continuing) byName(n described) {
	id, known := c.leads[n.id]
	if !known {
		return
	}
	other, taken := c.kept[id]
	if !taken || n.id == id || other != id && n.uniqueID == c.former[id].UniqueID {
		c.kept[id] = n.id
	}
}

// byUniqueID keeps a former dataset that nothing is called any more for the node that it was.
func (c *continuing) byUniqueID(n described) {
	if _, known := c.leads[n.id]; known || !n.built || n.uniqueID == "" {
		return
	}
	id, was := c.was[placeOf(n.uniqueID, n.id)]
	if _, taken := c.kept[id]; !was || taken {
		return
	}
	c.kept[id], c.leads[n.id] = n.id, id
	c.Warnings = append(c.Warnings, fmt.Sprintf("%s is called %s now: it stays the dataset %s, which has both names", n.uniqueID, n.id.Last(), id))
}

// rewrite has the edits put the former datasets, with all their names. Names that are another node's now are taken back before
// anything else is said.
func (c *continuing) rewrite(nodes []described) {
	called := map[graph.ID]bool{}
	for _, n := range nodes {
		called[n.id] = true
	}
	var taken []graph.Edit
	for _, n := range nodes {
		id, known := c.leads[n.id]
		if !known || c.kept[id] != n.id {
			continue
		}
		before := c.former[id].Names
		names := slices.DeleteFunc(slices.Clone(before), func(name graph.ID) bool { return called[name] && name != n.id })
		put := c.Edits[n.edit].(graph.Put)
		if put.ID = id; len(names) < len(before) {
			taken = append(taken, graph.Put{Place: put.Place, ID: id, Values: []graph.Value{aliases(names)}})
		}
		if n.id != id && !slices.Contains(names, n.id) {
			names = append(names, n.id)
		}
		if len(names) > 0 {
			put.Values = append(slices.Clip(put.Values), aliases(names))
		}
		c.Edits[n.edit] = put
	}
	c.Edits = append(taken, c.Edits...)
}

// aliases says what else a dataset is called; of no names, that it is called nothing else.
func aliases(names []graph.ID) graph.Value {
	v := graph.Value{Attribute: graph.AttrAliases, List: make([]string, len(names))}
	for i, name := range names {
		v.List[i] = string(name)
	}
	return v
}
