package sqlite_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/sqlite"
)

// record is about as large as a record of a catalog is.
func record(i int, text string) *graph.Record {
	now := time.Date(2026, 11, 2, 12, 0, 0, 0, time.UTC)
	return &graph.Record{Key: graph.EntityKey(graph.ID(fmt.Sprintf("domain:division-x/area-%d/part-%d", i%97, i))), Claims: []graph.Claim{{
		Source: "files:catalog", Rank: graph.Declared, Origin: fmt.Sprintf("catalog/area-%d.yml:%d", i%97, i), FirstSeen: now, LastSeen: now,
		Values: []graph.Value{{Attribute: graph.AttrDescription, Text: text, Since: 1}, {Attribute: graph.AttrTags, List: []string{"personal-data"}, Since: 1}},
	}}}
}

func grown(t testing.TB, path string, records, perCommit int) {
	store := open(t, path)
	revision := graph.Revision(0)
	for i := 0; i < records; i += perCommit {
		revision++
		c := &graph.Commit{Revision: revision, Time: time.Now(), Actor: "ada", Source: graph.People}
		for j := i; j < min(i+perCommit, records); j++ {
			c.Changes = append(c.Changes, graph.Change{After: record(j, "what it is for, in a sentence or two of plain words")})
		}
		require.NoError(t, store.Append(t.Context(), c))
	}
	require.NoError(t, store.Close())
}

// BenchmarkAppend is a durable commit of one change.
func BenchmarkAppend(b *testing.B) {
	store := open(b, filepath.Join(b.TempDir(), "catalog.db"))
	defer store.Close()
	revision := graph.Revision(0)
	for b.Loop() {
		revision++
		c := &graph.Commit{Revision: revision, Time: time.Now(), Actor: "ada", Source: graph.People, OperationID: revision.String(),
			Changes: []graph.Change{{After: record(int(revision), "one change")}}}
		require.NoError(b, store.Append(b.Context(), c))
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "commits/s")
}

// BenchmarkOpen opens and loads a catalog of 100,000 records, from a checkpoint and from the log alone.
func BenchmarkOpen(b *testing.B) {
	for _, perCommit := range []int{1000, 100_000} {
		path := filepath.Join(b.TempDir(), "catalog.db")
		grown(b, path, 100_000, perCommit)
		info, err := os.Stat(path)
		require.NoError(b, err)
		b.Run(fmt.Sprintf("%d a commit", perCommit), func(b *testing.B) {
			for b.Loop() {
				store, err := sqlite.Open(b.Context(), path)
				require.NoError(b, err)
				n := 0
				_, records := store.Load(b.Context())
				for _, err := range records {
					require.NoError(b, err)
					n++
				}
				require.Equal(b, 100_000, n)
				require.NoError(b, store.Close())
			}
			b.ReportMetric(float64(info.Size())/(1<<20), "MiB")
		})
	}
}

// How long it takes to drop all but 1,000 commits of a log, with 21 changes each: 100,000 commits with
// HEADWATER_SOAK, else 5,000.
func BenchmarkCompact(b *testing.B) {
	count := graph.Revision(5_000)
	if os.Getenv("HEADWATER_SOAK") != "" {
		count = 100_000
	}
	for b.Loop() {
		b.StopTimer()
		store := open(b, newPath(b))
		for r := graph.Revision(1); r <= count; r += 1_000 {
			require.NoError(b, store.Append(b.Context(), groupOf(r, 1_000)...))
		}
		b.StartTimer()
		require.NoError(b, store.Compact(b.Context(), count-1_000, "a test"))
		b.StopTimer()
		require.NoError(b, store.Close())
		b.StartTimer()
	}
}
