// Package frontend hands out the web pages that are embedded in the binary: the start page and the playground.
//
// It promises that the playground works whether or not Node has run. Where Vite's build is embedded, /playground/ is
// GraphiQL; where it is not, or where the address says ?plain, it is a small page of our own that does the same with
// less. Every page brings its own Content-Security-Policy, loads nothing from any other origin and runs no inline script.
//
// It imports the standard library only and knows nothing of the catalog: the pages speak to /graphql like any client.
package frontend

import (
	"embed"
	"io/fs"
)

// The folder dist holds only .keep until Vite has built into it; "all:" embeds that too, so that Go always compiles.
//
//go:embed all:dist examples fallback signin start
var files embed.FS

// Built reports whether Vite's build of the playground is embedded.
func Built() bool { return built(files) }

func built(fsys fs.FS) bool {
	_, err := fs.Stat(fsys, "dist/index.html")
	return err == nil
}
