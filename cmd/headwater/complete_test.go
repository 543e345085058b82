package main

import (
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
)

// alike draws entities many of which can be called the same.
func alike(t *rapid.T) []graph.Edit {
	path := func(label string) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"sale", "sales", "sa", "x"}), 1, 3).Draw(t, label), "/")
	}
	put := func(id graph.ID) graph.Edit {
		name := rapid.SampledFrom([]string{"", "Sale", "Sales", "sale", "x", "sa/x", "team:sale", "Sa / x"}).Draw(t, "name")
		if name == "" {
			return graph.Put{ID: id}
		}
		return graph.Put{ID: id, Values: []graph.Value{{Attribute: graph.AttrName, Text: name}}}
	}
	var edits []graph.Edit
	for range rapid.IntRange(1, 4).Draw(t, "entities") {
		kind := rapid.SampledFrom([]string{"team:", "domain:", "system:"}).Draw(t, "kind")
		edits = append(edits, put(graph.ID(kind+path("path"))))
	}
	edits = append(edits, put(graph.DatasetID("sale:x", path("dataset"))), put(graph.FieldID("sale:x", "sales", path("field"))))
	if domain, is := edits[0].(graph.Put); is && domain.ID.Kind() == graph.Domain {
		edits = append(edits, graph.Put{ID: "port:x/sale", Values: []graph.Value{{Attribute: graph.AttrContainer, Text: string(domain.ID)}}})
	}
	return edits
}

// What is offered begins as what was typed, and means what it says and nothing else; what may mean several says so. Whatever can be
// called by something that begins so is among them, and no shorter end of its path would have done.
func TestNamesAreCompletedToWhatMeansOneThing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		catalog, err := openCatalog(t.Context(), place{}, toWrite)
		require.NoError(t, err)
		defer func() { require.NoError(t, catalog.Close()) }()
		_, err = catalog.Apply(t.Context(), live.Request{Source: graph.People, Edits: alike(t)})
		require.NoError(t, err)
		kinds := rapid.SampledFrom([][]graph.Kind{nil, {graph.Team}, {graph.Domain, graph.Dataset}}).Draw(t, "kinds")
		begun := rapid.SampledFrom([]string{"", "s", "sa", "sale", "sale/", "S", "Sa", "Sa /", "x", "domain:s", "team:", "dataset:sale:", "y"}).Draw(t, "begun")
		checkCompleted(t, catalog, begun, kinds)
	})
}

func checkCompleted(t *rapid.T, catalog *live.Catalog, begun string, kinds []graph.Kind) {
	g := catalog.Graph()
	var words []string
	for _, kind := range kinds {
		words = append(words, kind.String())
	}
	all, err := goingOn(t.Context(), (&program{stderr: io.Discard}).inProcess(catalog), begun, words)
	require.NoError(t, err)
	offered, shared := map[graph.ID]string{}, map[string][]graph.ID{}
	for _, completion := range all {
		ref, description, _ := strings.Cut(completion, "\t")
		require.True(t, strings.HasPrefix(ref, begun), "%q after %q", ref, begun)
		n, err := g.Find(ref, kinds...)
		if strings.HasPrefix(description, "any of ") {
			ambiguous, is := errors.AsType[*graph.Error](err)
			require.True(t, is && len(ambiguous.Candidates) > 1, "%q: %v", ref, err)
			require.NotContains(t, shared, ref)
			shared[ref] = ambiguous.Candidates
			continue
		}
		require.NoError(t, err)
		require.Equal(t, g.FullName(n), description)
		require.NotContains(t, offered, g.ID(n))
		offered[g.ID(n)] = ref
	}
	for n := range g.Of(kinds...) {
		want, called := wanted(g, n, begun, kinds)
		ref, is := offered[g.ID(n)]
		switch {
		case want != "":
			require.Equal(t, want, ref)
		case called && !is:
			mean := func(ids []graph.ID) bool { return slices.Contains(ids, g.ID(n)) }
			require.True(t, slices.ContainsFunc(slices.Collect(maps.Values(shared)), mean), "%q is missing", g.ID(n))
		}
	}
}

// wanted returns the shortest end of an entity's path that begins so and means nothing else, and whether there is anything that
// begins so by which it is called.
func wanted(g *graph.Graph, n graph.Node, begun string, kinds []graph.Kind) (ref string, called bool) {
	id := string(g.ID(n))
	for i := len(id) - 1; i > 0; i-- {
		if end := id[i:]; strings.ContainsAny(id[i-1:i], "/:") && strings.HasPrefix(end, begun) {
			called = true
			if found, err := g.Find(end, kinds...); err == nil && found == n {
				return end, true
			}
		}
	}
	for _, other := range []string{id, g.Entity(n).Name, g.FullName(n)} {
		found, err := g.Find(other, kinds...)
		called = called || strings.HasPrefix(other, begun) && (err != nil || found == n) // and not another's ID
	}
	return "", called
}
