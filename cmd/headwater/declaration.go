package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/headwater-catalog/headwater/ingest/manifest"
)

// declaration is a manifest, and where its files lie as the user wrote it.
type declaration struct {
	*manifest.Manifest
	folder string
}

// readDeclaration reads files and folders as one manifest. Its problems name the files as seen from here.
func readDeclaration(paths []string) (declaration, error) {
	place, names, err := below(paths)
	if err != nil {
		return declaration{}, err
	}
	read, err := manifest.Read(files(place, names), names...)
	d := declaration{read, place}
	return d, d.located(err)
}

// declared reads a whole folder that is part of the program.
func declared(fsys fs.FS) (declaration, error) {
	read, err := manifest.Read(fsys)
	return declaration{Manifest: read}, err
}

// located puts the files of problems, and of what could not be read, below the folder again.
func (d declaration) located(err error) error {
	var problems manifest.Problems
	if errors.As(err, &problems) {
		return problems.Under(filepath.ToSlash(d.folder))
	}
	var unread *fs.PathError
	if errors.As(err, &unread) && !filepath.IsAbs(unread.Path) {
		return &fs.PathError{Op: unread.Op, Path: filepath.Join(d.folder, unread.Path), Err: unread.Err}
	}
	return err
}

// below returns the nearest folder that holds all the paths, and what they are called in it. A folder alone is its own:
// then what its claims say of their origin is the same from wherever it is applied.
func below(paths []string) (folder string, names []string, err error) {
	if len(paths) == 1 {
		info, err := os.Stat(paths[0])
		if err == nil && info.IsDir() {
			return paths[0], []string{"."}, nil
		}
		return filepath.Dir(paths[0]), []string{filepath.Base(paths[0])}, err
	}
	var all []string
	for _, path := range paths {
		absolute, err := filepath.Abs(path)
		if err != nil {
			return "", nil, err
		}
		all = append(all, absolute)
	}
	folder = filepath.Dir(all[0])
	for _, path := range all[1:] {
		for !within(folder, path) && folder != filepath.Dir(folder) {
			folder = filepath.Dir(folder)
		}
	}
	for _, path := range all {
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return "", nil, err
		}
		names = append(names, filepath.ToSlash(name))
	}
	return fromHere(folder), names, nil
}

// within reports whether a path lies below a folder.
func within(folder, path string) bool {
	name, err := filepath.Rel(folder, path)
	return err == nil && name != ".." && !strings.HasPrefix(name, ".."+string(filepath.Separator))
}

// fromHere returns a path as seen from the working directory, where there is a way that does not lead up.
func fromHere(path string) string {
	here, err := os.Getwd()
	if err != nil || !within(here, path) {
		return path
	}
	name, err := filepath.Rel(here, path)
	if err != nil {
		return path
	}
	return name
}

// changes returns the manifest as GraphQL's list of changes, in its order.
func (d declaration) changes() []change { return changesOf(d.Edits) }
