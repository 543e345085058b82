package neo4j

import (
	"runtime"
	"sync"

	"github.com/headwater-catalog/headwater/graph"
)

// rowsPerBatch is how many rows go to a decoder at once: enough that handing them over costs nothing beside decoding.
const rowsPerBatch = 512

// decoding decodes rows in goroutines of its own while more are read. What is read and not decoded yet is bounded: some
// batches for each processor. After begin, end must be called.
type decoding struct {
	reading []string // the batch that is not full yet
	batches chan []string
	workers sync.WaitGroup

	mu      sync.Mutex
	records []*graph.Record
	digest  digest // of all of them
	err     error  // the first
}

// begin starts the decoders, one for each processor.
func begin() *decoding {
	workers := runtime.GOMAXPROCS(0)
	d := &decoding{batches: make(chan []string, 4*workers)}
	for range workers {
		d.workers.Go(d.work)
	}
	return d
}

// row takes a row of a statement that returns headwaterRecords. What is no text is found out when it is decoded.
func (d *decoding) row(row []any) error {
	content, _ := row[0].(string)
	d.reading = append(d.reading, content)
	if len(d.reading) == rowsPerBatch {
		d.batches <- d.reading
		d.reading = make([]string, 0, rowsPerBatch)
	}
	return nil
}

// end waits for the decoders. Then records has all of them, in no order, or the error says what was wrong with one.
func (d *decoding) end() error {
	d.batches <- d.reading
	close(d.batches)
	d.workers.Wait()
	return d.err
}

// work decodes batches until there are no more. Whatever is to be done with each record as it comes belongs here, where
// all processors do it.
func (d *decoding) work() {
	var r reader
	for batch := range d.batches {
		records := make([]*graph.Record, len(batch))
		var sum digest
		var failed error
		for i, content := range batch {
			if records[i], failed = r.record(content); failed != nil {
				break
			}
			sum.add(content)
		}
		d.keep(records, sum, failed)
	}
}

// keep adds what a decoder has done.
func (d *decoding) keep(records []*graph.Record, sum digest, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.err == nil {
		d.err = err
	}
	if d.err == nil {
		d.records = append(d.records, records...)
		d.digest.sum(sum)
	}
}
