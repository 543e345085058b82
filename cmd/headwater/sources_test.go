package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// toldOfSource is what is told of a source, by GraphQL and by the command.
type toldOfSource struct {
	Name     string
	Rank     string
	Entities int
	Failures *int
	LastSeen time.Time
}

// Refused events count at their source, to whoever asks: of GraphQL, in pages, and by the command. One of which nothing was taken is
// listed all the same. An event that does not say whose it is counts nowhere.
func TestSourcesSayWhatWasRefused(t *testing.T) {
	at, u := served(t), newPerson(t)
	for i, event := range []map[string]any{
		{}, {"eventTime": "never"}, {"run.runId": "no-uuid"}, {"eventType": "DONE"}, {"job.namespace": "", "eventTime": "never"},
		{"job.namespace": "m", "run.runId": runOf(7)}, {"job.namespace": "early", "eventTime": "never"}, {"job.namespace": "late", "eventTime": "never"},
	} {
		_, _, text := sent(t, at+"/api/v1/lineage", string(anEvent(event)))
		require.Equal(t, i == 0 || i == 5, strings.Contains(text, "taken"), text)
	}
	want := map[string]int{"openlineage:n": 3, "openlineage:m": 0, "openlineage:early": 1, "openlineage:late": 1}
	kept := map[string]int{}
	var letters struct {
		Data struct {
			DeadLetters []struct{ Source *string }
		}
	}
	require.NoError(t, json.Unmarshal([]byte(u.run("query", "{deadLetters(first: 1000) {source}}", "--server", at)), &letters))
	for _, letter := range letters.Data.DeadLetters {
		if letter.Source != nil {
			kept[*letter.Source]++
		}
	}
	var listed, paged []toldOfSource
	var command struct {
		Catalog struct {
			Sources struct{ Nodes []toldOfSource }
		}
	}
	require.NoError(t, json.Unmarshal([]byte(u.run("sources", "-o", "json", "--server", at)), &command))
	listed = command.Catalog.Sources.Nodes
	for after := ""; ; {
		var page struct {
			Data struct {
				Catalog struct {
					Sources struct {
						TotalCount int
						Nodes      []toldOfSource
						PageInfo   struct {
							HasNextPage bool
							EndCursor   string
						}
					}
				}
			}
		}
		require.NoError(t, json.Unmarshal([]byte(u.run("query", fmt.Sprintf(`{catalog {sources(first: 1, after: %s) {totalCount pageInfo {hasNextPage endCursor} nodes {name rank entities failures lastSeen}}}}`,
			quotedOrNull(after)), "--server", at)), &page))
		require.Equal(t, len(want), page.Data.Catalog.Sources.TotalCount)
		paged = append(paged, page.Data.Catalog.Sources.Nodes...)
		if after = page.Data.Catalog.Sources.PageInfo.EndCursor; !page.Data.Catalog.Sources.PageInfo.HasNextPage {
			break
		}
	}
	require.Equal(t, paged, listed)
	require.Equal(t, slices.Sorted(maps.Keys(want)), []string{paged[0].Name, paged[1].Name, paged[2].Name, paged[3].Name})
	for _, s := range paged {
		require.Equal(t, want[s.Name], *s.Failures, s.Name)
		require.Equal(t, kept[s.Name], *s.Failures, s.Name)
		require.Equal(t, s.Name == "openlineage:n" || s.Name == "openlineage:m", s.Entities > 0, s.Name)
		require.Equal(t, "OBSERVED", s.Rank)
		require.WithinDuration(t, time.Now(), s.LastSeen, time.Hour)
	}
}

func quotedOrNull(cursor string) string {
	if cursor == "" {
		return "null"
	}
	return fmt.Sprintf("%q", cursor)
}

func TestFailuresThatAreNotKnown(t *testing.T) { require.Equal(t, "?", failuresOf(nil)) }
