package main

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"
)

// row compares the engine with one opponent over the same closures.
type row struct {
	against, goal  string
	most           float64 // of the opponent's time, to meet the goal
	count, reached int
	ours, theirs   time.Duration
}

// report is all that was measured.
type report struct {
	sizes
	rows      []row
	flowCount int
	building  time.Duration
	firstThen time.Duration // the first answer at an old point, folded from the log
	// bytes for one, as the heap tells after a collection: of a flow, both ways; of an entity with its Entity, ID and
	// place in the index; of that place alone.
	flowBytes, entityBytes, indexBytes float64
}

// most bytes for a flow, both ways, and what is said of it where all flows are claimed alike.
const mostFlowBytes = 13

func (r *report) write(w *bytes.Buffer, command string) {
	fmt.Fprintf(w, "# Benchmarks\n\nMeasured by `%s` on %s, %s, %s.\n\n", command, time.Now().UTC().Format(time.DateOnly), machine(), runtime.Version())
	fmt.Fprintf(w, "One graph: %d entities in %d layers, %d flows, seed %d, built from its records in %.1f s.\n",
		r.entities, r.layers, r.flowCount, r.seed, r.building.Seconds())
	fmt.Fprint(w, "Opponents answer the same questions in the same run, upstream and downstream in turn, and every answer is compared\n"+
		"before its time counts. The machine may be shared: read the ratios, not the times.\n\n"+
		"Elsewhere: [the layout of the graph view against elkjs](benchmarks-layout.md), time and crossings on the same graphs in one run;\n"+
		"[the graph view in the browser](benchmarks-graph.md); [a real Neo4j](benchmarks-neo4j.md).\n\n")
	fmt.Fprint(w, "| against | closures | reached, on average | Headwater | opponent | ratio | goal | met |\n|---|--:|--:|--:|--:|--:|---|---|\n")
	for _, row := range r.rows {
		row.write(w)
	}
	fmt.Fprint(w, "\n| once | time | goal | met |\n|---|--:|---|---|\n")
	fmt.Fprintf(w, "| the first answer as of %d commits ago, folded from the log | %.0f ms | below 1 s | %s |\n",
		ago, r.firstThen.Seconds()*1000, yes(r.firstThen < mostFirstThen))
	fmt.Fprint(w, "\n| memory | bytes | goal | met |\n|---|--:|---|---|\n")
	fmt.Fprintf(w, "| a flow, found from both of its ends | %.1f | at most %d | %s |\n", r.flowBytes, mostFlowBytes, yes(r.flowBytes <= mostFlowBytes))
	fmt.Fprintf(w, "| an entity, with its ID and attributes (no claim of its own) | %.0f | | |\n", r.entityBytes)
	fmt.Fprintf(w, "| an entity, what finding and tracing it takes beside that | %.0f | | |\n", r.indexBytes)
}

// mostFirstThen is how long the first answer at an old point may take.
const mostFirstThen = time.Second

// write prints the times of one closure, on average.
func (r row) write(w *bytes.Buffer) {
	each := func(d time.Duration) string { return fmt.Sprintf("%.3f ms", d.Seconds()*1000/float64(r.count)) }
	part := r.ours.Seconds() / r.theirs.Seconds()
	ratio := fmt.Sprintf("%.2f×", part)
	if part < 0.5 {
		ratio = fmt.Sprintf("1/%.0f", 1/part)
	}
	fmt.Fprintf(w, "| %s | %d | %d | %s | %s | %s | %s | %s |\n",
		r.against, r.count, r.reached/r.count, each(r.ours), each(r.theirs), ratio, r.goal, yes(part <= r.most))
}

func yes(met bool) string {
	if met {
		return "yes"
	}
	return "no"
}

// heap returns the bytes in use after a collection.
func heap() int64 {
	runtime.GC()
	runtime.GC() // what the first one set free to be finalized
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// use keeps values alive until here.
func use(values ...any) { runtime.KeepAlive(values) }

// machine names the processor where the system tells it.
func machine() string {
	name := runtime.GOARCH
	cpus, _ := os.ReadFile("/proc/cpuinfo") // elsewhere the architecture must do
	for line := range strings.Lines(string(cpus)) {
		if key, value, found := strings.Cut(line, ":"); found && strings.TrimSpace(key) == "model name" {
			name = strings.TrimSpace(value)
			break
		}
	}
	return fmt.Sprintf("%s/%s, %s, %d cores", runtime.GOOS, runtime.GOARCH, name, runtime.NumCPU())
}
