package types

import (
	"slices"
	"strings"
	"time"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// Source is what one source says in a catalog, counted.
type Source struct{ found lineage.Source }

// Sources returns a page of everybody who says something, by name.
func (c Catalog) Sources(first *int, after *string) (*SourceConnection, error) {
	found := lineage.Sources(c.g)
	return list[Source]{
		query: query{"sources"},
		count: len(found),
		item:  func(i int) Source { return Source{found[i]} },
		key:   func(i int) []string { return []string{found[i].Name} },
		find: func(key []string) (int, bool) {
			return slices.BinarySearchFunc(found, key[0], func(s lineage.Source, name string) int { return strings.Compare(s.Name, name) })
		},
	}.page(first, after)
}

// Name returns what the source is called.
func (s Source) Name() string { return s.found.Name }

// Rank returns how much its word weighs.
func (s Source) Rank() graph.Rank { return s.found.Rank }

// FirstSeen returns when it said first any of what it still says.
func (s Source) FirstSeen() time.Time { return s.found.FirstSeen }

// LastSeen returns when it was last heard, exact to the day.
func (s Source) LastSeen() time.Time { return s.found.LastSeen }

// Entities returns how many entities it claims.
func (s Source) Entities() int { return s.found.Entities }

// Links returns how many links it claims.
func (s Source) Links() int { return s.found.Links }

// EntitiesAlone returns how many of its entities nobody else claims.
func (s Source) EntitiesAlone() int { return s.found.EntitiesAlone }

// LinksAlone returns how many of its links nobody else claims.
func (s Source) LinksAlone() int { return s.found.LinksAlone }

// Denials returns how many flows it denies.
func (s Source) Denials() int { return s.found.Denials }
