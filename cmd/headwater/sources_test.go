package main

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
)

// Refused events count at their source; one of which nothing was taken is listed all the same.
func TestSourcesSayWhatWasRefused(t *testing.T) {
	var data sourcesData
	require.NoError(t, json.Unmarshal([]byte(`{"catalog": {"sources": {"totalCount": 2, "nodes": [{"name": "files"}, {"name": "openlineage:airflow"}]}},
		"deadLetters": [{"source": "openlineage:airflow", "time": "2026-11-03T10:00:00Z"}, {"source": null, "time": "2026-11-03T09:00:00Z"},
			{"source": "openlineage:spark", "time": "2026-11-02T10:00:00Z"}, {"source": "openlineage:spark", "time": "2026-11-01T10:00:00Z"}]}`), &data))
	data.join()
	failures := map[string]int{}
	for _, s := range data.Catalog.Sources.Nodes {
		failures[s.Name] = s.Failures
	}
	require.Equal(t, map[string]int{"files": 0, "openlineage:airflow": 1, "openlineage:spark": 2}, failures)
	require.Equal(t, 3, data.Catalog.Sources.TotalCount)
	require.Equal(t, "2026-11-02T10:00:00Z", data.Catalog.Sources.Nodes[2].LastSeen)
}
