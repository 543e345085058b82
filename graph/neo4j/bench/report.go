package main

import (
	"bytes"
	"fmt"
	"runtime"
	"slices"
	"time"
)

// row compares two sides over the same work.
type row struct {
	what, against, goal string
	least               float64 // of the ratio, where that must be large
	most                float64 // of the ratio, where it must be small
	ours, theirs        []time.Duration
}

// median is the middle one of the rounds.
func median(rounds []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(rounds))
	return sorted[len(sorted)/2]
}

// ratio is how many times faster ours is where that is the goal, else how many times the opponent's time ours takes.
func (r row) ratio() float64 {
	part := median(r.ours).Seconds() / median(r.theirs).Seconds()
	if r.least > 0 {
		return 1 / part
	}
	return part
}

func (r row) met() string {
	if r.least > 0 && r.ratio() >= r.least || r.least == 0 && r.ratio() <= r.most {
		return "yes"
	}
	return "**no**"
}

// report is all that was measured.
type report struct {
	sizes
	rows  []row
	plans []string
}

func (r *report) write(w *bytes.Buffer, command string) {
	fmt.Fprintf(w, "# Benchmarks on Neo4j\n\nMeasured by `%s` on %s, %s/%s, %d cores, %s, Neo4j 5.26 Community in the same machine.\n\n",
		command, time.Now().UTC().Format(time.DateOnly), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version())
	fmt.Fprintf(w, "One graph: %d entities of three kinds and one grain, %d flows with a heavy tail, seed %d, written to Neo4j by Headwater. Both sides\n"+
		"take turns for %d rounds, and medians are compared; every answer is compared before its time counts. The machine may be\n"+
		"shared: read the ratios, not the times. Community has neither the pipelined runtime nor the block store of Enterprise.\n\n", r.entities, r.flowCount, r.seed, r.rounds)
	fmt.Fprint(w, "| what | against | Headwater | opponent | ratio | goal | met |\n|---|---|--:|--:|--:|---|---|\n")
	for _, row := range r.rows {
		fmt.Fprintf(w, "| %s | %s | %.3f ms | %.3f ms | %.2f | %s | %s |\n", row.what, row.against,
			median(row.ours).Seconds()*1000, median(row.theirs).Seconds()*1000, row.ratio(), row.goal, row.met())
	}
	fmt.Fprint(w, "\nNeo4j planned the closures as ")
	for i, plan := range r.plans {
		if i > 0 {
			fmt.Fprint(w, "; ")
		}
		fmt.Fprint(w, plan)
	}
	fmt.Fprint(w, ".\n")
}
