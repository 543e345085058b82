package openlineage_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/ingest/openlineage"
	"github.com/headwater-catalog/headwater/ingest/openlineage/eventtest"
)

// BenchmarkDecode is reading an event of 4 KB.
func BenchmarkDecode(b *testing.B) {
	text := eventtest.Sample(7, 100)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := openlineage.Decode(text); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFold is folding an event of a run that says nothing new of lineage.
func BenchmarkFold(b *testing.B) {
	c := newCatalog()
	for i := range 200 {
		c.take(b, decoded(b, string(eventtest.Sample(i, 100))))
	}
	e, err := openlineage.Decode(eventtest.Sample(307, 100))
	require.NoError(b, err)
	b.ReportAllocs()
	for b.Loop() {
		if edits, err := openlineage.Fold(c.graph, c.now, &c.heard, e); err != nil || len(edits) > 0 {
			b.Fatal(edits, err)
		}
	}
}
