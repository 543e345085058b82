package resolvers_test

import (
	"context"
	"testing"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/resolvers"
	"github.com/headwater-catalog/headwater/resolvers/goldens"
)

// waiting is a catalog that notes which revision it was asked to wait for.
type waiting struct {
	resolvers.Catalog
	awaited graph.Revision
}

func (w *waiting) Graph() *graph.Graph { return graph.Empty() }

func (w *waiting) Trouble() error { return nil }

func (w *waiting) AtLeast(_ context.Context, r graph.Revision) (*graph.Graph, error) {
	w.awaited = r
	return graph.Empty(), nil
}

func TestQuestionsWaitForTheKnownRevision(t *testing.T) {
	for _, c := range []struct {
		header, document string
		want             graph.Revision
		code             string
	}{
		{"", `{catalog {revision}}`, 0, ""},
		{"7", `{catalog {revision}}`, 7, ""},
		{"7", `{node(id: "team:a") {id}}`, 7, ""},
		{"7", `{nodes(ids: ["team:a"]) {id}}`, 7, ""},
		{"7", `{catalog(atLeast: 9) {revision}}`, 9, ""},
		{"7", `{catalog(atLeast: "5") {revision}}`, 7, ""},
		{"seven", `{catalog {revision}}`, 0, "BAD_REVISION"},
	} {
		catalog := &waiting{}
		ask := goldens.NewAsker(resolvers.New(catalog, nil))
		var code string
		ctx := t.Context()
		if c.header != "" {
			ctx = resolvers.WithAtLeast(ctx, c.header)
		}
		if got := (client{inContext{t, ctx}, ask}).run(c.document, nil); len(got.Errors) > 0 {
			code = got.Errors[0].Extensions["code"].(string)
		}
		if catalog.awaited != c.want || code != c.code {
			t.Errorf("%q %s: waited for %s, %q", c.header, c.document, catalog.awaited, code)
		}
	}
}

// inContext is a test with a context of its own.
type inContext struct {
	testing.TB
	ctx context.Context
}

func (t inContext) Context() context.Context { return t.ctx }
