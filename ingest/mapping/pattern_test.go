package mapping

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestPatterns(t *testing.T) {
	for _, test := range []struct {
		pattern, text string
		captured      string // "word=text word=text", "no" for no match
	}{
		{"orders", "orders", ""},
		{"orders", "orders2", "no"},
		{"orders", "Orders", "no"},
		{"*", "", ""},
		{"sale.*", "sale.orders.eu", ""},
		{"sale.*", "sales.orders", "no"},
		{"?ale", "sale", ""},
		{"?ale", "é" + "ale", ""},
		{"{schema}.*", "sale.orders", "schema=sale"},
		{"{schema}.*", "a.b.c", "schema=a"},
		{"{schema}.{table}", "a.b.c", "no"},
		{"postgres://{host}:5432", "postgres://db.example:5432", "no"},
		{"postgres://{host}.*:5432", "postgres://db.example:5432", "host=db"},
		{"s3://{bucket}", "s3://lake", "bucket=lake"},
		{`a\*b`, "a*b", ""},
		{`a\*b`, "axb", "no"},
		{"a.b", "axb", "no"},
		{"(a+)+$", "(a+)+$", ""},
		{"x*", "x\ny", ""},
	} {
		p, err := parsePattern(test.pattern)
		require.NoError(t, err, test.pattern)
		captured := map[string]string{}
		got := "no"
		if p.match(test.text, captured) {
			var words []string
			for _, w := range p.words {
				words = append(words, w+"="+captured[w])
			}
			got = strings.Join(words, " ")
		}
		require.Equal(t, test.captured, got, "%s of %s", test.pattern, test.text)
	}
}

func TestPatternsThatAreNone(t *testing.T) {
	for pattern, want := range map[string]string{
		"{schema":                         "does not close it",
		"{}":                              "{} is no word",
		"{A}":                             "{A} is no word",
		"{1}":                             "{1} is no word",
		"{a}{a}":                          "stands in the pattern twice",
		`a\`:                              "ends with a backslash",
		strings.Repeat("x", MaxPattern+1): "at most 512 are read",
	} {
		_, err := parsePattern(pattern)
		require.ErrorContains(t, err, want)
	}
}

// The naive oracle tries every way, one character after the other.
func TestPatternsMatchAsTryingEveryWayDoes(t *testing.T) {
	letters := rapid.StringOfN(rapid.SampledFrom([]rune("ab.é")), 0, 8, -1)
	piece := rapid.SampledFrom([]string{"a", "b", ".", "*", "?", "é", `\*`, `\a`})
	rapid.Check(t, func(t *rapid.T) {
		pattern := strings.Join(rapid.SliceOfN(piece, 0, 6).Draw(t, "pattern"), "")
		text := letters.Draw(t, "text")
		p, err := parsePattern(pattern)
		require.NoError(t, err)
		require.Equal(t, tried([]rune(pattern), []rune(text)), p.match(text, map[string]string{}), "%q %q", pattern, text)
	})
}

func tried(pattern, text []rune) bool {
	switch {
	case len(pattern) == 0:
		return len(text) == 0
	case pattern[0] == '*':
		return tried(pattern[1:], text) || len(text) > 0 && tried(pattern, text[1:])
	case len(text) == 0:
		return false
	case pattern[0] == '?':
		return tried(pattern[1:], text[1:])
	case pattern[0] == '\\':
		return pattern[1] == text[0] && tried(pattern[2:], text[1:])
	}
	return pattern[0] == text[0] && tried(pattern[1:], text[1:])
}

// A pattern that makes other matchers try for ages: it is over before the test's own deadline, which no backtracking would keep.
func TestNoPatternTakesLong(t *testing.T) {
	p, err := parsePattern(strings.Repeat("*a", 200) + "b")
	require.NoError(t, err)
	done := make(chan bool, 1)
	go func() { done <- p.match(strings.Repeat("a", 1024), map[string]string{}) }()
	select {
	case matched := <-done:
		require.False(t, matched)
	case <-time.After(time.Minute):
		t.Fatal("the pattern is still being tried")
	}
}
