// Command bench measures Headwater over a real Neo4j against the best that Cypher and the bare driver do on the same
// Neo4j, in one run, and prints what it found as a Markdown table. Answers are compared before their time counts; it
// exits with 1 where one differs.
//
// It starts the Neo4j that tests use, Community with little memory, which is not the fastest there is. Times on shared
// machines mean little: what counts are the ratios, of medians of interleaved rounds.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/headwater-catalog/headwater/graph/neo4j/neo4jtest"
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
	rounds  int // of each side
	commits int // of one writer in a round
}

func run(ctx context.Context, args []string, stdout, progress io.Writer) error {
	var s sizes
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(progress)
	flags.IntVar(&s.entities, "entities", 63_666, "entities of the graph")
	flags.IntVar(&s.flowCount, "flows", 280_000, "its flows")
	flags.Uint64Var(&s.seed, "seed", 1, "of the graph")
	flags.IntVar(&s.rounds, "rounds", 5, "rounds of each side")
	flags.IntVar(&s.commits, "commits", 200, "commits in a round of one writer")
	output := flags.String("o", "", "file to write the table to as well")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if s.entities < 200 || s.flowCount < s.entities || s.flowCount > 20*s.entities || s.rounds < 1 || s.commits < 1 {
		return fmt.Errorf("these sizes leave nothing to measure: %+v", s)
	}
	if missing := neo4jtest.Missing(); missing != "" {
		return fmt.Errorf("%s is not installed: a real Neo4j needs Java 17 or later and Maven", missing)
	}
	server, err := neo4jtest.Start(ctx)
	if err != nil {
		return err
	}
	r, err := measure(ctx, server, s, progress)
	if err := errors.Join(err, server.Stop()); err != nil {
		return err
	}
	var text bytes.Buffer
	r.write(&text, strings.TrimSpace("go run ./graph/neo4j/bench "+strings.Join(args, " ")))
	if _, err := stdout.Write(text.Bytes()); err != nil || *output == "" {
		return err
	}
	return os.WriteFile(*output, text.Bytes(), 0o644)
}
