package goldens_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
	"github.com/headwater-catalog/headwater/resolvers"
	"github.com/headwater-catalog/headwater/resolvers/goldens"
	"github.com/headwater-catalog/headwater/server"
)

// The answers to the case study's questions, and the map, are the same over HTTP, within the server's limits.
func TestTheAnswersOverHTTP(t *testing.T) {
	with(t, memory.New(), func(c *live.Catalog) {
		goldens.Declare(t, c)
		served := httptest.NewServer(server.NewHandler(server.Config{Schema: resolvers.New(c, nil), ErrorPresenter: resolvers.Present}))
		defer served.Close()
		goldens.AskBy(t, over(served.URL+"/graphql"), goldens.Article, "answer-*")
		goldens.AskBy(t, over(served.URL+"/graphql"), goldens.Article, "map")
	})
}

// over returns what asks a server.
func over(url string) goldens.Asker {
	return func(t testing.TB, document string, variables map[string]any) []byte {
		t.Helper()
		body, err := json.Marshal(map[string]any{"query": document, "variables": variables})
		if err != nil {
			t.Fatal(err)
		}
		answer, err := http.Post(url, "application/json", bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return bytes.TrimSpace(text)
	}
}
