package server

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
)

// clientsBatch is what OpenLineage's specification says that a client reads of a batch.
type clientsBatch struct {
	Status  string `json:"status"`
	Summary struct {
		Received     int `json:"received"`
		Successful   int `json:"successful"`
		Failed       int `json:"failed"`
		Retriable    int `json:"retriable"`
		NonRetriable int `json:"non_retriable"`
	} `json:"summary"`
	FailedEvents []struct {
		Index     int    `json:"index"`
		Reason    string `json:"reason"`
		Retriable bool   `json:"retriable"`
	} `json:"failed_events"`
}

// Whatever becomes of the events of a batch, a client is told of each that failed, in order, which to send again, and all numbers agree. Where
// all should be sent again the answer is 503 with when.
func TestWhatBecomesOfEachEventOfABatch(t *testing.T) {
	fates := map[string]Taken{
		"taken": {}, "known": {Known: true},
		"BAD_USER_INPUT": {Err: graph.Faults{{Kind: graph.BadUserInput, Message: "one"}, {Kind: graph.BadUserInput, Message: "two"}}},
		"CONFLICT":       {Err: &graph.Error{Kind: graph.Conflict, Message: "another job's"}}, "FORBIDDEN": {Err: &graph.Error{Kind: graph.Forbidden, Message: "not you"}},
		"INTERNAL":    {Err: &graph.Error{Kind: graph.Internal, Message: "secret"}},
		"UNAVAILABLE": {Err: &graph.Error{Kind: graph.Unavailable, Message: "not now"}}, "TIMEOUT": {Err: &graph.Error{Kind: graph.Timeout, Message: "too slow"}},
	}
	again := map[string]bool{"UNAVAILABLE": true, "TIMEOUT": true}
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom(slices.Sorted(maps.Keys(fates))), 1, 8).Draw(t, "fates")
		config := Config{Lineage: func(context.Context, bool, ...[]byte) []Taken {
			all := make([]Taken, len(words))
			for i, word := range words {
				all[i] = fates[word]
			}
			return all
		}}
		answer := httptest.NewRecorder()
		config.takeBatch(answer, httptest.NewRequest(http.MethodPost, pathLineageBatch, nil), []byte("[{}"+strings.Repeat(",{}", len(words)-1)+"]"))

		var failed, retriable []int
		for i, word := range words {
			if fates[word].Err != nil {
				failed = append(failed, i)
			}
			if again[word] {
				retriable = append(retriable, i)
			}
		}
		if len(retriable) == len(words) {
			require.Equal(t, http.StatusServiceUnavailable, answer.Code)
			require.NotEmpty(t, answer.Header().Get("Retry-After"))
			return
		}
		require.Equal(t, http.StatusOK, answer.Code)
		require.NotContains(t, answer.Body.String(), "secret")
		var read clientsBatch
		require.NoError(t, json.Unmarshal(answer.Body.Bytes(), &read))
		require.Equal(t, map[bool]string{true: "success", false: "partial_success"}[len(failed) == 0], read.Status)
		require.Equal(t, len(words), read.Summary.Received)
		require.Equal(t, len(words)-len(failed), read.Summary.Successful)
		require.Equal(t, len(failed), read.Summary.Failed)
		require.Equal(t, len(retriable), read.Summary.Retriable)
		require.Equal(t, len(failed)-len(retriable), read.Summary.NonRetriable)
		require.Len(t, read.FailedEvents, len(failed))
		for i, f := range read.FailedEvents {
			require.Equal(t, failed[i], f.Index)
			require.NotEmpty(t, f.Reason)
			require.Equal(t, again[words[f.Index]], f.Retriable)
		}
	})
}
