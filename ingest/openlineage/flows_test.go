package openlineage

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// What is multiplied out of an event counts: a small text must not make millions of flows.
func TestTheFlowsThatAnEventMakesAreBounded(t *testing.T) {
	many := func(n int, format string) string {
		items := make([]string, n)
		for i := range items {
			items[i] = fmt.Sprintf(format, i)
		}
		return strings.Join(items, ",")
	}
	decode := func(inputs, outputs string) error {
		_, err := Decode(fmt.Appendf(nil, `{"eventType":"COMPLETE","eventTime":"2026-11-28T12:00:00Z","producer":"p","schemaURL":"s",
			"run":{"runId":"01926f37-7b3b-7d11-9b1f-000000000001"},"job":{"namespace":"n","name":"j"},"inputs":[%s],"outputs":[%s]}`, inputs, outputs))
		return err
	}
	facet := func(members string) string { return `{"_producer":"p","_schemaURL":"s",` + members + `}` }
	wide := func(columns, effects int) string {
		return fmt.Sprintf(`{"namespace":"n","name":"x","facets":{"schema":%s,"columnLineage":%s}}`, facet(`"fields":[`+many(columns, `{"name":"c%d"}`)+`]`),
			facet(`"fields":{},"dataset":[`+many(effects, `{"namespace":"n","name":"a","field":"f%d"}`)+`]`))
	}
	known := `{"namespace":"n","name":"x%d","facets":{"columnLineage":{"_producer":"p","_schemaURL":"s","fields":{}}}}`

	require.NoError(t, decode("", wide(500, 100)))
	require.ErrorContains(t, decode("", wide(500, 101)), "would make up to 50500 flows")
	require.NoError(t, decode(many(500, `{"namespace":"n","name":"a%d"}`), many(100, known)))
	require.ErrorContains(t, decode(many(500, `{"namespace":"n","name":"a%d"}`), many(500, known)), "at most 50000 are taken of one event")
}
