package neo4j_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/neo4j"
)

// Records that share what is said are read as each by itself would be, whatever stands in their texts.
func TestRecordsAreReadAsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SampledFrom([]string{"", "a", `,"c":`, `\",\"c\":[`, `","c":[{"s":"x"}]`, "\u2028<>&\x00", "é"})
		id := func(label string) graph.ID {
			return graph.ID(rapid.SampledFrom([]string{"domain:a", `dataset:x/","c":`, `job:,"c":/b`}).Draw(t, label))
		}
		read := neo4j.NewReader()
		for range rapid.IntRange(1, 20).Draw(t, "records") {
			r := graph.Record{Key: graph.EntityKey(id("from"))}
			if rapid.Bool().Draw(t, "link") {
				r.Relation, r.To = graph.Feeds, id("to")
			}
			for range rapid.IntRange(0, 2).Draw(t, "claims") {
				r.Claims = append(r.Claims, graph.Claim{Source: text.Draw(t, "source"), Rank: graph.Declared, FirstSeen: time.Unix(9, 0).UTC(),
					LastSeen: time.Unix(9, 0).UTC(), Values: []graph.Value{{Attribute: text.Draw(t, "attribute"), Text: text.Draw(t, "text")}}})
			}
			if rapid.Bool().Draw(t, "denied") {
				r.Denial = &graph.Denial{Source: text.Draw(t, "by"), Time: time.Unix(1, 0).UTC()}
			}
			content, err := json.Marshal(r)
			require.NoError(t, err)
			var want graph.Record
			require.NoError(t, json.Unmarshal(content, &want))
			got, err := read(string(content))
			require.NoError(t, err)
			require.Equal(t, &want, got)
		}
	})
}

func TestWhatIsNoRecordIsRefused(t *testing.T) {
	read := neo4j.NewReader()
	for _, content := range []string{"", "{}", "null", `{"f":"domain:a"`, `{"f":"domain:a","c":[}`, `{"c":[]}`, `{"f":"domain:a","c":[],}`, `{"f":"","c":[]}`} {
		_, err := read(content)
		require.Error(t, err, content)
	}
	moved, err := read(`{"f":"domain:a","c":[],"f":"domain:b"}`) // by hand: what JSON says of it
	require.NoError(t, err)
	require.Equal(t, graph.ID("domain:b"), moved.From)
}
