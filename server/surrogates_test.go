package server

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/ingest/strictjson"
)

// A string in a document is read as one in JSON is, whatever is escaped in it: what is no character there is none here.
func TestStringsOfDocumentsAreReadAsJSONIs(t *testing.T) {
	piece := rapid.SampledFrom([]string{`\ud800`, `\uD83D`, `\uDE00`, `\udfff`, `\u00e9`, `\u0041`, `\\`, `\"`, `\n`, "u", "ud800", "a", "é", "😀"})
	rapid.Check(t, func(r *rapid.T) {
		literal := `"` + strings.Join(rapid.SliceOfN(piece, 0, 6).Draw(r, "pieces"), "") + `"`
		want, err := strictjson.Parse([]byte(literal), strictjson.Bounds{Depth: 1})
		reply := ask(t, Config{}, `{hello(name:`+literal+`)}`)
		if err != nil {
			require.Equal(t, "GRAPHQL_PARSE_FAILED", reply.code(t), literal)
			require.Contains(r, reply.message(t), "surrogate")
			return
		}
		var answer struct{ Data struct{ Hello string } }
		require.NoError(t, json.Unmarshal([]byte(reply.body), &answer), literal)
		require.Equal(t, strings.TrimSpace(fmt.Sprintf("hello %v", want)), answer.Data.Hello, literal)
	})
}

// In a block string nothing is escaped, nor in a comment.
func TestOnlyStringsHaveEscapes(t *testing.T) {
	for _, query := range []string{`{hello(name:"""\ud800""")}`, `{hello(name:"""a \""" \ud800 "" """) b: hello(name: "")}`, "{hello # \\ud800\n}"} {
		require.Equal(t, 200, ask(t, Config{}, query).status, query)
	}
}

func TestHalfASurrogatePairIsToldWhereItIs(t *testing.T) {
	err := ask(t, Config{}, "{\n  hello(name: \"é\") e: hello(name: \"\\ud800\")\n}").errors(t)[0]
	require.Equal(t, []gqlerror.Location{{Line: 2, Column: 35}}, err.Locations)
}
