package manifest

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

// sample returns an ID of a kind.
func sample(kind graph.Kind, name string) graph.ID {
	switch kind {
	case graph.Dataset:
		return graph.DatasetID("n", name)
	case graph.Job:
		return graph.JobID("n", name)
	case graph.Field:
		return graph.FieldID("n", "d", name)
	}
	return graph.ID(kind.Prefix() + ":" + name)
}

// joins reports whether the graph lets a relation lead from one kind to another.
func joins(t *testing.T, relation graph.Relation, from, to graph.Kind) bool {
	t.Helper()
	a, b := sample(from, "a"), sample(to, "b")
	_, err := graph.Empty().Draft(graph.Draft{Source: graph.Source{Name: "s", Rank: graph.Declared}, Revision: 1, Edits: []graph.Edit{
		graph.Put{ID: a}, graph.Put{ID: b}, graph.Join{Relation: relation, From: a, To: b},
	}})
	return err == nil
}

// TestTheFormatAllowsTheLinksThatTheGraphDoes holds the kinds in the vocabulary against the graph's own rules, for every
// relation and every pair of kinds: what can be said of an entity, at it or at the other end, is what the graph takes.
func TestTheFormatAllowsTheLinksThatTheGraphDoes(t *testing.T) {
	said := map[graph.Relation]map[[2]graph.Kind]bool{}
	note := func(relation graph.Relation, from, to graph.Kind) {
		if said[relation] == nil {
			said[relation] = map[[2]graph.Kind]bool{}
		}
		said[relation][[2]graph.Kind{from, to}] = true
	}
	for _, from := range carriers {
		for _, to := range carriers {
			note(graph.Feeds, from, to)
		}
	}
	for kind, keys := range vocabulary {
		for _, k := range keys {
			if k.form != ties {
				continue
			}
			for _, other := range k.tie.allNouns(sample(kind, "a")) {
				if k.tie.inward {
					note(k.tie.relation, other, kind)
				} else {
					note(k.tie.relation, kind, other)
				}
			}
		}
	}
	for _, relation := range graph.Relations {
		if relation == graph.PartOf {
			continue
		}
		for _, from := range graph.Kinds {
			for _, to := range graph.Kinds {
				pair := [2]graph.Kind{from, to}
				require.Equal(t, joins(t, relation, from, to), said[relation][pair], "%s %s %s", from, relation, to)
			}
		}
	}
}

// TestTheFormatAllowsTheContainersThatTheGraphDoes does the same for what is part of what.
func TestTheFormatAllowsTheContainersThatTheGraphDoes(t *testing.T) {
	for _, part := range graph.Kinds {
		for _, container := range graph.Kinds {
			var said bool
			if k, has := lookUp(part, "partOf"); has {
				said = slices.Contains(k.to, container)
			}
			nested := slices.ContainsFunc(vocabulary[container], func(k key) bool { return k.kind == part })
			if part == graph.Field { // the ID says it
				said = nested
			}
			if part != graph.Field {
				require.Equal(t, joins(t, graph.PartOf, part, container), said, "%s in %s", part, container)
			}
			require.True(t, said || !nested, "%s stands in %s but cannot be part of it", part, container)
		}
	}
}

func TestEveryKeySaysWhatItIsFor(t *testing.T) {
	for kind, keys := range vocabulary {
		for _, k := range keys {
			require.True(t, strings.HasSuffix(k.says, "."), "%s of %s", k.name, kind)
		}
	}
}
