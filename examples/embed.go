// Package examples holds the catalogs that come with Headwater, so that a demo needs no files: XclusiV is the article's
// case study, Later adds the later posts of its series. It promises that both read without a problem, Later on top of
// XclusiV; it does not read them.
package examples

import (
	"embed"
	"io/fs"
)

//go:embed xclusiv xclusiv-later
var files embed.FS

// XclusiV returns the folder of the article's catalog.
func XclusiV() fs.FS { return folder("xclusiv") }

// Alternatives returns the folder of changes to XclusiV that the article considers.
func Alternatives() fs.FS { return folder("xclusiv/alternatives") }

// Later returns the folder of the catalog that is applied on top of XclusiV.
func Later() fs.FS { return folder("xclusiv-later") }

func folder(name string) fs.FS {
	below, err := fs.Sub(files, name)
	if err != nil {
		panic(err) // the name is a constant that the embed directive checked
	}
	return below
}
