// Command bench measures the store in a file: durable commits against SQLite with a row for each entity, opening a large catalog,
// and the next graph after one change to it. It prints what it found as Markdown.
//
// Answers are compared before times count: what a commit left must be the same on both sides, and a graph that was opened or
// changed must show what was written; it exits with 1 where they differ. Times on shared machines mean little: of commits the
// ratio of interleaved rounds counts, of what one core does the processor's time.
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
	entities, flows int    // of the large catalog
	catalog         int    // entities of the one that is committed to
	rounds, commits int    // of each side; of one writer in a round
	folder          string // where files are made
}

func run(ctx context.Context, args []string, stdout, progress io.Writer) error {
	var s sizes
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(progress)
	flags.IntVar(&s.entities, "entities", 1_000_000, "entities of the large catalog")
	flags.IntVar(&s.flows, "flows", 5_000_000, "its flows, about")
	flags.IntVar(&s.catalog, "catalog", 100_000, "entities of the catalog that is committed to")
	flags.IntVar(&s.rounds, "rounds", 3, "rounds of each side")
	flags.IntVar(&s.commits, "commits", 2000, "commits in a round of one writer")
	flags.StringVar(&s.folder, "folder", "", "folder for the files, on the disk to be measured; the system's for temporary ones where none is named")
	output := flags.String("o", "", "file to write the page to as well")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if s.entities < 5000 || s.flows < s.entities || s.catalog < 1000 || s.rounds < 1 || s.commits < 100 {
		return fmt.Errorf("these sizes leave nothing to measure: %+v", s)
	}
	r, err := measure(ctx, s, progress)
	if err != nil {
		return err
	}
	var text bytes.Buffer
	r.write(&text, strings.TrimSpace("go run ./graph/sqlite/bench "+strings.Join(args, " ")))
	if _, err := stdout.Write(text.Bytes()); err != nil || *output == "" {
		return err
	}
	return os.WriteFile(*output, text.Bytes(), 0o644)
}
