package graph_test

import (
	"encoding/json"
	"fmt"
	"iter"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
)

// varied is a catalog with claims of several sources and everything that they can say.
func varied(t *rapid.T) *graph.Graph {
	c := &growing{graph.Empty(), map[graph.Key]*graph.Record{}}
	many := rapid.IntRange(0, 60).Draw(t, "entities")
	var changes []graph.Change
	for _, change := range c.plant(many) {
		change.After.Claims = append(saidOf(t), change.After.Claims...)
		if change.After.IsLink() && rapid.IntRange(0, 9).Draw(t, "denied") == 0 {
			change.After.Denial = &graph.Denial{Source: "ada", Reason: rapid.String().Draw(t, "why"), Time: aTime(t)}
		}
		changes = append(changes, change)
	}
	for n := range many { // what an ID implies, and what it escapes
		field := graph.FieldID("a b", fmt.Sprint("t", n%9), fmt.Sprint("f/", n))
		changes = append(changes, graph.Change{After: &graph.Record{Key: graph.EntityKey(field)}},
			graph.Change{After: &graph.Record{Key: graph.EntityKey(field.ImpliedContainer())}},
			graph.Change{After: &graph.Record{Key: graph.Key{Relation: graph.VariantOf, From: node(n), To: field}, Claims: saidOf(t)}})
	}
	g, err := graph.Empty().With(3, changes...)
	require.NoError(t, err)
	return g
}

func aTime(t *rapid.T) time.Time {
	at := time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "seconds"), rapid.Int64Range(0, 999_999_999).Draw(t, "nanoseconds")).UTC()
	if rapid.IntRange(0, 20).Draw(t, "elsewhere") == 0 {
		at = at.In(time.FixedZone("", 3600))
	}
	return at
}

func saidOf(t *rapid.T) []graph.Claim {
	if rapid.Bool().Draw(t, "nobody else") {
		return nil
	}
	return []graph.Claim{{Source: "files", Rank: graph.Imported, Origin: rapid.String().Draw(t, "origin"), FirstSeen: aTime(t), LastSeen: aTime(t),
		Values: []graph.Value{
			{Attribute: graph.AttrDescription, Text: rapid.String().Draw(t, "description"), Since: graph.Revision(rapid.Uint64Max(1<<40).Draw(t, "since"))},
			{Attribute: graph.AttrTags, List: rapid.SliceOfN(rapid.String(), 1, 3).Draw(t, "tags"), Since: 1},
			{Attribute: graph.PropertyPrefix + "cost", Text: "9", Since: 2},
		}}}
}

func packed(g *graph.Graph, size int) (chunks []string) {
	for chunk := range g.Pack(size) {
		chunks = append(chunks, string(chunk))
	}
	return chunks
}

func given(chunks []string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for _, chunk := range chunks {
			if !yield(chunk, nil) {
				return
			}
		}
	}
}

func recordsOf(t require.TestingT, g *graph.Graph) (all []string) {
	for r := range g.Records() {
		encoded, err := json.Marshal(r)
		require.NoError(t, err)
		all = append(all, string(encoded))
	}
	return all
}

func TestAPackedGraphIsTheSameGraph(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := varied(t)
		got, err := graph.Unpack(want.Revision(), given(packed(want, rapid.IntRange(1, 4000).Draw(t, "size"))))
		require.NoError(t, err)
		sameGraph(t, want, got)
		require.Equal(t, recordsOf(t, want), recordsOf(t, got))
		for n := range want.Nodes() {
			require.Equal(t, *want.Entity(n), *got.Entity(n))
		}
	})
}

func TestAPackedGraphOfManyPagesIsTheSameGraph(t *testing.T) {
	c := &growing{graph.Empty(), map[graph.Key]*graph.Record{}}
	want, err := graph.Empty().With(1, c.plant(5000)...)
	require.NoError(t, err)
	got, err := graph.Unpack(1, given(packed(want, 50_000)))
	require.NoError(t, err)
	sameGraph(t, want, got)
	require.Equal(t, recordsOf(t, want), recordsOf(t, got))
}

// TestADamagedPackedGraphIsAnErrorOrAGraph changes bytes, and takes chunks away, adds and swaps them: never a panic. What a checksum is for is not this
// code's to find.
func TestADamagedPackedGraphIsAnErrorOrAGraph(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		chunks := packed(varied(t), rapid.IntRange(1, 400).Draw(t, "size"))
		if len(chunks) == 0 {
			return
		}
		one := rapid.IntRange(0, len(chunks)-1)
		switch i, j := one.Draw(t, "i"), one.Draw(t, "j"); rapid.IntRange(0, 3).Draw(t, "damage") {
		case 0:
			chunks[i], chunks[j] = chunks[j], chunks[i]
		case 1:
			chunks[i] = chunks[i][:rapid.IntRange(0, len(chunks[i])-1).Draw(t, "cut")]
			_, err := graph.Unpack(1, given(chunks))
			require.Equal(t, graph.StoreCorrupt, graph.KindOf(err), "a chunk was cut: %v", err)
			return
		default:
			for range rapid.IntRange(1, 5).Draw(t, "bytes") {
				damaged := []byte(chunks[i])
				damaged[rapid.IntRange(0, len(damaged)-1).Draw(t, "at")] = rapid.Byte().Draw(t, "byte")
				chunks[i] = string(damaged)
			}
		}
		if _, err := graph.Unpack(1, given(chunks)); err != nil {
			require.Equal(t, graph.StoreCorrupt, graph.KindOf(err))
		}
	})
}
