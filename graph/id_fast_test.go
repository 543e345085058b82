package graph_test

import (
	"net/url"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
)

// odd draws texts of what an ID can go wrong with.
func odd(t *rapid.T, label string) string {
	pieces := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "Z", "0", "-", "_", ".", "~", "$", "&", "+", "=", ":", "@", "/", ";", ",", "?", "!", "*", "(", "'", " ",
		"%", "%2", "%2F", "%2f", "%20", "%41", "%7E", "%25", "%0A", "%00", "%C3%A9", "%C3", "é", "\u202e", "\n", "\x7f", "\xff", "\u2028"}), 0, 6).Draw(t, label)
	return strings.Join(pieces, "")
}

// A dataset's ID is well-formed where its two segments are escaped names, by the words of net/url.
func TestWhichIDsAreWellFormed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		path := odd(t, "path")
		segments := strings.Split(path, "/")
		good := len(segments) == 2
		for _, segment := range segments {
			plain, err := url.PathUnescape(segment)
			good = good && err == nil && url.PathEscape(plain) == segment && isName(plain)
		}
		require.Equal(t, good, graph.ID("dataset:"+path).Check() == nil, "%q", path)
	})
}

// isName is what names are, rune by rune.
func isName(s string) bool {
	for _, r := range s {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || unicode.Is(unicode.Bidi_Control, r) {
			return false
		}
	}
	return utf8.ValidString(s) && strings.TrimSpace(s) != "" && len(s) <= graph.MaxName
}

func TestWhichTextsAreNames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := odd(t, "text")
		require.Equal(t, isName(s), graph.CheckName(s) == nil, "%q", s)
	})
}

func TestAFieldsIDSaysItsDataset(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := graph.ID("field:" + odd(t, "path"))
		var want graph.ID
		if segments := id.Segments(); len(segments) == 3 {
			want = graph.DatasetID(segments[0], segments[1])
		}
		require.Equal(t, want, id.ImpliedContainer(), "%q", id)
		namespace, name, field := odd(t, "namespace"), odd(t, "name"), odd(t, "field")
		require.Equal(t, graph.FieldID(namespace, name, field), graph.DatasetID(namespace, name).Field(field))
	})
}
