package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// largeShop writes a catalog of which every name is hostile and long, with or without the flow that everything hangs on.
func largeShop(t *testing.T, fed bool) string {
	t.Helper()
	const domains, ports = 25, 30
	evil := strings.Repeat("</details>``` | <!-- headwater-ci --> @ada #1 www.x.example ", 8)
	var b strings.Builder
	b.WriteString("source: shop\nsystems: {spring: Spring}\nteams:\n")
	for d := range domains {
		fmt.Fprintf(&b, "  t%d: {name: %q, contact: \"@ada\"}\n", d, fmt.Sprint(d, evil))
	}
	b.WriteString("domains:\n")
	for d := range domains {
		fmt.Fprintf(&b, "  d%d:\n    name: %q\n    owner: t%d\n    ports:\n", d, fmt.Sprint(d, evil), d)
		for p := range ports {
			fmt.Fprintf(&b, "      p%d: %q\n", p, fmt.Sprint(p, evil))
		}
		b.WriteString("    flows:\n")
		for p := range ports {
			if fed {
				fmt.Fprintf(&b, "      - {from: system:spring, to: p%d}\n", p)
			}
			fmt.Fprintf(&b, "      - {from: p%d, to: d%d/p%d}\n", p, (d+1)%domains, p)
		}
	}
	folder := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(folder, "shop.yaml"), []byte(b.String()), 0o600))
	return folder
}

// However much changes and whatever it is called, the comment is one that GitHub takes, with our own parts alone.
func TestACommentIsOneThatGitHubTakes(t *testing.T) {
	fed, unfed := largeShop(t, true), largeShop(t, false)
	for _, arguments := range [][]string{{"--base", fed, "--head", unfed}, {"--base", unfed, "--head", fed}} {
		comment := newPerson(t).run(append([]string{"ci"}, arguments...)...)
		require.True(t, strings.HasPrefix(comment, commentMarker))
		require.Less(t, utf8.RuneCountInString(comment), 65_536)
		require.Contains(t, comment, " to be told.**\n")
		require.Regexp(t, `\nand \d+ more\n`, comment)
		require.NotContains(t, strings.TrimPrefix(comment, commentMarker), "<!--")
		opened := strings.Count(comment, "<details><summary>")
		require.GreaterOrEqual(t, opened, 2)
		require.Equal(t, opened, strings.Count(comment, "\n</details>\n"))
	}
}

// Nobody is notified unless a flag says so.
func TestAMentionIsAskedFor(t *testing.T) {
	fed, unfed := largeShop(t, true), largeShop(t, false)
	plain := newPerson(t).run("ci", "--base", fed, "--head", unfed)
	require.NotRegexp(t, `\| @ada \|`, plain)
	require.Regexp(t, `\| @ada \|`, newPerson(t).run("ci", "--base", fed, "--head", unfed, "--mention"))
}
