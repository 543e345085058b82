package types

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// Source is what one source says in a catalog, counted.
type Source struct {
	found    lineage.Source
	failures *int // nil: unknown
}

// Failures says, by the name of a source, what it sent in vain; false where that cannot be known now.
type Failures func(context.Context) (map[string]Failed, bool)

// Failed is how many events of a source were refused, and when the last of them came.
type Failed struct {
	Count int
	Last  time.Time
}

// Sources returns a page of everybody who says something, and of those of whom everything was refused, by name.
func (c Catalog) Sources(ctx context.Context, first *int, after *string) (*SourceConnection, error) {
	var failed map[string]Failed
	var known bool
	if c.failures != nil {
		failed, known = c.failures(ctx)
	}
	found := withFailed(lineage.Sources(c.g), failed)
	return list[Source]{
		query: query{"sources"},
		count: len(found),
		item: func(i int) Source {
			one := Source{found: found[i]}
			if known {
				n := failed[found[i].Name].Count
				one.failures = &n
			}
			return one
		},
		key: func(i int) []string { return []string{found[i].Name} },
		find: func(key []string) (int, bool) {
			return placeOf(found, key[0])
		},
	}.page(first, after)
}

// withFailed returns sources, by name, and those of whom everything was refused.
func withFailed(sources []lineage.Source, failed map[string]Failed) []lineage.Source {
	all := slices.Clip(sources)
	for name, of := range failed {
		if _, says := placeOf(sources, name); !says {
			all = append(all, lineage.Source{Source: graph.Source{Name: name, Rank: graph.Observed}, FirstSeen: of.Last, LastSeen: of.Last})
		}
	}
	if len(all) > len(sources) {
		slices.SortFunc(all, func(a, b lineage.Source) int { return strings.Compare(a.Name, b.Name) })
	}
	return all
}

func placeOf(sources []lineage.Source, name string) (int, bool) {
	return slices.BinarySearchFunc(sources, name, func(s lineage.Source, name string) int { return strings.Compare(s.Name, name) })
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

// Failures returns how many of its events were refused, of those that are kept; nil where that is not known.
func (s Source) Failures() *int { return s.failures }
