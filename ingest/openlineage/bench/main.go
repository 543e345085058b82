// Command bench measures how fast events of OpenLineage are taken into a catalog in a file, durably, and writes what it finds as
// Markdown: go run ./ingest/openlineage/bench -o docs/benchmarks-openlineage.md
//
// It promises that each event is answered for before the next of its sender is sent, and that the figures are of all that the process did:
// reading the events, dropping those that were sent before, folding them, and making them durable. HTTP is not in them. A
// machine that is shared does not mislead the time on the processor.
package main

import (
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

func run(ctx context.Context, args []string, stdout, progress io.Writer) error {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(progress)
	events := flags.Int("events", 20_000, "how many events are sent each time")
	folder := flags.String("folder", "", "folder for the files, on the disk to be measured; the system's for temporary ones where none is named")
	output := flags.String("o", "", "file to write the page to as well")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *events < 1000 {
		return fmt.Errorf("%d events leave nothing to measure: send 1,000 or more", *events)
	}
	var r report
	for _, s := range cases(*events) {
		_, _ = fmt.Fprintln(progress, "measuring", s.what, "by", s.senders) // it is only to be seen
		f, err := s.measure(ctx, *folder)
		if err != nil {
			return err
		}
		r.figures = append(r.figures, f)
	}
	var err error
	if r.floor, err = floor(ctx, *folder, *events/10); err != nil {
		return err
	}
	text := r.text(strings.TrimSpace("go run ./ingest/openlineage/bench " + strings.Join(args, " ")))
	if _, err := io.WriteString(stdout, text); err != nil || *output == "" {
		return err
	}
	return os.WriteFile(*output, []byte(text), 0o644)
}
