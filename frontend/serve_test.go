package frontend

import (
	"html"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const hostile = "# A \"<b>title</b>\"\n# More.\nquery Hostile { catalog { search(text: \"</button><script>alert(1)</script>\") { totalCount } } }\n"

// unbuilt holds the pages as they are and one hostile example; built adds what Vite would have made.
func unbuilt(t *testing.T) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{
		"dist/.keep":                  {Data: []byte("kept")},
		"examples/01-hostile.graphql": {Data: []byte(hostile)},
	}
	for _, folder := range []string{"fallback", "start"} {
		names, err := fs.Glob(files, folder+"/*")
		require.NoError(t, err)
		for _, name := range names {
			content, err := fs.ReadFile(files, name)
			require.NoError(t, err)
			fsys[name] = &fstest.MapFile{Data: content}
		}
	}
	return fsys
}

func withBuild(fsys fstest.MapFS) fstest.MapFS {
	fsys["dist/index.html"] = &fstest.MapFile{Data: []byte(`<!doctype html><meta nonce="HEADWATER_NONCE">the app`)}
	fsys["dist/playground/index.html"] = &fstest.MapFile{Data: []byte("<!doctype html>bundled")}
	fsys["dist/assets/index-abc.js"] = &fstest.MapFile{Data: []byte("run()")}
	fsys["dist/assets/index-abc.css"] = &fstest.MapFile{Data: []byte("a{}")}
	fsys["dist/assets/codicon-abc.ttf"] = &fstest.MapFile{Data: []byte("font")}
	return fsys
}

func ask(h http.Handler, method, target string, header ...string) *httptest.ResponseRecorder {
	request := httptest.NewRequest(method, target, nil)
	for i := 0; i < len(header); i += 2 {
		request.Header.Set(header[i], header[i+1])
	}
	answer := httptest.NewRecorder()
	h.ServeHTTP(answer, request)
	return answer
}

func TestPlaygroundIsPlainUntilItIsBuilt(t *testing.T) {
	fsys := unbuilt(t)
	require.False(t, built(fsys))
	answer := ask(newPlayground(fsys), "GET", "/playground/")
	assert.Equal(t, 200, answer.Code)
	assert.Contains(t, answer.Body.String(), "/playground/plain/plain.js")
	assert.Equal(t, string(fallbackPolicy), answer.Header().Get("Content-Security-Policy"))
}

func TestPlaygroundIsBundledOnceBuilt(t *testing.T) {
	fsys := withBuild(unbuilt(t))
	require.True(t, built(fsys))
	handler := newPlayground(fsys)
	for _, target := range []string{"/playground/", "/playground/?example=hostile"} {
		answer := ask(handler, "GET", target)
		assert.Equal(t, "<!doctype html>bundled", answer.Body.String(), target)
		assert.Equal(t, string(bundledPolicy), answer.Header().Get("Content-Security-Policy"))
		assert.Equal(t, "no-cache", answer.Header().Get("Cache-Control"))
	}
	for _, target := range []string{"/playground/?plain", "/playground/?example=hostile&plain"} {
		assert.Contains(t, ask(handler, "GET", target).Body.String(), "/playground/plain/plain.js", target)
	}
}

func TestFilesHaveTheirTypesAndLifetimes(t *testing.T) {
	mux := http.NewServeMux()
	mux.Handle("/playground/", newPlayground(withBuild(unbuilt(t))))
	mux.Handle("/", newApp(withBuild(unbuilt(t))))
	for target, want := range map[string][2]string{
		"/assets/index-abc.js":        {"text/javascript; charset=utf-8", string(forever)},
		"/assets/index-abc.css":       {"text/css; charset=utf-8", string(forever)},
		"/assets/codicon-abc.ttf":     {"font/ttf", string(forever)},
		"/playground/plain/plain.js":  {"text/javascript; charset=utf-8", string(revalidate)},
		"/playground/plain/plain.css": {"text/css; charset=utf-8", string(revalidate)},
		"/playground/":                {"text/html; charset=utf-8", string(revalidate)},
		"/start/":                     {"text/html; charset=utf-8", string(revalidate)},
		"/start/tokens.css":           {"text/css; charset=utf-8", string(revalidate)},
		"/start/icon.svg":             {"image/svg+xml", string(revalidate)},
	} {
		answer := ask(mux, "GET", target)
		assert.Equal(t, 200, answer.Code, target)
		assert.Equal(t, want[0], answer.Header().Get("Content-Type"), target)
		assert.Equal(t, want[1], answer.Header().Get("Cache-Control"), target)
		again := ask(mux, "GET", target, "If-None-Match", answer.Header().Get("ETag"))
		assert.Equal(t, 304, again.Code, target)
	}
}

