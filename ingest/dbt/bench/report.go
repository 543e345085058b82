package main

import (
	"database/sql"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the driver
)

// report is what was measured.
type report struct {
	models int
	size   int64
	day    string
	runs   []figure
	edits  string
	commit int64 // bytes of its row
}

// figure is one run of a process.
type figure struct {
	what     string
	cpu      time.Duration
	clock    time.Duration
	resident int64 // bytes, the most; 0 where the system does not tell
	goals    bool
}

// measure reads the project, imports it into a new catalog, and imports it again.
func (r *report) measure(folder, manifest, binary string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	r.edits, err = r.run("read the manifest and make the edits", true, self, "-read", manifest)
	if err != nil {
		return err
	}
	file := filepath.Join(folder, "catalog.db")
	for _, what := range []string{"`headwater import dbt` into a new catalog in SQLite: read, check, commit durably, keep the graph packed",
		"the same again, which changes nothing"} {
		if _, err := r.run(what, true, binary, "import", "dbt", folder, "--namespace", "duckdb://large.duckdb", "--store", "sqlite:"+file); err != nil {
			return err
		}
	}
	r.commit, err = longestRow(file)
	return err
}

// longestRow returns how long the longest commit in a catalog's file is.
func longestRow(file string) (bytes int64, err error) {
	db, err := sql.Open("sqlite", file)
	if err != nil {
		return 0, err
	}
	defer func() { _ = db.Close() }() // it was only read
	err = db.QueryRow(`SELECT max(octet_length(content)) FROM commits`).Scan(&bytes)
	return bytes, err
}

// run runs a program to its end and notes what it took.
func (r *report) run(what string, goals bool, program string, args ...string) (string, error) {
	command := exec.Command(program, args...)
	command.Stderr = os.Stderr
	began := time.Now()
	out, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w", what, err)
	}
	state := command.ProcessState
	r.runs = append(r.runs, figure{what, state.UserTime() + state.SystemTime(), time.Since(began), resident(state), goals})
	return strings.TrimSpace(string(out)), nil
}

const goalTime = 2 * time.Second

// write writes the report as Markdown.
func (r *report) write(w io.Writer) error {
	_, err := fmt.Fprintf(w, `# Benchmarks: importing a dbt project

Measured by `+"`go run ./ingest/dbt/bench -headwater bin/headwater -o docs/benchmarks-dbt.md`"+` on %s, %s/%s, %d cores, %s.

A manifest of %d models with ten columns each, two tests a model, and SQL, macros and maps as real ones have: %.1f MB, which is %s
entities and links. Each line is one process; the machine may be shared: read the time on the processor.

| | processor | clock | most memory | of the document | goal | met |
|---|--:|--:|--:|--:|---|---|
`, r.day, runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version(), r.models, float64(r.size)/1e6, r.edits)
	for _, f := range r.runs {
		if err == nil {
			err = f.write(w, r.size)
		}
	}
	if err == nil {
		_, err = fmt.Fprintf(w, whatTheMemoryIs, float64(r.commit)/1e6, float64(r.commit)/float64(r.size))
	}
	return err
}

const whatTheMemoryIs = `
What the memory of the import into a new catalog is: a commit is one row ([why](adr/0004-one-row-a-commit.md)), and the row of this one is %.1f MB, %.1f× the document. While
SQLite writes it, it is there three times: as it was encoded, as the statement is given it, and as the record of the row. Two of these are SQLite's own, of which Go knows nothing; so what
Go no longer needs is handed back to the system before. Neither copy can be spared: the driver copies what a statement is given, and a row is made whole before it is
written. The rest is the graph, the edits that it was made of, and the program itself. Reading the document is the small part: it is a stream.
`

func (f figure) write(w io.Writer, size int64) error {
	goal, met := "", ""
	if f.goals {
		goal, met = "below 2 s, at most 4×", "**no**"
		if f.cpu < goalTime && f.resident <= 4*size {
			met = "yes"
		}
	}
	_, err := fmt.Fprintf(w, "| %s | %.2f s | %.2f s | %.0f MB | %.1f× | %s | %s |\n",
		f.what, f.cpu.Seconds(), f.clock.Seconds(), float64(f.resident)/1e6, float64(f.resident)/float64(size), goal, met)
	return err
}
