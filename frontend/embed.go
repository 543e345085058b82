// Package frontend hands out the web pages that are embedded in the binary: the web app and the playground.
//
// It promises pages whether or not Node has run. Where Vite's build is embedded, / is the web app and /playground/ is
// GraphiQL; where it is not, / is a quiet start page, and the playground, as where the address says ?plain, a small page
// of our own that does the same with less. Every page brings its own Content-Security-Policy, loads nothing from any other origin and runs no inline script.
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

// Built reports whether Vite's build of the pages is embedded.
func Built() bool { return built(files) }

func built(fsys fs.FS) bool {
	_, err := fs.Stat(fsys, "dist/index.html")
	return err == nil
}
