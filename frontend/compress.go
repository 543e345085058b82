package frontend

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
)

// leastCompressed is from what size on a file is worth compressing.
const leastCompressed = 1 << 10

// compressible are the types that become much smaller; fonts are compressed already.
var compressible = map[string]bool{".css": true, ".html": true, ".js": true, ".json": true, ".svg": true, ".ttf": true, ".map": true, ".wasm": true, "": true}

// Compressed hands out what next hands out compressed by gzip, to whom takes that. Each file is compressed once, when it is first
// asked for, and kept; it is known by its ETag, so next must give the same content the same one. Answers without an ETag,
// parts of a file and small files pass as they are.
func Compressed(next http.Handler) http.Handler {
	return &compressor{next: next, kept: map[string][]byte{}}
}

type compressor struct {
	next http.Handler
	mu   sync.Mutex
	kept map[string][]byte // by ETag: as many as there are files
}

// suffix tells the compressed form of a file from the file.
const suffix = `-gzip"`

func (c *compressor) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !compressible[path.Ext(r.URL.Path)] || (r.Method != http.MethodGet && r.Method != http.MethodHead) {
		c.next.ServeHTTP(w, r)
		return
	}
	w.Header().Add("Vary", "Accept-Encoding")
	if !takesGzip(r) || r.Header.Get("Range") != "" {
		c.next.ServeHTTP(w, r)
		return
	}
	asked := r.Clone(r.Context())
	asked.Method = http.MethodGet // the whole is needed, also to say its length
	if tags := r.Header.Get("If-None-Match"); tags != "" {
		asked.Header.Set("If-None-Match", strings.ReplaceAll(tags, suffix, `"`))
	}
	answer := &held{header: w.Header()}
	c.next.ServeHTTP(answer, asked)
	c.send(w, r, answer)
}

// send answers with what next answered, compressed if it can be.
func (c *compressor) send(w http.ResponseWriter, r *http.Request, answer *held) {
	header, text := w.Header(), answer.body.Bytes()
	tag := header.Get("ETag")
	if strings.HasPrefix(tag, `"`) && (answer.status == http.StatusNotModified || len(text) >= leastCompressed && answer.status == http.StatusOK) {
		header.Set("ETag", strings.TrimSuffix(tag, `"`)+suffix)
		if answer.status == http.StatusOK {
			text = c.compressed(tag, text)
			header.Set("Content-Encoding", "gzip")
			header.Del("Accept-Ranges")
		}
	}
	if answer.status != http.StatusNotModified {
		header.Set("Content-Length", strconv.Itoa(len(text)))
	}
	w.WriteHeader(answer.status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(text)
	}
}

// compressed returns the compressed form of the content of an ETag.
func (c *compressor) compressed(tag string, content []byte) []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	if known, is := c.kept[tag]; is {
		return known
	}
	var out bytes.Buffer
	to, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // a level that there is
	_, _ = to.Write(content)                                 // to memory
	_ = to.Close()
	c.kept[tag] = out.Bytes()
	return out.Bytes()
}

// takesGzip reports whether a client takes what is compressed.
func takesGzip(r *http.Request) bool {
	for _, coding := range strings.Split(strings.Join(r.Header.Values("Accept-Encoding"), ","), ",") {
		name, weight, weighted := strings.Cut(strings.TrimSpace(coding), ";")
		if name = strings.TrimSpace(name); !strings.EqualFold(name, "gzip") && name != "*" {
			continue
		}
		q, err := strconv.ParseFloat(strings.TrimPrefix(strings.ReplaceAll(weight, " ", ""), "q="), 64)
		return !weighted || err == nil && q > 0
	}
	return false
}

// held is an answer that is not sent yet. Its headers are those of the answer to send.
type held struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (h *held) Header() http.Header { return h.header }

func (h *held) WriteHeader(status int) {
	if h.status == 0 {
		h.status = status
	}
}

func (h *held) Write(text []byte) (int, error) {
	h.WriteHeader(http.StatusOK)
	return h.body.Write(text)
}
