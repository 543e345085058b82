package dbt_test

import (
	"bytes"
	"io"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/ingest/dbt"
	"github.com/headwater-catalog/headwater/ingest/dbt/dbttest"
)

// large is the manifest of a project with that many models, and how long it is.
func large(tb testing.TB, models int) []byte {
	tb.Helper()
	var document bytes.Buffer
	require.NoError(tb, dbttest.Usual(models).Write(&document))
	return document.Bytes()
}

func BenchmarkImport(b *testing.B) {
	document := large(b, 10_000)
	b.SetBytes(int64(len(document)))
	for b.Loop() {
		project, err := dbt.ReadManifest("manifest.json", bytes.NewReader(document))
		require.NoError(b, err)
		project.Import("duckdb://large.duckdb")
	}
}

// watched is a document of which it is measured, each time that another megabyte of it was read, what is in use.
type watched struct {
	io.Reader
	read int
	most uint64
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.Reader.Read(p)
	if w.read>>20 != (w.read+n)>>20 {
		w.most = max(w.most, inUse())
	}
	w.read += n
	return n, err
}

func inUse() uint64 {
	runtime.GC()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	return memory.HeapAlloc
}

// With the collector's usual pace, a process then has at most twice as much: four times the document.
func TestNoMoreIsInUseThanTwiceTheDocument(t *testing.T) {
	document := large(t, 1000)
	w := &watched{Reader: bytes.NewReader(document)}
	before := inUse() // the document is in it
	project, err := dbt.ReadManifest("manifest.json", w)
	require.NoError(t, err)
	read := project.Import("duckdb://large.duckdb")
	w.most = max(w.most, inUse())
	require.Greater(t, len(read.Edits), 14_000)
	require.Less(t, w.most-before, uint64(2*len(document)))
	runtime.KeepAlive(document)
}
