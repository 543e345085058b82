package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"
)

func TestMain(m *testing.M) {
	testscript.Main(stopNeo4j{m}, map[string]func(){"headwater": main})
}

// Each script in testdata/script is a user at a shell, with a home of their own and the examples at hand.
func TestScripts(t *testing.T) {
	examples, err := filepath.Abs("../../examples")
	require.NoError(t, err)
	queries, err := filepath.Abs("../../frontend/examples")
	require.NoError(t, err)
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		Setup: func(env *testscript.Env) error {
			home := filepath.Join(env.WorkDir, "home")
			env.Setenv("HOME", home)
			env.Setenv("XDG_DATA_HOME", filepath.Join(home, "data"))
			env.Setenv("XDG_CONFIG_HOME", filepath.Join(home, "config"))
			env.Setenv("EXAMPLES", examples)
			env.Setenv("QUERIES", queries)
			env.Setenv("GORACE", "atexit_sleep_ms=0") // or each command under the race detector takes a second more
			env.Values[running{}] = map[string]*process{}
			return os.MkdirAll(home, 0o700)
		},
		Condition: condition,
		Cmds: with(diskCommands, map[string]func(*testscript.TestScript, bool, []string){
			"code":  checkCode,
			"start": start,
			"halt":  halt,
			"free":  free,
			"turn":  turn,
			"retry": retry,

			"get":       get,
			"hangup":    hangup,
			"await":     await,
			"collector": collect,
		}),
	})
}

// condition says whether this machine can do what a script needs; what it cannot is said, not passed over.
func condition(name string) (bool, error) {
	switch name {
	case "mount":
		return canMount(), nil
	case "strace":
		return canTrace(), nil
	}
	return false, fmt.Errorf("there is no condition %q", name)
}

// with returns one map of two.
func with[V any](some, more map[string]V) map[string]V {
	maps.Copy(more, some)
	return more
}

// checkCode runs a program and checks its exit code: code 2 headwater nonsense
func checkCode(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	code := 0
	if exit, is := errors.AsType[*exec.ExitError](err); is {
		code = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, not %s\n%s%s", code, args[0], ts.ReadFile("stdout"), ts.ReadFile("stderr"))
	}
}

// free sets a variable to an address that nobody listens at: free ADDRESS
func free(ts *testscript.TestScript, _ bool, args []string) {
	address, err := freeAddress()
	ts.Check(err)
	ts.Setenv(args[0], address)
}

// turn changes bytes in a file, as a bad disk would, once and without moving any: turn FILE BEFORE AFTER
func turn(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	content, err := os.ReadFile(path)
	ts.Check(err)
	if len(args[1]) != len(args[2]) || !bytes.Contains(content, []byte(args[1])) {
		ts.Fatalf("%q is not in %s, or not as long as %q", args[1], args[0], args[2])
	}
	ts.Check(os.WriteFile(path, bytes.Replace(content, []byte(args[1]), []byte(args[2]), 1), 0o600))
}

// retry asks a URL, with the token in a file if one is named, until it is answered with a status: retry STATUS URL [FILE]
func retry(ts *testscript.TestScript, _ bool, args []string) {
	request, err := http.NewRequest(http.MethodGet, args[1], nil)
	ts.Check(err)
	if len(args) > 2 {
		request.Header.Set("Authorization", "Bearer "+strings.TrimSpace(ts.ReadFile(args[2])))
	}
	for again := time.NewTicker(20 * time.Millisecond); ; <-again.C {
		answer, err := http.DefaultClient.Do(request)
		ts.Check(err)
		answer.Body.Close()
		if strconv.Itoa(answer.StatusCode) == args[0] {
			return
		}
	}
}

type running struct{}

// process is a server that a script started.
type process struct {
	*exec.Cmd
	banner chan struct{} // closed when standard error has ended
}

var url = regexp.MustCompile(`GraphQL +(http://\S+)/graphql`)

// start starts a server, waits until its banner says where it answers, and sets the variable of its name to that:
// start NAME ARGS... Its streams go to NAME.out and NAME.err.
func start(ts *testscript.TestScript, _ bool, args []string) {
	startBy(ts, nil, args[0], args[1:])
}

// startBy starts a server by another program, if one is named.
func startBy(ts *testscript.TestScript, by []string, name string, args []string) {
	command := append(append(by, lookPath(ts, "headwater")), args...)
	p := &process{Cmd: exec.Command(command[0], command[1:]...), banner: make(chan struct{})}
	p.Dir = ts.MkAbs(".")
	p.Env = environment(ts)
	out, err := os.Create(ts.MkAbs(name + ".out"))
	ts.Check(err)
	p.Stdout = out
	stderr, err := p.StderrPipe()
	ts.Check(err)
	ts.Check(p.Start())
	ts.Check(out.Close())
	ts.Value(running{}).(map[string]*process)[name] = p
	ts.Defer(func() { _ = p.Process.Kill() }) // where the script has not stopped it

	found := make(chan string, 1)
	go p.read(bufio.NewScanner(stderr), ts.MkAbs(name+".err"), found)
	at, is := <-found
	if !is {
		ts.Fatalf("%s stopped without saying where it answers:\n%s", name, ts.ReadFile(name+".err"))
	}
	ts.Setenv(name, at)
}

// read copies standard error to a file, and sends on the address that it names.
func (p *process) read(lines *bufio.Scanner, path string, found chan<- string) {
	defer close(p.banner)
	defer close(found)
	file, err := os.Create(path)
	if err != nil {
		return
	}
	defer file.Close()
	for lines.Scan() {
		_, _ = file.WriteString(lines.Text() + "\n")
		if at := url.FindStringSubmatch(lines.Text()); at != nil {
			found <- at[1]
		}
	}
}

// halt interrupts a server as Ctrl-C does, and checks that it ends with 0: halt NAME
func halt(ts *testscript.TestScript, _ bool, args []string) {
	p := ts.Value(running{}).(map[string]*process)[args[0]]
	ts.Check(p.Process.Signal(os.Interrupt))
	<-p.banner
	if err := p.Wait(); err != nil {
		ts.Fatalf("%s: %v\n%s", args[0], err, ts.ReadFile(args[0]+".err"))
	}
}

// lookPath finds a program where the scripts do.
func lookPath(ts *testscript.TestScript, name string) string {
	path, err := exec.LookPath(name)
	ts.Check(err)
	return path
}

// environment returns what a script has set, as far as headwater looks at it.
func environment(ts *testscript.TestScript) []string {
	var env []string
	for _, name := range []string{"HOME", "PATH", "TMPDIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "GORACE", "HEADWATER_STORE", "HEADWATER_LISTEN",
		"OTEL_EXPORTER_OTLP_ENDPOINT"} {
		if value := ts.Getenv(name); value != "" {
			env = append(env, name+"="+value)
		}
	}
	return env
}
