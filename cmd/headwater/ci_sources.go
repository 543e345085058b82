package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/manifest"
)

// sources is a folder of which several folders may be manifests, each of a source of its own.
type sources struct {
	each   []*manifest.Manifest
	folder string
}

// readFolder reads a folder, with its problems as seen from here.
func readFolder(path string) (sources, error) {
	if info, err := os.Stat(path); err != nil {
		return sources{}, err
	} else if !info.IsDir() {
		return sources{}, misused("%s is no folder", path)
	}
	return readSources(confined(path), path)
}

// readSources reads a folder that people know by a name.
func readSources(folder fs.FS, name string) (sources, error) {
	each, err := manifest.ReadSources(folder)
	return sources{each, name}, declaration{folder: name}.located(err)
}

// everybody is who says all that is in a folder where only files are compared.
var everybody = graph.Source{Name: "catalog", Rank: graph.Declared}

// together returns the word of all sources as one: who says what makes no difference to what it does to others.
func (s sources) together() declaration {
	return declaration{manifest.Together(everybody, s.each...), s.folder}
}

// alone returns the only source. A server keeps each source's word by itself, so that they are planned one by one.
func (s sources) alone() (declaration, error) {
	if len(s.each) != 1 {
		return declaration{}, fmt.Errorf("%s holds the words of %d sources, and a server is asked about one at a time: give --head the folder of one",
			s.folder, len(s.each))
	}
	return declaration{s.each[0], s.folder}, nil
}

// elsewhere adds to a fault of files that are compared with files what may be the reason.
func elsewhere(err error) error {
	var problems manifest.Problems
	if !errors.As(err, &problems) {
		return err
	}
	return fmt.Errorf("%w\nWhat is declared outside of the folder is known to a server only: --server URL compares with it", err)
}
