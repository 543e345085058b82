// Package nfc composes names by Unicode's normalisation form C: whoever writes é as one character or as two means the same name. It
// stands beside the ground floor, which imports the standard library only. Where texts come in (GraphQL, manifests, what was
// edited in Neo4j), they are composed once; below that a text is its bytes.
package nfc

import (
	"net/url"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Text returns a text in NFC. What is no UTF-8 stays as it is.
func Text(text string) string { return norm.NFC.String(text) }

// ID returns an entity's ID, such as dataset:NAMESPACE/NAME, with its segments in NFC: those that are escaped as in a URL's path as
// well, as what they say. What is not escaped well is left to those who check IDs.
func ID(id string) string {
	if IsASCII(id) {
		return id
	}
	kind, path, found := strings.Cut(Text(id), ":")
	if !found {
		return kind
	}
	segments := strings.Split(path, "/")
	for i, segment := range segments {
		plain, err := url.PathUnescape(segment)
		if err == nil && url.PathEscape(plain) == segment {
			segments[i] = url.PathEscape(Text(plain))
		}
	}
	return kind + ":" + strings.Join(segments, "/")
}

// IsASCII reports whether nothing but ASCII stands in a text, nor is escaped in it as in an ID: then it is composed, as a text and as an ID.
func IsASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= 0x80 || text[i] == '%' && i+1 < len(text) && text[i+1] >= '8' {
			return false
		}
	}
	return true
}
