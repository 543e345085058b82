// Command bench measures the import of a large dbt project and writes what it finds as Markdown: go run ./ingest/dbt/bench -headwater
// bin/headwater -o docs/benchmarks-dbt.md
//
// It promises that each figure is one run of a process of its own, as the operating system counted it: time on the processor, by
// which a machine that is shared does not mislead, time on the clock, and the most memory that was resident. It judges nothing
// but the goals that it names.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/headwater-catalog/headwater/ingest/dbt"
	"github.com/headwater-catalog/headwater/ingest/dbt/dbttest"
)

func main() {
	models := flag.Int("models", 10_000, "how many models the project has")
	binary := flag.String("headwater", "bin/headwater", "the program to measure")
	out := flag.String("o", "", "the file to write; standard output if left out")
	read := flag.String("read", "", "only read this manifest and make its edits: what a measured process does")
	flag.Parse()
	if err := run(*models, *binary, *out, *read); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(models int, binary, out, read string) error {
	if read != "" {
		return justRead(read)
	}
	folder, err := os.MkdirTemp("", "headwater-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }() // it is the system's to clean
	manifest := filepath.Join(folder, "manifest.json")
	size, err := write(manifest, dbttest.Usual(models))
	if err != nil {
		return err
	}
	r := report{models: models, size: size, day: time.Now().UTC().Format(time.DateOnly)}
	if err := r.measure(folder, manifest, binary); err != nil {
		return err
	}
	if out == "" {
		return r.write(os.Stdout)
	}
	f, err := os.Create(out)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // what was not written is told by Sync
	if err := r.write(f); err != nil {
		return err
	}
	return f.Sync()
}

// justRead reads a manifest and makes its edits.
func justRead(manifest string) error {
	f, err := os.Open(manifest)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // it was only read
	project, err := dbt.ReadManifest(manifest, f)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(os.Stdout, len(project.Import("duckdb://large.duckdb").Edits))
	return err
}

func write(file string, shape dbttest.Shape) (size int64, err error) {
	f, err := os.Create(file)
	if err != nil {
		return 0, err
	}
	defer func() { _ = f.Close() }() // what was not written is told by Stat and Sync
	if err := shape.Write(f); err != nil {
		return 0, err
	}
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), f.Sync()
}
