// Command headwater is the catalog as one program: the server, a demo of it, and the command line.
//
// It promises:
//
//   - Each question is asked in GraphQL, of a server (--server) or of a store in this process: one code path, one answer.
//     The documents it sends are the files in queries, and stand for themselves as examples. What an import says a store in this
//     process takes as edits (word.go); what becomes of it is the same.
//   - Results go to standard output, messages to standard error, and what goes wrong is one message that says what to do.
//     The exit code is 0 for done, 1 for refused, failed or a --fail-on that holds, 2 for wrong usage; of plan 0 for nothing to
//     do, 2 for changes, 1 for all else.
//   - What comes from a catalog is shown so that neither a terminal nor a spreadsheet acts on it.
//   - A setting is a flag, an environment variable and a key of the configuration file, all of one name (settings.go).
//   - It is the only place that names a store, and run is all of it: tests start the real program in their own process.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/headwater-catalog/headwater/cmd/headwater/render"
)

// sameWish is how long further signals are taken for the first one: timeout, npm and others send it twice.
const sameWish = 500 * time.Millisecond

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, func() { time.AfterFunc(sameWish, stop) }) // then the next signal kills, as if nobody listened
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Environ()))
}

// The exit codes.
const (
	done   = 0
	failed = 1 // or refused
	misuse = 2
)

// program is one run of the command line.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	env            []string
	settings       settings
	considered     fs.FS                    // the alternatives to the catalog that is asked in this process; nil for none
	reread         func() (settings, error) // as they are by now
	level          level                    // of the log
	understood     bool                     // the command line was: what fails from now on is no wrong usage
}

// run carries out one command line and returns the exit code. Cancelling ctx asks it to stop.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, env []string) int {
	p := &program{stdin: stdin, stdout: stdout, stderr: stderr, env: env}
	root := p.root()
	root.SetArgs(args)
	command, err := root.ExecuteContextC(ctx)
	if err == nil {
		return done
	}
	if v, is := errors.AsType[verdict](err); is {
		return p.pronounce(v)
	}
	p.say("headwater: %s", render.Plain(explain(err)))
	if !isMisuse(err) && p.understood {
		return failed
	}
	p.say("See %s --help.", command.CommandPath())
	if command.Annotations[twoMeansChanges] != "" {
		return failed
	}
	return misuse
}

// say writes a message for people.
func (p *program) say(format string, args ...any) {
	_, _ = fmt.Fprintf(p.stderr, format+"\n", args...)
}

// wrongUsage is a command line that was understood but cannot be meant.
type wrongUsage struct{ message string }

func (w wrongUsage) Error() string { return w.message }

func misused(format string, args ...any) error { return wrongUsage{fmt.Sprintf(format, args...)} }

func isMisuse(err error) bool {
	_, is := errors.AsType[wrongUsage](err)
	return is
}
