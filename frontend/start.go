package frontend

import (
	"bytes"
	"html/template"
	"io/fs"
	"net/http"
	"strings"
)

// Start serves the start page at /start/, and at / too, where it stands in for the web app if that is not built; and the
// page's files, which other pages use as well, under /start/. It finds nothing at any other path.
func Start() http.Handler { return newStart(files) }

func newStart(fsys fs.FS) http.Handler {
	page := must(render(fsys, "start/index.html", must(readExamples(fsys))))
	return startPolicy.guard(func(w http.ResponseWriter, r *http.Request) {
		asset, isAsset := strings.CutPrefix(r.URL.Path, "/start/")
		switch {
		case r.URL.Path == "/", isAsset && asset == "":
			serveContent(w, r, "index.html", page, revalidate)
		case isAsset && asset != "index.html":
			serveFile(w, r, fsys, "start/"+asset, revalidate)
		default:
			http.Error(w, "not found", http.StatusNotFound)
		}
	})
}

// render fills the examples into a page; what they say is escaped for the place where it stands.
func render(fsys fs.FS, name string, examples []Example) ([]byte, error) {
	page, err := template.ParseFS(fsys, name)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = page.Execute(&out, examples)
	return out.Bytes(), err
}
