package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/spf13/pflag"
	"github.com/stretchr/testify/require"
)

// nonsense is what settings cannot mean; what a file or a folder is called can be anything.
var nonsense = map[string][]string{
	"server":          {"nonsense", "127.0.0.1:4280", "ftp://catalog.example", "http://"},
	"store":           {"sqlte:x.db", "sqlite:", "x.db", "memory:1"},
	"output":          {"xml", "JSON "},
	"listen":          {"4280", "127.0.0.1", "127.0.0.1:http", "127.0.0.1:65536", ":-1"},
	"allowed-hosts":   {"a/b", "https://catalog.example", "*", "*.example", "a b", "a,,b", "a, b", ",", ":80", "a:0", "a:65536", "a:b", "a:", "[::1]", "münchen.example", ".", "a..b"},
	"max-body":        {"lots", "0", "-1", "1.5", "1TiB", "2048GiB"},
	"log-level":       {"loud", "5", "-1", "trace", "panic"},
	"retain":          {"90", "0d", "-1d", "1.5d", "a while", "99999999d"},
	"alternatives":    nil,
	"mapping":         nil,
	"pprof":           {"6060", ":6060", "localhost:6060", "0.0.0.0:6060", "127.0.0.1"},
	"user-header":     {"X User", "X-User:", "Benützer", "X\nUser"},
	"trusted-proxies": {"zz", "proxy.example", "10.0.0.7:80", "10.0.0.0/33", "0.0.0.0/0", "::/0", "10.0.0.7, 10.0.0.8", "::ffff:10.0.0.7"},
	"user-scopes":     {"zz", "read write", "read,,write", "*"},
}

var sensible = map[string][]string{
	"server":          {"http://127.0.0.1:4280", "https://catalog.example/headwater/graphql"},
	"store":           {"memory", "sqlite:/srv/catalog.db", "neo4j://db.example:7687", "bolt+s://db.example"},
	"output":          {"json", "table", "openlineage"},
	"listen":          {"127.0.0.1:4281", ":4280", "[::1]:0"},
	"allowed-hosts":   {"catalog.example", "catalog.example:4280", "catalog.example.", "catalog,my_service:80", "10.0.0.7", "fe80::1", "[fe80::1]:80", "xn--mnchen-3ya.example"},
	"max-body":        {"1", "4MiB"},
	"log-level":       {"debug", "WARN", "disabled"},
	"retain":          {"90d"},
	"alternatives":    {"plans"},
	"mapping":         {"rules.yaml"},
	"pprof":           {"127.0.0.1:6060", "[::1]:0"},
	"user-header":     {"X-Forwarded-User"},
	"trusted-proxies": {"10.0.0.7", "10.0.0.0/24,fd00::/8"},
	"user-scopes":     {"read", "read, write"},
}

// readSaid returns the settings that a variable and a file say.
func readSaid(t *testing.T, variable, inFile string) (settings, error) {
	path := filepath.Join(t.TempDir(), "config.yaml")
	require.NoError(t, os.WriteFile(path, []byte(inFile), 0o600))
	flags := pflag.NewFlagSet("headwater", pflag.ContinueOnError)
	flags.String("config", path, "")
	serverFlags(flags)
	require.NoError(t, flags.Set("config", path))
	return readSettings([]string{variable}, flags)
}

// Whatever a setting cannot mean is refused when it is read, whether or not it counts then: who mistypes it is told which, and by whom.
func TestWhatASettingCannotMeanIsRefused(t *testing.T) {
	require.ElementsMatch(t, slices.Collect(maps.Keys(defaults)), slices.Collect(maps.Keys(nonsense)))
	for key, texts := range nonsense {
		for _, text := range texts {
			_, err := readSaid(t, variableOf(key)+"="+text, "")
			require.ErrorContains(t, err, variableOf(key)+": ", "%q", text)
			require.True(t, isMisuse(err))

			_, err = readSaid(t, "", fmt.Sprintf("%s: %q", key, text))
			require.ErrorContains(t, err, "config.yaml: "+key+": ", "%q", text)
			require.True(t, isMisuse(err))
		}
	}
}

func TestWhatASettingCanMeanIsTaken(t *testing.T) {
	require.ElementsMatch(t, slices.Collect(maps.Keys(defaults)), slices.Collect(maps.Keys(sensible)))
	for key, texts := range sensible {
		for _, text := range append(texts, "") {
			_, err := readSaid(t, variableOf(key)+"="+text, "")
			require.NoError(t, err, "%s: %q", key, text)
			_, err = readSaid(t, "", fmt.Sprintf("%s: %q", key, text))
			require.NoError(t, err, "%s: %q", key, text)
		}
	}
}

// A file says more than texts. A setting takes no other kind, which would become a text that nobody wrote.
func TestAFileSaysSettingsAsTexts(t *testing.T) {
	for _, said := range []string{
		"listen: [a, b]", "log-level: {a: b}", "user-header: true", "mapping: 2026-11-30", "alternatives: yes:\n  no",
		"allowed-hosts: {a: b}", "allowed-hosts: [a, 1]", "allowed-hosts: [a, null]", "allowed-hosts: [a, [b]]", "trusted-proxies: true", "max-body: 1.5", "max-body: [1]",
	} {
		_, err := readSaid(t, "", said)
		require.Error(t, err, said)
	}
	for _, said := range []string{"max-body: 1000", "user-scopes: [read]", "alternatives: 2026", "allowed-hosts: []", "allowed-hosts:", "listen:", "max-body:"} {
		_, err := readSaid(t, "", said)
		require.NoError(t, err, said)
	}
	read, err := readSaid(t, "", "alternatives: 2026")
	require.NoError(t, err)
	require.Equal(t, "2026", read.Alternatives)
}
