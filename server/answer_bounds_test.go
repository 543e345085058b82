package server

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
)

// An answer that would be too large is refused as a whole, by whichever transport, and says what to do. What fits is answered.
func TestAnswersAreBounded(t *testing.T) {
	h := handlerOf(Config{Limits: Limits{AnswerBytes: 10_000}})
	asking := func(operation string, times int) string {
		document := operation + "($n:String){"
		for i := range times {
			document += fmt.Sprintf("a%d: hello(name:$n) ", i)
		}
		body, err := json.Marshal(map[string]any{"query": document + "}", "variables": map[string]string{"n": strings.Repeat("x", 3_000)}})
		require.NoError(t, err)
		return string(body)
	}
	for _, media := range []string{mediaJSON, mediaGraphQL, mediaEvents} {
		ask := func(body string) reply {
			r := newPost(body)
			r.Header.Set("Accept", media)
			return send(t, h, r)
		}
		fits := ask(asking("query", 3))
		require.Equal(t, 200, fits.status)
		require.Greater(t, len(fits.body), 9_000)
		over := ask(asking("query", 4))
		require.Contains(t, over.body, "QUERY_TOO_LARGE")
		require.Contains(t, over.body, "10,000 bytes")
		require.Contains(t, over.body, "a smaller `first`")
		require.NotContains(t, over.body, `"data":{`, "a part of an answer is none")
		require.Equal(t, 1, strings.Count(over.body, `"message"`))
		require.Less(t, len(over.body), 1_000)
	}
	c := converse(t, h, nil)
	c.init(`{}`)
	c.hearsOf("connection_ack")
	c.say(`{"type":"subscribe","id":"1","payload":` + asking("query", 4) + `}`)
	c.hearsOf("QUERY_TOO_LARGE")

	done := send(t, h, newPost(asking("mutation", 4)))
	require.Equal(t, 200, done.status, "what is done is told")
	require.Equal(t, "QUERY_TOO_LARGE", done.code(t))
	require.Contains(t, done.message(t), "may have been done")
	require.Less(t, len(done.body), 10_000)
}

// A text is counted as long as it is in the answer.
func TestTextsAreCountedAsTheyAreWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		var written strings.Builder
		graphql.MarshalString(text).MarshalGQL(&written)
		require.GreaterOrEqual(t, int(bytesOf(text))+strings.Count(text, "\ufffd")*3, written.Len())
		require.Equal(t, bytesOf(text), bytesOf(&text))
		require.Equal(t, bytesOf(text), bytesOf(graph.ID(text)))
		require.Greater(t, bytesOf([]string{text, text}), 2*bytesOf(text))
	})
}
