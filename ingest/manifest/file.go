package manifest

import (
	"io/fs"
	"path"
	"strings"

	"github.com/headwater-catalog/headwater/ingest/document"
)

// The bounds of what is read.
const (
	MaxFiles = document.MaxFiles
	MaxTotal = document.MaxTotal
	MaxLinks = 1_000_000
)

// Alternatives is the folder in a catalog's that holds no part of it, but the changes to it that are considered:
// see ingest/alternative.
const Alternatives = "alternatives"

// find returns the names of the files that paths stand for, without what is kept beside the catalog in a folder of its own:
// alternatives.
func find(fsys fs.FS, paths []string) ([]string, error) {
	if len(paths) == 0 {
		paths = []string{"."}
	}
	names, err := document.Find(fsys, paths, func(root, folder string) bool { return folder == path.Join(root, Alternatives) })
	if err == nil && len(names) == 0 {
		err = document.Problems{{File: strings.Join(paths, ", "), Message: "there is no .yaml or .yml file in it"}}
	}
	return names, err
}
