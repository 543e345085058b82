// Command bench measures the lineage engine against named opponents on the same data, in one run, and prints what it
// found as a Markdown table. Every answer is compared with the opponent's before its time counts; it exits with 1 where
// one differs.
//
// Times on shared machines mean little: what counts are the ratios.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	if err := run(context.Background(), os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// sizes are what the flags ask for.
type sizes struct {
	shape
	closures int // against maps and the bare search
	queries  int // against the database
}

func run(ctx context.Context, args []string, stdout, progress io.Writer) error {
	var s sizes
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(progress)
	flags.IntVar(&s.entities, "entities", 1_000_000, "entities of the layered graph")
	flags.IntVar(&s.layers, "layers", 20, "its layers")
	flags.IntVar(&s.fanIn, "fan-in", 5, "flows into an entity, at most")
	flags.Uint64Var(&s.seed, "seed", 1, "of the graph and of the choice of entities")
	flags.IntVar(&s.closures, "closures", 1000, "closures to compare with maps and with a bare search")
	flags.IntVar(&s.queries, "queries", 20, "closures to compare with SQLite")
	output := flags.String("o", "", "file to write the table to as well")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if s.layers < 2 || s.entities < 2*s.layers || s.closures < 1 || s.queries < 1 {
		return fmt.Errorf("these sizes leave nothing to measure: %+v", s)
	}
	r, err := measure(ctx, s, progress)
	if err != nil {
		return err
	}
	return publish(r, "go run ./lineage/bench "+strings.Join(args, " "), *output, stdout)
}

// publish prints the report and writes it to a file where one is named.
func publish(r *report, command, file string, stdout io.Writer) error {
	var text bytes.Buffer
	r.write(&text, strings.TrimSpace(command))
	if _, err := stdout.Write(text.Bytes()); err != nil || file == "" {
		return err
	}
	return os.WriteFile(file, text.Bytes(), 0o644)
}
