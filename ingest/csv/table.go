package csv

import (
	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
)

// Table is what one file says.
type Table struct {
	Relation graph.Relation // FEEDS, or OWNS
	Rows     []Row
}

// Row is one link: what feeds what, or which team owns what.
type Row struct {
	From, To, Via Cell // Via may be empty
	Reason        string
	At            document.Position
}

// Cell is a name and where it stands.
type Cell struct {
	Text string
	At   document.Position
}

// Role says what a name stands for in its row, and so what it can be.
type Role uint8

// The roles of names.
const (
	Flow  Role = iota + 1 // an end of a flow
	Mover                 // the job that moves the data
	Owned                 // what a team owns
	Owner                 // the team
)

// Kinds returns what a name in the role can be.
func (r Role) Kinds() []graph.Kind {
	switch r {
	case Mover:
		return []graph.Kind{graph.Job}
	case Owner:
		return []graph.Kind{graph.Team}
	case Owned:
		return without(graph.Team)
	}
	return without(graph.Division, graph.Market, graph.Team)
}

// Allows reports whether a name in the role can be of a kind.
func (r Role) Allows(k graph.Kind) bool { return contains(r.Kinds(), k) }

// Example returns an ID that could stand in the role.
func (r Role) Example() graph.ID {
	switch r {
	case Mover:
		return "job:airflow/load-orders"
	case Owner:
		return "team:finance"
	}
	return "domain:division-x/sale"
}

func without(left ...graph.Kind) (kinds []graph.Kind) {
	for _, k := range graph.Kinds {
		if !contains(left, k) {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// Name is a text that stands for an entity, in one role.
type Name struct {
	Text string
	Role Role
}

// roles returns the names of a row with their places.
func (t *Table) roles(r *Row) []named {
	if t.Relation == graph.Owns {
		return []named{{Name{r.From.Text, Owner}, r.From.At}, {Name{r.To.Text, Owned}, r.To.At}}
	}
	all := []named{{Name{r.From.Text, Flow}, r.From.At}, {Name{r.To.Text, Flow}, r.To.At}}
	if r.Via.Text != "" {
		all = append(all, named{Name{r.Via.Text, Mover}, r.Via.At})
	}
	return all
}

// named is a name at a place.
type named struct {
	Name
	at document.Position
}

// Names returns all that the table names, each once, in the order in which they first stand there.
func (t *Table) Names() []Name {
	var all []Name
	seen := map[Name]bool{}
	for i := range t.Rows {
		for _, n := range t.roles(&t.Rows[i]) {
			if !seen[n.Name] {
				seen[n.Name] = true
				all = append(all, n.Name)
			}
		}
	}
	return all
}
