package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

// person is somebody at a shell, with a home of their own.
type person struct {
	testing.TB
	env []string
}

func newPerson(t testing.TB) person {
	home := t.TempDir()
	return person{t, []string{"XDG_DATA_HOME=" + filepath.Join(home, "data"), "XDG_CONFIG_HOME=" + filepath.Join(home, "config")}}
}

// run runs a command in this process and returns what it wrote as its result; it must be done.
func (u person) run(args ...string) string {
	u.Helper()
	var stdout, stderr bytes.Buffer
	code := run(context.Background(), args, strings.NewReader(""), &stdout, &stderr, u.env)
	require.Equal(u, done, code, stderr.String())
	return stdout.String()
}

// What -o json writes is the data of the answer to the document, in its order: nothing lost, nothing made up.
func TestJSONIsTheDataOfTheAnswer(t *testing.T) {
	u := newPerson(t)
	u.run("apply", "-f", "../../examples/xclusiv")
	u.run("apply", "-f", "../../examples/xclusiv-later")
	u.env = append(u.env, "HEADWATER_ALTERNATIVES=../../examples/xclusiv/alternatives")
	const sales = "domain:division-x/sales-planning"
	for name, test := range map[string]struct {
		command   string
		variables string
	}{
		"lineage": {"upstream " + sales, `{"of": ["` + sales + `"], "direction": "UPSTREAM", "first": 1000}`},
		"owner":   {"owner port:division-x/sale/new-sales", `{"ref": "port:division-x/sale/new-sales"}`},
		"path":    {"path domain:division-x/customer " + sales, `{"from": "domain:division-x/customer", "to": "` + sales + `"}`},
		"search":  {"search sale", `{"text": "sale", "first": 50}`},
		"gaps":    {"gaps", `{"first": 1000}`},
		"map":     {"map", `{"to": "DOMAIN"}`},
		"plan":    {"impact " + sales, `{"changes": [{"alter": {"id": "` + sales + `"}}], "first": 1000}`},
		"border":  {"border division-v", `{"division": "division-v", "first": 1000}`},
		"diff":    {"diff --from 1", `{"from": {"revision": "1"}}`},
		"log":     {"log --changes", `{"last": 20, "changes": true}`},

		"alternatives": {"alternatives", `{}`},
	} {
		t.Run(name, func(t *testing.T) {
			u := person{t, u.env}
			var answer struct{ Data json.RawMessage }
			raw := u.run("query", "-f", "queries/"+name+".graphql", "--variables", test.variables)
			require.NoError(t, json.Unmarshal([]byte(raw), &answer))
			var want bytes.Buffer
			require.NoError(t, json.Indent(&want, answer.Data, "", "  "))
			shown := u.run(append(strings.Fields(test.command), "-o", "json")...)
			var got bytes.Buffer
			require.NoError(t, json.Indent(&got, []byte(shown), "", "  "))
			require.Equal(t, want.String(), strings.TrimSpace(got.String()))
		})
	}
}

// A list that a server gives in pages is read to its end.
func TestAnswersAreWhole(t *testing.T) {
	const ports = 1200 // at each of two depths: three pages
	var manifest strings.Builder
	manifest.WriteString("source: large\nsystems: {spring: Spring}\ndomains:\n")
	for _, domain := range []string{"east", "west"} {
		fmt.Fprintf(&manifest, "  %s:\n    ports:\n", domain)
		for i := range ports {
			fmt.Fprintf(&manifest, "      p%d: Port\n", i)
		}
	}
	manifest.WriteString("    flows:\n")
	for i := range ports {
		fmt.Fprintf(&manifest, "      - {from: system:spring, to: port:east/p%[1]d}\n      - {from: port:east/p%[1]d, to: port:west/p%[1]d}\n", i)
	}
	file := filepath.Join(t.TempDir(), "large.yaml")
	require.NoError(t, os.WriteFile(file, []byte(manifest.String()), 0o600))

	u := newPerson(t)
	u.run("apply", "-f", file)
	lines := func(args ...string) int { return strings.Count(u.run(args...), "\n") }
	require.Equal(t, 2*ports, lines("downstream", "system:spring", "-o", "name"))
	require.Equal(t, 2*ports, strings.Count(u.run("downstream", "system:spring", "-o", "dot"), " -> "))
	require.Equal(t, 2*ports, lines("search", "port", "--limit", "0", "--kind", "port", "-o", "name"))
	require.Equal(t, 1100, lines("search", "port", "--limit", "1100", "--kind", "port", "-o", "name"))
}

// A server that stops leaves nothing running in the process that it was in.
func TestStoppingLeavesNothingRunning(t *testing.T) {
	for _, command := range []string{"demo", "serve"} {
		t.Run(command, func(t *testing.T) {
			before := goleak.IgnoreCurrent()
			address, err := freeAddress()
			require.NoError(t, err)
			ctx, stop := context.WithCancel(context.Background())
			ended := make(chan int)
			var stdout, stderr bytes.Buffer
			go func() {
				ended <- run(ctx, []string{command, "--listen", address}, strings.NewReader(""), &stdout, &stderr, newPerson(t).env)
			}()
			awaitHealth(t, "http://"+address)
			stop()
			require.Equal(t, done, <-ended, stderr.String())
			require.Contains(t, stderr.String(), "Stopped.")
			goleak.VerifyNone(t, before)
		})
	}
}

func TestColours(t *testing.T) {
	for name, test := range map[string]struct {
		env      []string
		terminal bool
		want     bool
	}{
		"a terminal":                   {terminal: true, want: true},
		"a file or a pipe":             {},
		"NO_COLOR":                     {env: []string{"NO_COLOR=1"}, terminal: true},
		"an empty NO_COLOR says no":    {env: []string{"NO_COLOR="}, terminal: true, want: true},
		"a terminal that knows none":   {env: []string{"TERM=dumb"}, terminal: true},
		"the last of several counts":   {env: []string{"NO_COLOR=1", "NO_COLOR="}, terminal: true, want: true},
		"another variable's beginning": {env: []string{"NO_COLORS=1"}, terminal: true, want: true},
	} {
		t.Run(name, func(t *testing.T) {
			p := program{env: test.env}
			require.Equal(t, test.want, p.colours(test.terminal))
		})
	}
}

// A history is read to its end, newest first, a page at a time; a server gives fewer commits at once with what they changed.
func TestTheHistoryIsReadToItsEnd(t *testing.T) {
	u := newPerson(t)
	const commits = 45
	file := filepath.Join(t.TempDir(), "shop.yaml")
	for i := range commits {
		require.NoError(t, os.WriteFile(file, fmt.Appendf(nil, "source: shop\nteams: {clerks: Clerks %d}\n", i), 0o600))
		u.run("apply", "-f", file)
	}
	for _, test := range []struct {
		arguments string
		first     int // the oldest that is listed
	}{{"", commits - 19}, {"-n 0", 1}, {"-n 33", commits - 32}, {"-n 40", commits - 39}, {"-n 45", 1}} {
		arguments := append([]string{"log", "-o", "csv"}, strings.Fields(test.arguments)...)
		for _, more := range [][]string{nil, {"--changes"}} {
			var listed []string
			for each := range strings.Lines(u.run(append(arguments, more...)...)) {
				revision, _, _ := strings.Cut(each, ",")
				listed = append(listed, revision)
			}
			want := []string{"revision"}
			for r := commits; r >= test.first; r-- {
				want = append(want, fmt.Sprint(r))
			}
			require.Equal(t, want, listed, test.arguments)
		}
	}
}
