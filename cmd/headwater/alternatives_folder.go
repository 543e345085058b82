package main

import (
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/pflag"

	"github.com/headwater-catalog/headwater/ingest/manifest"
)

func alternativesFlag(flags *pflag.FlagSet) {
	flags.String("alternatives", "", "the folder of alternatives; else alternatives beside the catalog's file, if that is there")
}

// considered returns the folder of the alternatives to the catalog at a place: the one that the settings name, or else
// alternatives beside the catalog's file, whether or not it is there yet. Nil where there is neither.
func (s settings) considered(at place) (fs.FS, error) {
	named := s.Alternatives
	if named == "" {
		if at.path == "" {
			return nil, nil
		}
		return confined(filepath.Join(filepath.Dir(at.path), manifest.Alternatives)), nil
	}
	info, err := os.Stat(named)
	switch {
	case err != nil:
		return nil, misused("the folder of --alternatives cannot be read: %v", err)
	case !info.IsDir():
		return nil, misused("--alternatives: %s is a file; name the folder of such files", named)
	}
	return confined(named), nil
}
