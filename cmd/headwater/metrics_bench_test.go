package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/server"
)

// BenchmarkMetrics asks for a large answer with the figures counted and without: what they cost each field of it.
func BenchmarkMetrics(b *testing.B) {
	const entities, perEntity = 1000, 4
	catalog, err := openCatalog(context.Background(), place{}, toWrite)
	require.NoError(b, err)
	defer func() { require.NoError(b, catalog.Close()) }()
	var edits []graph.Edit
	for i := range entities {
		edits = append(edits, graph.Put{ID: graph.ID(fmt.Sprintf("domain:d-%d", i))})
	}
	_, err = catalog.Apply(context.Background(), live.Request{Actor: "bench", Source: graph.People, Edits: edits})
	require.NoError(b, err)
	const body = `{"query":"{ catalog { entities(first: 1000) { nodes { id name description kind } } } }"}`
	for name, counted := range map[string]bool{"with": true, "without": false} {
		b.Run(name, func(b *testing.B) {
			p := program{}
			log := zerolog.Nop()
			o, err := p.operate(b.Context(), catalog, &log)
			require.NoError(b, err)
			cfg := p.house(catalog, nil)
			if counted {
				o.attend(&cfg)
			}
			h := server.NewHandler(cfg)
			for b.Loop() {
				r := httptest.NewRequest(http.MethodPost, "http://localhost/graphql", strings.NewReader(body))
				r.Header.Set("Content-Type", "application/json")
				reply := httptest.NewRecorder()
				h.ServeHTTP(reply, r)
				if reply.Code != http.StatusOK || reply.Body.Len() < 50*entities {
					b.Fatal(reply.Body.String())
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/entities/perEntity, "ns/field")
		})
	}
}
