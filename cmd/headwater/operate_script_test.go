package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	"google.golang.org/protobuf/proto"
)

// get writes what a URL answers to standard output: get URL
func get(ts *testscript.TestScript, _ bool, args []string) {
	answer, err := http.DefaultClient.Get(args[0])
	ts.Check(err)
	defer answer.Body.Close()
	_, err = io.Copy(ts.Stdout(), answer.Body)
	ts.Check(err)
}

// collect starts a collector of spans, sets a variable to its address, and writes what it is sent to a file, a span a line:
// collector VARIABLE FILE
func collect(ts *testscript.TestScript, _ bool, args []string) {
	file, err := os.Create(ts.MkAbs(args[1]))
	ts.Check(err)
	at := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		var sent collector.ExportTraceServiceRequest
		if err != nil || proto.Unmarshal(body, &sent) != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		for _, of := range sent.ResourceSpans {
			for _, scope := range of.ScopeSpans {
				for _, s := range scope.Spans {
					_, _ = fmt.Fprintf(file, "%x %s %v\n", s.TraceId, s.Name, s.Attributes)
				}
			}
		}
	}))
	ts.Defer(func() {
		at.Close()
		file.Close()
	})
	ts.Setenv(args[0], at.URL)
}

// hangup signals a hang-up to a server, and waits until it says something: hangup NAME PATTERN
func hangup(ts *testscript.TestScript, neg bool, args []string) {
	ts.Check(ts.Value(running{}).(map[string]*process)[args[0]].Process.Signal(syscall.SIGHUP))
	await(ts, neg, args)
}

// await waits until a server has said something: await NAME PATTERN
func await(ts *testscript.TestScript, _ bool, args []string) {
	said := regexp.MustCompile(args[1])
	for again := time.NewTicker(10 * time.Millisecond); ; <-again.C {
		text, err := os.ReadFile(ts.MkAbs(args[0] + ".err"))
		ts.Check(err)
		if said.Match(text) {
			return
		}
	}
}
