package server

import (
	"crypto/rand"
	"encoding/hex"
	"net/http"
	"strings"
)

// headerRequestID carries the id of a request, both ways.
const headerRequestID = "X-Request-Id"

// longestRequestID is room for what proxies make: a UUID, or two.
const longestRequestID = 80

// requestID returns the id that a request brings, so that one name leads through the logs of all that it passed; one of our
// own where it brings none, several or one that is not well-formed. It names a request and proves nothing.
func requestID(r *http.Request) string {
	if given := r.Header.Values(headerRequestID); len(given) == 1 && isRequestID(given[0]) {
		return given[0]
	}
	return newRequestID()
}

// isRequestID reports whether an id is made of letters, digits and - _ . : alone: what means something neither to a terminal nor to a
// page nor to a file of logs.
func isRequestID(id string) bool {
	return id != "" && len(id) <= longestRequestID && !strings.ContainsFunc(id, func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && !strings.ContainsRune("-_.:", c)
	})
}

func newRequestID() string {
	var id [8]byte
	_, _ = rand.Read(id[:]) // never fails
	return hex.EncodeToString(id[:])
}

// traceParent returns the id of the trace that a request says it belongs to, by the header traceparent of W3C Trace Context;
// "" where it says none, or not as it should.
func traceParent(r *http.Request) string {
	parts := strings.Split(r.Header.Get("Traceparent"), "-")
	if len(parts) < 4 || len(parts) > 4 && parts[0] == "00" || parts[0] == "ff" || !isHex(parts[0], 2) || !isHex(parts[3], 2) {
		return ""
	}
	if !isHex(parts[1], 32) || !isHex(parts[2], 16) || strings.Trim(parts[1], "0") == "" || strings.Trim(parts[2], "0") == "" {
		return ""
	}
	return parts[1]
}

func isHex(text string, digits int) bool {
	return len(text) == digits && strings.Trim(text, "0123456789abcdef") == ""
}
