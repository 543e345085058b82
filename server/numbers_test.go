package server

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
)

// echoed sends a document with variables, and returns the arguments that its field echo gets.
func echoed(t *testing.T, query string, variables string) (args map[string]any) {
	t.Helper()
	reply := send(t, handlerOf(Config{}), newPost(`{"query":`+quoted(t, query)+`,"variables":`+variables+`}`))
	require.Equal(t, 200, reply.status, reply.body)
	var answer struct{ Data struct{ Echo string } }
	require.NoError(t, json.Unmarshal([]byte(reply.body), &answer), reply.body)
	require.NoError(t, json.Unmarshal([]byte(answer.Data.Echo), &args), reply.body)
	return args
}

func quoted(t *testing.T, text string) string {
	t.Helper()
	quoted, err := json.Marshal(text)
	require.NoError(t, err)
	return string(quoted)
}

// A number that the parser cannot read comes to a scalar of the schema's own as it is written, wherever it stands.
func TestAScalarReadsANumberOfAnySize(t *testing.T) {
	for _, huge := range []string{"9223372036854775808", "99999999999999999999999999", "-9223372036854775809", "1e400"} {
		for document, find := range map[string]func(map[string]any) any{
			`{echo(number: ` + huge + `)}`:                        func(args map[string]any) any { return args["number"] },
			`query($n: Number = ` + huge + `) {echo(number: $n)}`: func(args map[string]any) any { return args["number"] },
			`{echo(box: {number: ` + huge + `})}`:                 func(args map[string]any) any { return args["box"].(map[string]any)["number"] },
			`{echo(box: {box: {numbers: [1, ` + huge + `]}})}`: func(args map[string]any) any {
				return args["box"].(map[string]any)["box"].(map[string]any)["numbers"].([]any)[1]
			},
		} {
			require.Equal(t, huge, find(echoed(t, document, "{}")), document)
		}
	}
	require.Equal(t, float64(7), echoed(t, `{echo(number: 7)}`, "{}")["number"], "one that can be read comes as before")
}

// Int has bounds of its own.
func TestAnIntIsNoNumberOfAnySize(t *testing.T) {
	for _, document := range []string{`{echo(count: 9223372036854775808)}`, `{echo(box: {count: 9223372036854775808})}`} {
		require.Equal(t, "GRAPHQL_VALIDATION_FAILED", ask(t, Config{}, document).code(t), document)
	}
}
