package sqlite_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/sqlite"
)

func TestTheKeyOfAnEncodedRecordIsThatOfTheRecord(t *testing.T) {
	id := rapid.OneOf(rapid.StringMatching(`dataset:[a-z]/[a-zA-Z0-9&%$+=:@._~-]{0,9}`), rapid.String(), rapid.Just(`","t":"`), rapid.Just(`\`))
	rapid.Check(t, func(t *rapid.T) {
		r := &graph.Record{Key: graph.Key{Relation: graph.Relation(rapid.IntRange(0, 10).Draw(t, "relation")),
			From: graph.ID(id.Draw(t, "from")), To: graph.ID(id.Draw(t, "to"))}}
		if rapid.Bool().Draw(t, "claimed") {
			r.Claims = []graph.Claim{{Source: id.Draw(t, "source")}}
		}
		encoded, err := r.AppendTo(nil)
		require.NoError(t, err)
		key, readable := sqlite.KeyOf(encoded)
		require.True(t, readable)
		require.Equal(t, r.Key, key)
	})
}

func TestWhatIsNoRecordHasNoKey(t *testing.T) {
	for _, text := range []string{``, `null`, `[]`, `{"f":"a`, `{"r":300,"f":"a"}`, `"f":"a"`, `7`} {
		_, readable := sqlite.KeyOf([]byte(text))
		require.False(t, readable, text)
	}
}

// TestACheckpointTakesOverWhatDidNotChange writes checkpoints one over another, of records whose IDs JSON escapes and of links, and
// compares what they lead to with the log.
func TestACheckpointTakesOverWhatDidNotChange(t *testing.T) {
	path := newPath(t)
	store := open(t, path)
	defer store.Close()
	odd := []graph.ID{graph.DatasetID("n", "a&b"), graph.DatasetID("n", `"<`), "domain:plain", "team:t"}
	said := func(text string) []graph.Claim {
		return []graph.Claim{{Source: "people", Rank: graph.Declared, Values: []graph.Value{{Attribute: graph.AttrDescription, Text: text, Since: 1}}}}
	}
	first, second, third := change(1, 0), change(2, 0), change(3, 0)
	for _, id := range odd {
		first.Changes = append(first.Changes, graph.Change{After: &graph.Record{Key: graph.EntityKey(id), Claims: said("new & <fresh>")}})
	}
	owns := &graph.Record{Key: graph.Key{Relation: graph.Owns, From: "team:t", To: odd[0]}, Claims: said("")}
	first.Changes = append(first.Changes, graph.Change{After: owns})
	second.Changes = append(second.Changes, graph.Change{Before: first.Changes[1].After, After: &graph.Record{Key: graph.EntityKey(odd[0]), Claims: said("later")}})
	third.Changes = append(third.Changes, graph.Change{Before: owns}, graph.Change{Before: first.Changes[2].After})
	for _, c := range []*graph.Commit{first, second, third} {
		require.NoError(t, store.Append(t.Context(), c))
		at, err := store.Checkpoint()
		require.NoError(t, err)
		require.Equal(t, c.Revision, at)
		require.NoError(t, store.Verify(t.Context()), "the checkpoint is what the log folds to")
	}
}
