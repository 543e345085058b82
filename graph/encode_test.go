package graph_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
)

// anyText is a text as people write it, and with what JSON escapes.
func anyText() *rapid.Generator[string] {
	return rapid.OneOf(rapid.StringMatching(`[a-z0-9:/ -]{0,12}`), rapid.String(),
		rapid.SampledFrom([]string{"<b>&", `"\\`, "\u2028\u2029", "\x7f", "\xff\xfe", "a\nb\t\r\x00", "\ufeff", "ü"}))
}

func anyRecord(t *rapid.T) *graph.Record {
	if rapid.IntRange(0, 4).Draw(t, "none") == 0 {
		return nil
	}
	r := &graph.Record{Key: graph.Key{
		Relation: graph.Relation(rapid.IntRange(0, 10).Draw(t, "relation")), From: graph.ID(anyText().Draw(t, "from")), To: graph.ID(anyText().Draw(t, "to")),
	}}
	for range rapid.IntRange(0, 3).Draw(t, "claims") {
		c := graph.Claim{Source: anyText().Draw(t, "source"), Rank: graph.Rank(rapid.IntRange(0, 3).Draw(t, "rank")),
			Origin: anyText().Draw(t, "origin"), FirstSeen: aTime(t), LastSeen: aTime(t)}
		for range rapid.IntRange(0, 3).Draw(t, "values") {
			c.Values = append(c.Values, graph.Value{Attribute: anyText().Draw(t, "attribute"), Text: anyText().Draw(t, "text"),
				List: rapid.SliceOfN(anyText(), 0, 3).Draw(t, "list"), Since: graph.Revision(rapid.Uint64().Draw(t, "since"))})
		}
		r.Claims = append(r.Claims, c)
	}
	if rapid.Bool().Draw(t, "denied") {
		r.Denial = &graph.Denial{Source: anyText().Draw(t, "by"), Reason: anyText().Draw(t, "why"), Time: aTime(t)}
	}
	return r
}

// TestAnEncodingIsWhatJSONMarshalWrites compares the encoder of commits and records with the library's, which wrote all logs so far.
func TestAnEncodingIsWhatJSONMarshalWrites(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := &graph.Commit{
			Revision: graph.Revision(rapid.Uint64().Draw(t, "revision")), Time: aTime(t), Actor: anyText().Draw(t, "actor"),
			Source:  graph.Source{Name: anyText().Draw(t, "name"), Rank: graph.Declared},
			Message: anyText().Draw(t, "message"), OperationID: anyText().Draw(t, "operation"), Fingerprint: anyText().Draw(t, "fingerprint"),
		}
		if rapid.Bool().Draw(t, "changes") {
			c.Changes = []graph.Change{}
		}
		for range rapid.IntRange(0, 3).Draw(t, "many") {
			c.Changes = append(c.Changes, graph.Change{Before: anyRecord(t), After: anyRecord(t)})
		}
		want, err := json.Marshal(c)
		require.NoError(t, err)
		got, err := c.Encode()
		require.NoError(t, err)
		require.Equal(t, string(want), string(got))
		if r := anyRecord(t); r != nil {
			want, err = json.Marshal(r)
			require.NoError(t, err)
			got, err = r.AppendTo([]byte("before it "))
			require.NoError(t, err)
			require.Equal(t, "before it "+string(want), string(got))
		}
	})
}

func TestATimeThatHasNoFormIsNotEncoded(t *testing.T) {
	at := time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)
	_, err := (&graph.Commit{Time: at}).Encode()
	require.Error(t, err)
	r := &graph.Record{Key: graph.EntityKey("domain:a"), Claims: []graph.Claim{{FirstSeen: at}}}
	_, err = r.AppendTo(nil)
	require.Error(t, err)
}
