package neo4jtest

import (
	"context"
	"io"
	"testing"
)

// Kill ends the server as power that fails would. Its data stay, for Restart.
func (s *Server) Kill(t testing.TB) { s.order(t, "kill") }

// Restart starts the server again after Kill, on its data and at its address, and returns when it answers.
func (s *Server) Restart(t testing.TB) {
	t.Helper()
	s.order(t, "start")
	s.Await(t)
}

// Await returns when the server answers.
func (s *Server) Await(t testing.TB) {
	t.Helper()
	if err := s.await(context.Background()); err != nil {
		t.Fatalf("%v\n%s", err, s.lastWords())
	}
}

// Pause has the server keep its connections and say nothing, until Resume.
func (s *Server) Pause(t testing.TB) { s.order(t, "pause") }

// Resume ends Pause.
func (s *Server) Resume(t testing.TB) { s.order(t, "resume") }

// order tells run.sh what to do with the server.
func (s *Server) order(t testing.TB, what string) {
	t.Helper()
	if _, err := io.WriteString(s.hold, what+"\n"); err != nil {
		t.Fatal(err)
	}
}
