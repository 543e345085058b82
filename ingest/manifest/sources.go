package manifest

import (
	"errors"
	"io/fs"
	"path"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
)

// ReadSources reads a folder in which several sources have folders of their own: one in which a file names its source is
// a manifest, with all below it but for its [Alternatives] and folders that name another. Folders that name the same source
// are one manifest. The manifests are in the order of their first files; without paths, all of fsys is read.
//
// Each is what [Read] gives of its files, and the error is Read's: the problems of all manifests come together.
func ReadSources(fsys fs.FS, paths ...string) ([]*Manifest, error) {
	groups, err := bySource(fsys, paths)
	if err != nil {
		return nil, err
	}
	var all []*Manifest
	var problems Problems
	for _, names := range groups {
		m, err := Read(fsys, names...)
		var wrong Problems
		switch {
		case errors.As(err, &wrong):
			problems = append(problems, wrong...)
		case err != nil:
			return nil, err
		}
		all = append(all, m)
	}
	if len(problems) > 0 {
		return nil, problems.Sorted()
	}
	return all, nil
}

// bySource returns the names of the files of each manifest.
func bySource(fsys fs.FS, paths []string) ([][]string, error) {
	names, err := find(fsys, paths)
	if err != nil {
		return nil, err
	}
	named, err := namedIn(fsys, names)
	if err != nil {
		return nil, err
	}
	var groups [][]string
	at := map[string]int{}
	for _, name := range names {
		if isBeside(named, name) {
			continue
		}
		source := nearestSource(named, path.Dir(name))
		if _, seen := at[source]; !seen {
			at[source] = len(groups)
			groups = append(groups, nil)
		}
		groups[at[source]] = append(groups[at[source]], name)
	}
	return groups, nil
}

// namedIn returns for each folder in which a file names its source the first that is named. What is wrong with the files
// is left to whoever reads them.
func namedIn(fsys fs.FS, names []string) (map[string]string, error) {
	named := map[string]string{}
	for _, name := range names {
		f, content, err := document.Load(fsys, name)
		var wrong Problems
		switch {
		case errors.As(err, &wrong):
			continue
		case err != nil:
			return nil, err
		}
		documents, _ := f.Parse(content)
		for _, root := range documents {
			for _, e := range root.Entries {
				if folder := path.Dir(name); e.Key == "source" && e.Value.Text != "" && named[folder] == "" {
					named[folder] = e.Value.Text
				}
			}
		}
	}
	return named, nil
}

// nearestSource returns the source of a folder, or of the nearest one above it that has one; "" where none has.
func nearestSource(named map[string]string, folder string) string {
	for ; named[folder] == "" && folder != "."; folder = path.Dir(folder) {
	}
	return named[folder]
}

// isBeside reports whether a file lies in the alternatives of a folder that names its source.
func isBeside(named map[string]string, name string) bool {
	for folder := path.Dir(name); folder != "."; folder = path.Dir(folder) {
		if path.Base(folder) == Alternatives && named[path.Dir(folder)] != "" {
			return true
		}
	}
	return false
}

// Together returns several manifests as the word of one source, in their order: where two say something else of the same
// thing, the later counts.
func Together(source graph.Source, all ...*Manifest) *Manifest {
	m := &Manifest{Source: source}
	for _, one := range all {
		m.Edits, m.places, m.source = append(m.Edits, one.Edits...), append(m.places, one.places...), one.source
	}
	return m
}
