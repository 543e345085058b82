package nfc_test

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph/nfc"
)

func TestIDsAreComposedByWhatTheySay(t *testing.T) {
	for given, want := range map[string]string{
		"domain:sale":                   "domain:sale",
		"dataset:pg/cafe%CC%81":         "dataset:pg/caf%C3%A9",
		"field:pg/caf%C3%A9/e%CC%81":    "field:pg/caf%C3%A9/%C3%A9",
		"dataset:pg/100%":               "dataset:pg/100%",
		"dataset:a%2Fb/cafe%CC%81":      "dataset:a%2Fb/caf%C3%A9",
		"cafe\u0301":                    "caf\u00e9",
		"":                              "",
		"dataset:pg/cafe\u0301 unquote": "dataset:pg/caf\u00e9 unquote",
	} {
		require.Equal(t, want, nfc.ID(given), given)
	}
}

// Whatever a segment says, its ID is the one of the composed text, and composing again changes nothing.
func TestAnyIDIsComposedOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		said := rapid.StringOf(rapid.SampledFrom([]rune("eé\u0301a\u0308/%:? \u1100\u1161"))).Draw(t, "said")
		id := nfc.ID("dataset:pg/" + url.PathEscape(said))
		require.Equal(t, "dataset:pg/"+url.PathEscape(norm.NFC.String(said)), id)
		require.Equal(t, id, nfc.ID(id))
	})
}
