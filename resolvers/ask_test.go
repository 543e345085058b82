package resolvers_test

import (
	"encoding/json"
	"testing"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
	"github.com/headwater-catalog/headwater/resolvers"
	"github.com/headwater-catalog/headwater/resolvers/goldens"
)

// client asks a catalog.
type client struct {
	testing.TB
	ask goldens.Asker
}

// caseStudy returns a client of the case study, kept in memory, and its catalog.
func caseStudy(t testing.TB) (client, *live.Catalog) {
	t.Helper()
	catalog, err := live.Open(t.Context(), memory.New())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = catalog.Close() })
	goldens.Declare(t, catalog)
	return client{t, goldens.NewAsker(resolvers.New(catalog, nil))}, catalog
}

// response is what comes back, as far as tests look at it.
type response struct {
	Data   map[string]any
	Errors []struct {
		Message    string
		Path       []any
		Locations  []map[string]any
		Extensions map[string]any
	}
}

func (c client) run(document string, variables map[string]any) response {
	c.Helper()
	var r response
	if err := json.Unmarshal(c.ask(c, document, variables), &r); err != nil {
		c.Fatal(err)
	}
	return r
}

// data returns the answer of a document that has no fault.
func (c client) data(document string, variables map[string]any) map[string]any {
	c.Helper()
	r := c.run(document, variables)
	if len(r.Errors) > 0 {
		c.Fatalf("%s: %+v", document, r.Errors)
	}
	return r.Data
}

// code returns the code of a document's first error, "" without one.
func (c client) code(document string, variables map[string]any) graph.ErrorKind {
	c.Helper()
	r := c.run(document, variables)
	if len(r.Errors) == 0 {
		return ""
	}
	return graph.ErrorKind(r.Errors[0].Extensions["code"].(string))
}