func TestEveryAnswerIsGuarded(t *testing.T) {
	handlers := map[string]http.Handler{"/playground/": newPlayground(withBuild(unbuilt(t))), "/start/": newStart(unbuilt(t)), "/": newApp(withBuild(unbuilt(t)))}
	for root, handler := range handlers {
		for _, target := range []string{root, root + "missing", root + "?plain"} {
			header := ask(handler, "GET", target).Header()
			policy := header.Get("Content-Security-Policy")
			assert.Contains(t, policy, "default-src 'none'", target)
			assert.Contains(t, policy, "frame-ancestors 'none'", target)
			assert.NotContains(t, policy, "unsafe-eval", target)
			assert.Equal(t, "nosniff", header.Get("X-Content-Type-Options"), target)
			assert.Equal(t, "no-referrer", header.Get("Referrer-Policy"), target)
		}
	}
}

func TestOnlyThePlaygroundAllowsInlineStyles(t *testing.T) {
	assert.Contains(t, string(bundledPolicy), "'unsafe-inline'")
	assert.NotContains(t, string(fallbackPolicy)+string(startPolicy), "unsafe-")
	assert.NotContains(t, string(startPolicy), "script-src")
}

func TestUnknownPathsAndFoldersAreNotFound(t *testing.T) {
	playground, start := newPlayground(withBuild(unbuilt(t))), newStart(unbuilt(t))
	for _, target := range []string{
		"/playground/assets/index-abc.js", "/playground/index.html", "/playground/.keep", "/playground/x",
		"/playground/plain/", "/playground/plain/index.html", "/playground/plain/../start/tokens.css", "/playground/plain/none",
	} {
		assert.Equal(t, 404, ask(playground, "GET", target).Code, target)
	}
	for _, target := range []string{"/start", "/start/index.html", "/start/../examples/01-hostile.graphql", "/index.html", "/x"} {
		assert.Equal(t, 404, ask(start, "GET", target).Code, target)
	}
}

func TestOnlyReadingIsAllowed(t *testing.T) {
	for target, handler := range map[string]http.Handler{"/playground/": newPlayground(unbuilt(t)), "/": newStart(unbuilt(t))} {
		for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS"} {
			answer := ask(handler, method, target)
			assert.Equal(t, 405, answer.Code, method)
			assert.Equal(t, "GET, HEAD", answer.Header().Get("Allow"))
		}
		head := ask(handler, "HEAD", target)
		assert.Equal(t, 200, head.Code)
		assert.Zero(t, head.Body.Len())
	}
}

func TestTheBarePathLeadsToTheFolder(t *testing.T) {
	for _, fsys := range []fstest.MapFS{unbuilt(t), withBuild(unbuilt(t))} {
		answer := ask(newPlayground(fsys), "GET", "/playground?example=hostile")
		assert.Equal(t, 307, answer.Code)
		assert.Equal(t, "/playground/?example=hostile", answer.Header().Get("Location"))
	}
}

func TestExamplesAreEscapedInPages(t *testing.T) {
	for target, handler := range map[string]http.Handler{"/playground/": newPlayground(unbuilt(t)), "/": newStart(unbuilt(t))} {
		page := ask(handler, "GET", target).Body.String()
		assert.NotContains(t, page, "<b>title")
		assert.NotContains(t, page, "<script>alert")
		assert.Contains(t, page, "&lt;b&gt;title")
	}
	page := ask(newPlayground(unbuilt(t)), "GET", "/playground/").Body.String()
	_, rest, _ := strings.Cut(page, `value="`)
	value, _, _ := strings.Cut(rest, `"`)
	assert.Equal(t, hostile, html.UnescapeString(value), "the document arrives whole")
}

func TestPagesHaveNothingInline(t *testing.T) {
	for target, handler := range map[string]http.Handler{"/playground/?plain": Handler(), "/start/": Start()} {
		page := ask(handler, "GET", target).Body.String()
		for _, inline := range []string{"style=", "<style", "onclick", "javascript:", "src=\"http"} {
			assert.NotContains(t, page, inline, target)
		}
	}
}

func TestPagesNameEveryExample(t *testing.T) {
	plain, start := ask(Handler(), "GET", "/playground/?plain").Body.String(), ask(Start(), "GET", "/").Body.String()
	for _, example := range Examples() {
		assert.Contains(t, plain, `name="`+example.Name+`"`)
		assert.Contains(t, start, `/playground/?example=`+example.Name+`"`)
	}
}

// What is embedded now decides what Built says: after Vite's build the handler must hand out that very build.
func TestHandlerServesWhatIsEmbedded(t *testing.T) {
	policy := ask(Handler(), "GET", "/playground/").Header().Get("Content-Security-Policy")
	assert.Equal(t, Built(), policy == string(bundledPolicy))
}

func TestPagesAreBothHalves(t *testing.T) {
	pages := Pages()
	for target, want := range map[string]int{
		"/": 200, "/start/": 200, "/start/start.css": 200, "/playground": 307, "/playground/": 200, "/playground/?plain": 200,
		"/playground/plain/plain.js": 200, "/playground/none": 404, "/none": 404,
	} {
		answer := ask(pages, "GET", target)
		assert.Equal(t, want, answer.Code, target)
		assert.NotEmpty(t, answer.Header().Get("Content-Security-Policy"), target)
	}
}
