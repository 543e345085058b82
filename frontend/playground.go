package frontend

import (
	"io/fs"
	"net/http"
	"strings"
)

// Handler serves the playground: mount it at /playground and at /playground/.
//
//	/playground/                 GraphiQL if it is built, else the plain page
//	/playground/?plain           the plain page, always
//	/playground/?example=NAME    either of them with that example opened
func Handler() http.Handler { return newPlayground(files) }

// playground serves what fsys holds. It is immutable and may be used by many requests at once.
type playground struct {
	fsys           fs.FS
	built          bool
	plain          []byte // the plain page, its examples filled in
	bundled, basic http.Handler
}

func newPlayground(fsys fs.FS) http.Handler {
	p := &playground{fsys: fsys, built: built(fsys)}
	p.plain = must(render(fsys, "fallback/index.html", must(readExamples(fsys))))
	p.bundled = bundledPolicy.guard(p.serveBundled)
	p.basic = fallbackPolicy.guard(p.serveBasic)
	return p
}

func (p *playground) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if p.wantsBundled(r) {
		p.bundled.ServeHTTP(w, r)
		return
	}
	p.basic.ServeHTTP(w, r)
}

func (p *playground) wantsBundled(r *http.Request) bool {
	return p.built && !r.URL.Query().Has("plain") && !strings.HasPrefix(r.URL.Path, "/playground/plain/")
}

func (p *playground) serveBundled(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/playground/" {
		p.elsewhere(w, r)
		return
	}
	serveFile(w, r, p.fsys, "dist/playground/index.html", revalidate)
}

func (p *playground) serveBasic(w http.ResponseWriter, r *http.Request) {
	asset, isAsset := strings.CutPrefix(r.URL.Path, "/playground/plain/")
	switch {
	case isAsset && asset != "index.html":
		serveFile(w, r, p.fsys, "fallback/"+asset, revalidate)
	case r.URL.Path == "/playground/":
		serveContent(w, r, "index.html", p.plain, revalidate)
	default:
		p.elsewhere(w, r)
	}
}

// elsewhere sends /playground to /playground/, keeping the query, and finds nothing at any other path.
func (p *playground) elsewhere(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/playground" {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	target := "/playground/"
	if r.URL.RawQuery != "" {
		target += "?" + r.URL.RawQuery
	}
	http.Redirect(w, r, target, http.StatusTemporaryRedirect)
}
