package receiver_test

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/sqlite"
	"github.com/headwater-catalog/headwater/ingest/openlineage/eventtest"
	"github.com/headwater-catalog/headwater/ingest/openlineage/receiver"
)

// BenchmarkEvents is events of about 4 KB of 100 jobs' runs, START and COMPLETE, each made durable in a file before the next of its
// sender is sent; every tenth is sent twice.
func BenchmarkEvents(b *testing.B) {
	for _, senders := range []int{1, 64} {
		b.Run(fmt.Sprintf("%d senders", senders), func(b *testing.B) {
			store, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "catalog.db"))
			require.NoError(b, err)
			catalog, err := live.Open(b.Context(), store)
			require.NoError(b, err)
			defer func() { require.NoError(b, catalog.Close()) }()
			r := receiver.New(catalog)
			for i := range 200 { // the jobs and their datasets are known
				require.NoError(b, r.Receive(b.Context(), "bench", sample(i))[0].Err)
			}
			send(b, r, senders)
		})
	}
}

func send(b *testing.B, r *receiver.Receiver, senders int) {
	var n atomic.Int64
	var group sync.WaitGroup
	b.SetBytes(int64(len(sample(0))))
	b.ResetTimer()
	for range senders {
		group.Go(func() {
			for i := n.Add(1); i <= int64(b.N); i = n.Add(1) {
				text := sample(200 + int(i))
				for range 1 + max(0, 1-int(i%10)) {
					if fate := r.Receive(context.Background(), "bench", text)[0]; fate.Err != nil {
						b.Error(fate.Err)
					}
				}
			}
		})
	}
	group.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "events/s")
}

// sample returns the i-th event of the runs of 100 jobs.
func sample(i int) []byte { return eventtest.Sample(i, 100) }
