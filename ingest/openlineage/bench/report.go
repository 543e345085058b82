package main

import (
	"fmt"
	"runtime"
	"strings"
	"time"

	"github.com/headwater-catalog/headwater/ingest/openlineage/eventtest"
)

// report is what was measured.
type report struct {
	figures []figure
	floor   time.Duration // processor, of making one document durable
}

// goal is how many events a second one core is to take where the runs say nothing new of lineage.
const goal = 5000

func (r report) text(command string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `# Benchmarks: events of OpenLineage

Measured by `+"`%s`"+` on %s, %s/%s, %d cores, %s.

Events of %.1f KB, as the real ones are on average: a run's START and COMPLETE, with two tables read and one written, of ten columns each, and
where each column comes from. Every tenth is sent twice. They go to a receiver over a catalog in a file; each is durable when it is answered,
and only then does its sender send the next. HTTP is not in the figures. The machine may be shared: read the time on the processor, which is that
of the whole process on all cores.

| senders | what | processor an event | events a second of one core | goal | met | on the clock | p50 | p99 | commits |
|--:|---|--:|--:|--:|---|--:|--:|--:|--:|
`, command, time.Now().UTC().Format(time.DateOnly), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version(), float64(len(eventtest.Sample(0, jobs)))/1e3)
	for _, f := range r.figures {
		b.WriteString(f.line())
	}
	fmt.Fprintf(&b, `
An event that says nothing new is kept beside the log, with the last runs of its job. To make one such document durable takes the store alone %d µs of
processor in the same run: a sender who waits for each event pays that for each, many share it.
`, r.floor.Microseconds())
	return b.String()
}

func (f figure) line() string {
	each := f.cpu / time.Duration(f.sent)
	rate := float64(f.sent) / f.cpu.Seconds()
	wanted, met := "", ""
	if f.known {
		wanted, met = fmt.Sprint(goal), "**no**"
		if rate >= goal {
			met = "yes"
		}
	}
	return fmt.Sprintf("| %d | %s | %d µs | %.0f | %s | %s | %.0f/s | %s | %s | %d |\n", f.senders, f.what, each.Microseconds(), rate, wanted, met,
		float64(f.sent)/f.clock.Seconds(), f.quantile(50), f.quantile(99), f.commits)
}

// quantile returns what so many of a hundred events took at most.
func (f figure) quantile(percent int) string {
	at := f.took[min(len(f.took)*percent/100, len(f.took)-1)]
	return fmt.Sprintf("%.1f ms", float64(at.Microseconds())/1e3)
}
