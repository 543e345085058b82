package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
)

func TestAWordThatIsAnsweredTooLateIsToBeSaidAgain(t *testing.T) {
	slow := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		_, _ = io.WriteString(w, `{"errors":[{"message":"the answer took more than 10s","extensions":{"code":"TIMEOUT"}},{"message":"there are more errors, left out here: 532"}]}`)
	}))
	t.Cleanup(slow.Close)
	c, err := client.To(slow.URL)
	require.NoError(t, err)
	_, err = told{c}.takeWord(t.Context(), word{source: graph.Source{Name: "one", Rank: graph.Imported}})
	require.EqualError(t, err, "the server took too long to answer, and may have done it: run the command again, which changes nothing where it was done")
}

// words draws what some sources say, much of it about the same things, some of it wrong.
type words struct{ *rapid.T }

func (d words) of(label string, choices ...string) string {
	return rapid.SampledFrom(choices).Draw(d.T, label)
}

func (d words) id() graph.ID {
	return graph.ID(d.of("id", "domain:a", "domain:b", "team:t", "team:u", "port:a/p", "job:ns/j", "system:s", "dataset:ns/d", "dataset:ns/caf%C3%A9",
		"dataset:ns/cafe%CC%81", "dataset:ns/cafe\u0301", "field:ns/d/x", "field:ns/e/y", "domain:Wrong", "nothing"))
}

func (d words) edit() graph.Edit {
	origin := graph.Place{Origin: d.of("origin", "", "a.yaml:1", "cafe\u0301.yaml:2")}
	if rapid.Bool().Draw(d.T, "link") {
		j := graph.Join{Place: origin, Relation: rapid.SampledFrom(graph.Relations).Draw(d.T, "relation"), From: d.id(), To: d.id(), Reason: d.of("reason", "", "so", "cafe\u0301", "a\x00")}
		if rapid.Bool().Draw(d.T, "via") {
			j.Via = "job:ns/j"
		}
		return j
	}
	put := graph.Put{Place: origin, ID: d.id()}
	for range rapid.IntRange(0, 3).Draw(d.T, "values") {
		attribute := d.of("attribute", graph.AttrName, graph.AttrDescription, graph.AttrContainer, graph.AttrTags, graph.AttrDirection, graph.AttrType,
			graph.AttrContact, graph.AttrURL, graph.AttrAliases, graph.PropertyPrefix+"k", graph.PropertyPrefix+"e\u0301")
		v := graph.Value{Attribute: attribute}
		switch attribute {
		case graph.AttrTags:
			v.List = rapid.SliceOfN(rapid.SampledFrom([]string{"x", "y", "e\u0301"}), 1, 3).Draw(d.T, "tags")
		case graph.AttrAliases:
			v.List = []string{string(d.id()), string(d.id())}
		case graph.AttrContainer:
			v.Text = string(d.id())
		case graph.AttrDirection:
			v.Text = d.of("direction", string(graph.Input), string(graph.Output))
		default:
			v.Text = d.of("text", "x", "y", "cafe\u0301", "two\nlines", "a\u202eb")
		}
		if !slices.ContainsFunc(put.Values, func(o graph.Value) bool { return o.Attribute == attribute }) {
			put.Values = append(put.Values, v)
		}
	}
	return put
}

func (d words) word() word {
	w := word{
		source:  graph.Source{Name: d.of("source", "one", "two", "dre\u0301i", "bad\nname"), Rank: rapid.SampledFrom([]graph.Rank{graph.Declared, graph.Imported}).Draw(d.T, "rank")},
		message: d.of("message", "", "why", "cafe\u0301", "a\u202eb"), dryRun: rapid.Bool().Draw(d.T, "dry run"), listed: true,
	}
	for range rapid.IntRange(0, 6).Draw(d.T, "edits") {
		w.edits = append(w.edits, d.edit())
	}
	return w
}

// taking is a catalog that takes words in one of the ways.
type taking struct {
	*live.Catalog
	taker
	client *client.Client
}

func newTaking(t *rapid.T, p *program, now *time.Time, how func(*live.Catalog, *client.Client) taker) taking {
	catalog, err := openCatalog(t.Context(), place{}, toWrite, live.Clock(func() time.Time { return *now }))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, catalog.Close()) })
	c := p.inProcess(catalog)
	return taking{catalog, how(catalog, c), c}
}

// take returns what came of a word, as JSON: numbers in the paths of faults are then the same.
func (x taking) take(t *rapid.T, w word) string {
	data, err := x.takeWord(t.Context(), w)
	faults, are := err.(client.Errors) //nolint:errorlint // this very type
	require.True(t, err == nil || are, "%v", err)
	for i := range faults {
		faults[i].Path = nil // of GraphQL's answer
	}
	text, err := json.MarshalIndent([]any{data, faults}, "", " ")
	require.NoError(t, err)
	return string(text)
}

// holds returns all that the catalog holds, and who committed it why.
func (x taking) holds(t *rapid.T) string {
	records := slices.Collect(x.Graph().Records())
	var log any
	require.NoError(t, x.client.Do(t.Context(), `{commits(first: 100) {nodes {revision time actor source message}}}`, nil, &log))
	text, err := json.MarshalIndent([]any{records, log}, "", " ")
	require.NoError(t, err)
	return string(text)
}

// Whatever sources say one after the other, a catalog in this process answers and becomes the same as if it had been told in GraphQL.
func TestAWordIsTakenHereAsItIsOverGraphQL(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, now := &program{stderr: io.Discard}, time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
		over := newTaking(t, p, &now, func(_ *live.Catalog, c *client.Client) taker { return told{c} })
		direct := newTaking(t, p, &now, func(c *live.Catalog, _ *client.Client) taker { return here{c} })
		for range rapid.IntRange(1, 4).Draw(t, "words") {
			w := words{t}.word()
			now = now.Add(7 * time.Hour)
			require.Equal(t, over.take(t, w), direct.take(t, w))
			require.Equal(t, over.holds(t), direct.holds(t))
		}
	})
}
