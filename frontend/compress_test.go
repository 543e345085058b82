package frontend

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// asked sends a request with headers, given in pairs.
func asked(t *testing.T, h http.Handler, method, path string, headers ...string) (*http.Response, []byte) {
	t.Helper()
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	recorder := httptest.NewRecorder()
	h.ServeHTTP(recorder, r)
	body, err := io.ReadAll(recorder.Result().Body)
	require.NoError(t, err)
	return recorder.Result(), body
}

// nonce is what the web app's page and its policy say anew in each answer.
var nonce = regexp.MustCompile(`(nonce="|'nonce-)[^"']+`)

func withoutNonce(text string) string { return nonce.ReplaceAllString(text, "$1") }

// Whether it is compressed or not, every page is the same, and has the same headers but those of its form.
func TestCompressedPagesAreThePages(t *testing.T) {
	plain, compressed := Pages(), Compressed(Pages())
	for _, path := range []string{"/", "/playground/?plain", "/sign-in", "/nowhere", "/playground", "/playground/assets/none.js"} {
		want, content := asked(t, plain, http.MethodGet, path)
		for _, accepts := range []string{"", "br", "gzip", "br, gzip;q=0.5", "*", "gzip;q=0", "identity"} {
			got, body := asked(t, compressed, http.MethodGet, path, "Accept-Encoding", accepts)
			require.Equal(t, want.StatusCode, got.StatusCode, path)
			if got.Header.Get("Content-Encoding") == "gzip" {
				require.NotContains(t, []string{"", "br", "gzip;q=0", "identity"}, accepts)
				require.Less(t, len(body), len(content))
				require.NotEqual(t, want.Header.Get("ETag"), got.Header.Get("ETag"))
				from, err := gzip.NewReader(bytes.NewReader(body))
				require.NoError(t, err)
				body, err = io.ReadAll(from)
				require.NoError(t, err)
			}
			require.Equal(t, withoutNonce(string(content)), withoutNonce(string(body)), "%s %s", path, accepts)
			for _, name := range []string{"Content-Type", "Cache-Control", "Content-Security-Policy", "Location"} {
				require.Equal(t, withoutNonce(want.Header.Get(name)), withoutNonce(got.Header.Get(name)), "%s of %s", name, path)
			}
		}
	}
}

func TestWhatIsLargeIsCompressedOnce(t *testing.T) {
	made := 0
	content := strings.Repeat("let it = 'be small';\n", 1_000)
	h := Compressed(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		made++
		serveContent(w, r, "a.js", []byte(content), forever)
	}))
	first, body := asked(t, h, http.MethodGet, "/a.js", "Accept-Encoding", "gzip")
	require.Equal(t, "gzip", first.Header.Get("Content-Encoding"))
	require.Equal(t, "Accept-Encoding", first.Header.Get("Vary"))
	require.Less(t, len(body), len(content)/20)
	require.Len(t, h.(*compressor).kept, 1)
	again, same := asked(t, h, http.MethodGet, "/a.js", "Accept-Encoding", "gzip")
	require.Equal(t, body, same)
	require.Equal(t, first.Header, again.Header)
	require.Len(t, h.(*compressor).kept, 1)

	known, none := asked(t, h, http.MethodGet, "/a.js", "Accept-Encoding", "gzip", "If-None-Match", first.Header.Get("ETag"))
	require.Equal(t, http.StatusNotModified, known.StatusCode)
	require.Equal(t, first.Header.Get("ETag"), known.Header.Get("ETag"))
	require.Empty(t, none)
	head, none := asked(t, h, http.MethodHead, "/a.js", "Accept-Encoding", "gzip")
	require.Equal(t, first.Header.Get("Content-Length"), head.Header.Get("Content-Length"))
	require.Empty(t, none)
	part, text := asked(t, h, http.MethodGet, "/a.js", "Accept-Encoding", "gzip", "Range", "bytes=0-2")
	require.Equal(t, http.StatusPartialContent, part.StatusCode)
	require.Equal(t, "let", string(text))
	refused, _ := asked(t, h, http.MethodPost, "/a.js", "Accept-Encoding", "gzip")
	require.Empty(t, refused.Header.Get("Content-Encoding"))
}
