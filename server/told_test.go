package server

import (
	"bytes"
	"encoding/json"
	"net"
	"strings"
	"syscall"
	"testing"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"
)

// The line of a request says the codes of its errors, each once; what is for the operators to look into is a warning, with its cause.
func TestTheLineOfARequestSaysItsErrors(t *testing.T) {
	for query, want := range map[string]answeredLine{
		`{hello}`:                      {Level: "info"},
		`{hello fails a:fails}`:        {Level: "info", Codes: []string{"NOT_FOUND"}},
		`{hello fails breaks}`:         {Level: "warn", Codes: []string{"NOT_FOUND", "INTERNAL"}}, // whose own line says the rest
		`{hello unavailable a: hello}`: {Level: "warn", Codes: []string{"UNAVAILABLE"}, Error: "the disk failed: input/output error"},
	} {
		text, log := logged()
		ask(t, Config{ErrorPresenter: presentGraph, Log: log}, query)
		lines := strings.Split(strings.TrimSpace(text.String()), "\n")
		var line answeredLine
		require.NoError(t, json.Unmarshal([]byte(lines[len(lines)-1]), &line))
		want.Status, want.Message = 200, "answered"
		require.Equal(t, want, line, query)
	}
}

type answeredLine struct {
	Level, Error, Message string
	Status                int
	Codes                 []string
}

// failing is a listener of which nobody can be accepted.
type failing struct{ net.Listener }

func (failing) Accept() (net.Conn, error) {
	return nil, &net.OpError{Op: "accept", Err: syscall.EMFILE}
}

func TestConnectionsThatCannotBeAcceptedAreLoggedNowAndThen(t *testing.T) {
	var text bytes.Buffer
	log := zerolog.New(&text)
	l := &accepting{Listener: failing{}, log: &log}
	for range 3 {
		_, err := l.Accept()
		require.ErrorIs(t, err, syscall.EMFILE)
	}
	require.Equal(t, `{"level":"error","error":"accept: too many open files","unsaid":0,"message":"connections cannot be accepted"}`+"\n", text.String())
	l.said = l.said.Add(-acceptPause)
	_, _ = l.Accept()
	require.Contains(t, text.String(), `"unsaid":2`)
}
