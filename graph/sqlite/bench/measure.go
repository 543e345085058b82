package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/headwater-catalog/headwater/graph"
)

// bench is the data of one run.
type bench struct {
	sizes
	folder   string
	large    *graph.Graph
	progress io.Writer
	report   *report
}

// measure takes all measures, in a folder of its own that it deletes.
func measure(ctx context.Context, s sizes, progress io.Writer) (r *report, err error) {
	folder, err := os.MkdirTemp(s.folder, "headwater-bench-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	b := &bench{sizes: s, folder: folder, progress: progress, report: &report{sizes: s}}
	for _, step := range []func(context.Context) error{b.opened, b.next, b.committing} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	return b.report, nil
}

func (b *bench) say(format string, args ...any) { _, _ = fmt.Fprintf(b.progress, format+"\n", args...) }
