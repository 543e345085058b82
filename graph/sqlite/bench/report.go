package main

import (
	"bytes"
	"fmt"
	"runtime"
	"slices"
	"time"
)

// commits compares the commits of one way of writing with an opponent's.
type commits struct {
	writing
	against      string
	ours, theirs *latencies
}

// report is all that was measured.
type report struct {
	sizes
	opening  opening
	changing []changing
	commits  []commits
}

// leastCommits is how many times as many commits as a row for each entity there shall be in a second.
const leastCommits = 3.0

func (r *report) write(w *bytes.Buffer, command string) {
	fmt.Fprintf(w, "# Benchmarks of the store in a file\n\nMeasured by `%s` on %s, %s/%s, %d cores, %s.\n"+
		"The machine may be shared: read the ratios, not the times.\n\n",
		command, time.Now().UTC().Format(time.DateOnly), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version())
	r.writeOpening(w)
	r.writeChanging(w)
	r.writeCommits(w)
}

// The goals of one core: for opening after the bytes were read, and for the next graph.
const (
	mostOpening = time.Second
	mostNext    = 20 * time.Millisecond
)

func (r *report) writeOpening(w *bytes.Buffer) {
	o := &r.opening
	took := median(o.rounds)
	fmt.Fprintf(w, "## Opening\n\nA catalog of %d entities in three grains and %d flows seen on %d days, each with its claims; a file of %d MiB. Processor time of all threads,\n"+
		"the garbage collector's too as far as it runs, until the graph answers; the median of %d. What the graph shows is compared with what its records say.\n"+
		"While a graph is made of its packed form collecting is put off: it would look through what is kept again and again and find nothing. The first collection\n"+
		"afterwards, which looks through all of the graph once, is not in the time of opening it packed.\n\n",
		o.entities, o.flows, daysSeen, o.file>>20, len(o.rounds))
	fmt.Fprint(w, "| opening | processor time | goal | met |\n|---|--:|---|---|\n")
	fmt.Fprintf(w, "| from the records, as where no packed graph is kept | %s | | |\n", milliseconds(o.records))
	fmt.Fprintf(w, "| from the packed graph | %s | | |\n", milliseconds(took))
	fmt.Fprintf(w, "| of it, SQLite's reading of its %d MiB | %s | | |\n", o.packed>>20, milliseconds(o.reading))
	fmt.Fprintf(w, "| after the file is read | %s | below 1 s of one core | %s |\n\n", milliseconds(took-o.reading), yes(took-o.reading < mostOpening))
	fmt.Fprintf(w, "The opened graph takes %d MiB: %d bytes for an entity with its claims and flows.\n\n", o.heap>>20, o.heap/int64(o.entities))
}

func (r *report) writeChanging(w *bytes.Buffer) {
	fmt.Fprintf(w, "## The next graph after one change\n\nOf the same catalog, %d changes of each kind, each laid over the graph before; processor time of all threads. Nothing is rebuilt now and then.\n\n", times)
	fmt.Fprint(w, "| change | median | the longest | goal | met |\n|---|--:|--:|---|---|\n")
	for _, c := range r.changing {
		fmt.Fprintf(w, "| %s | %s | %s | at most 20 ms | %s |\n", c.what, milliseconds(median(c.each)), milliseconds(slices.Max(c.each)), yes(median(c.each) <= mostNext))
	}
	fmt.Fprint(w, "\n")
}

func (r *report) writeCommits(w *bytes.Buffer) {
	fmt.Fprintf(w, "## Durable commits\n\nDescriptions of entities in a catalog of %d, %d rounds of each side in turns; what is recorded afterwards is compared. Headwater's commits go\n"+
		"the whole way: they are drafted, judged, appended with their history and operation id, and visible to readers. The opponents are SQLite with the same\n"+
		"driver and settings and a row for each entity, one without history and one with it.\n\n", r.catalog, r.rounds)
	fmt.Fprint(w, "| commits of | against | Headwater | p50, p99 | opponent | p50, p99 | ratio | goal | met |\n|---|---|--:|--:|--:|--:|--:|---|---|\n")
	for _, c := range r.commits {
		c.write(w)
	}
}

func (c commits) write(w *bytes.Buffer) {
	ratio := c.ours.rate() / c.theirs.rate()
	fmt.Fprintf(w, "| %s | %s | %.0f / s | %s | %.0f / s | %s | %.1f | at least %.0f times as many | %s |\n", c.what, c.against,
		c.ours.rate(), c.ours.percentiles(), c.theirs.rate(), c.theirs.percentiles(), ratio, leastCommits, yes(ratio >= leastCommits))
}

func (l *latencies) percentiles() string {
	return fmt.Sprintf("%s, %s", milliseconds(l.p(0.5)), milliseconds(l.p(0.99)))
}

func milliseconds(d time.Duration) string { return fmt.Sprintf("%.2f ms", d.Seconds()*1000) }

func yes(met bool) string {
	if met {
		return "yes"
	}
	return "**no**"
}
