package types

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/headwater-catalog/headwater/graph"
)

// Of all texts only those that a list gave are cursors of it, whatever its query and its items' keys; and no list takes
// another's.
func FuzzCursors(f *testing.F) {
	list := query{graph.ID("domain:a"), "parts", []string{"PORT"}}
	given := list.cursor([]string{"1", "port:a/b"})
	for _, seed := range []string{given, given[:len(given)-1], given + "=", given + "A", "", "AAAAAAAAAAAA", "é", base64.StdEncoding.EncodeToString([]byte("123456789port:a"))} {
		f.Add(seed, "domain:b", "port:a/b")
	}
	f.Add(given, "domain:a", "1\x00port:a/b")
	f.Fuzz(func(t *testing.T, text, of, key string) {
		if parts, err := list.key(text); err == nil {
			if again := list.cursor(parts); again != text {
				t.Errorf("%q and %q are cursors of the same item", text, again)
			}
		} else if known, is := errors.AsType[*graph.Error](err); !is || known.Kind != graph.BadCursor || len(known.Message) > 200 {
			t.Errorf("%q: %v", text, err)
		}
		other := query{graph.ID(of), "parts", []string{"PORT"}}
		cursor := other.cursor([]string{key})
		parts, err := other.key(cursor)
		if err != nil || strings.Join(parts, keySeparator) != key {
			t.Errorf("the key %q comes back as %q: %v", key, parts, err)
		}
		if _, err := list.key(cursor); err == nil && of != "domain:a" && utf8.ValidString(of) {
			t.Errorf("a cursor of %q is taken for one of another list", of)
		}
	})
}
