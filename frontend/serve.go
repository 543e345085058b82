package frontend

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"time"
)

// caching is a Cache-Control value.
type caching string

const (
	revalidate caching = "no-cache"                            // pages, and files whose names stay when their content changes
	forever    caching = "public, max-age=31536000, immutable" // files with a hash of their content in their name
)

// Types are named here, not asked of the machine: nosniff makes a wrong one fatal, and machines differ.
var contentTypes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".html":  "text/html; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".svg":   "image/svg+xml",
	".ttf":   "font/ttf",
	".woff":  "font/woff",
	".woff2": "font/woff2",
}

// serveFile answers with one file, or 404 where there is none of a known type; a folder is none.
func serveFile(w http.ResponseWriter, r *http.Request, fsys fs.FS, name string, c caching) {
	content, err := fs.ReadFile(fsys, name)
	if err != nil || contentTypes[path.Ext(name)] == "" {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	serveContent(w, r, name, content, c)
}

// serveContent answers with the content, or 304 where the client has it already.
func serveContent(w http.ResponseWriter, r *http.Request, name string, content []byte, c caching) {
	sum := sha256.Sum256(content)
	header := w.Header()
	header.Set("Content-Type", contentTypes[path.Ext(name)])
	header.Set("Cache-Control", string(c))
	header.Set("ETag", `"`+hex.EncodeToString(sum[:16])+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}
