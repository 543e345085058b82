package server

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"
)

const traceID = "4bf92f3577b34da6a3ce929d0e0e4736"

// An id that is well-formed leads through the header, the log and the errors; any other gives way to one of our own.
func TestRequestsAreNamed(t *testing.T) {
	for given, kept := range map[string]bool{
		"8e2f-A.b:c_1": true, strings.Repeat("a", 80): true, strings.Repeat("a", 81): false, "": false, "a b": false, "a\u202eb": false, "<i>": false, "a\x1b[0m": false, `"`: false,
	} {
		var lines bytes.Buffer
		log := NewLog(&lines, zerolog.DebugLevel)
		r := newPost(`{"query":"{fails}"}`)
		r.Header["X-Request-Id"] = []string{given}
		reply := send(t, handlerOf(Config{ErrorPresenter: presentGraph, Log: &log}), r)
		id := reply.header.Get("X-Request-Id")
		require.Equal(t, kept, id == given, given)
		require.True(t, isRequestID(id), id)
		require.Equal(t, id, reply.errors(t)[0].Extensions["requestId"])
		require.NotContains(t, reply.errors(t)[0].Extensions, "traceId")
		var line map[string]any
		require.NoError(t, json.Unmarshal(lines.Bytes(), &line))
		require.Equal(t, id, line["request"])
		require.NotContains(t, line, "trace")
	}
}

func TestOfSeveralRequestIDsNoneCounts(t *testing.T) {
	r := newPost(`{"query":"{hello}"}`)
	r.Header["X-Request-Id"] = []string{"one", "two"}
	require.Len(t, send(t, handlerOf(Config{}), r).header.Get("X-Request-Id"), 16)
}

// What is refused before it is GraphQL has its id in its error, too.
func TestRefusalsAreNamed(t *testing.T) {
	for path, change := range map[string]string{"/graphql": "evil.test", "/healthz": "evil.test"} {
		r := newRequest(path)
		r.Host = change
		reply := send(t, handlerOf(Config{}), r)
		require.Equal(t, 421, reply.status)
		require.Equal(t, reply.header.Get("X-Request-Id"), reply.errors(t)[0].Extensions["requestId"])
	}
}

func TestTracesAreFollowed(t *testing.T) {
	for header, want := range map[string]string{
		"00-" + traceID + "-00f067aa0ba902b7-01":                        traceID,
		"cc-" + traceID + "-00f067aa0ba902b7-00-what-comes-later":       traceID,
		"00-" + traceID + "-00f067aa0ba902b7-01-what-does-not":          "",
		"ff-" + traceID + "-00f067aa0ba902b7-01":                        "",
		"00-" + strings.ToUpper(traceID) + "-00f067aa0ba902b7-01":       "",
		"00-" + traceID + "-0000000000000000-01":                        "",
		"00-00000000000000000000000000000000-00f067aa0ba902b7-01":       "",
		"00-" + traceID[1:] + "-00f067aa0ba902b7-01":                    "",
		"00-" + traceID + "-00f067aa0ba902b7":                           "",
		"":                                                              "",
		strings.Repeat("-", 3):                                          "",
		"00-\x1b[31m2f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x": "",
	} {
		var lines bytes.Buffer
		log := NewLog(&lines, zerolog.DebugLevel)
		r := newPost(`{"query":"{fails}"}`)
		r.Header.Set("Traceparent", header)
		reply := send(t, handlerOf(Config{ErrorPresenter: presentGraph, Log: &log}), r)
		if want == "" {
			require.NotContains(t, reply.errors(t)[0].Extensions, "traceId", header)
			require.NotContains(t, lines.String(), `"trace"`)
			continue
		}
		require.Equal(t, want, reply.errors(t)[0].Extensions["traceId"], header)
		require.Contains(t, lines.String(), `"trace":"`+want+`"`)
	}
}
