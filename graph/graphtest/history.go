package graphtest

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

// Noon is the time that the tests begin at.
var Noon = time.Date(2026, 11, 2, 12, 0, 0, 0, time.UTC)

// entity returns a record of an entity with one claim of it.
func entity(id graph.ID, name string) *graph.Record {
	return &graph.Record{Key: graph.EntityKey(id), Claims: []graph.Claim{{
		Source: graph.People.Name, Rank: graph.Declared, FirstSeen: Noon, LastSeen: Noon,
		Values: []graph.Value{{Attribute: graph.AttrName, Text: name, Since: 1}},
	}}}
}

// created is the change by which an entity comes to be.
func created(id graph.ID, name string) graph.Change { return graph.Change{After: entity(id, name)} }

// commit returns a commit of a revision, a minute after the one before.
func commit(r graph.Revision, changes ...graph.Change) *graph.Commit {
	return &graph.Commit{
		Revision: r, Time: Noon.Add(time.Duration(r) * time.Minute), Actor: "ada", Source: graph.People, Changes: changes,
	}
}

// operation returns a commit with an operation id that creates nothing but itself.
func operation(r graph.Revision, id string) *graph.Commit {
	c := commit(r, created(graph.ID("domain:by-"+graph.Slug(id)), id))
	c.OperationID, c.Fingerprint = id, "fingerprint of "+id
	return c
}

func appended(t testing.TB, store graph.Store, commits ...*graph.Commit) {
	t.Helper()
	for _, c := range commits {
		require.NoError(t, store.Append(context.Background(), c), "append revision %s", c.Revision)
	}
}

// state is a store's state in a form that can be compared.
type state struct {
	Revision graph.Revision
	Records  map[string]string // the encoded record by its key
}

func loaded(t require.TestingT, store graph.Store) state {
	revision, records := store.Load(context.Background())
	s := state{revision, map[string]string{}}
	for record, err := range records {
		require.NoError(t, err, "load")
		require.NotContains(t, s.Records, record.Key.String(), "a record comes once")
		s.Records[record.Key.String()] = encoded(t, record)
	}
	return s
}

func encoded(t require.TestingT, v any) string {
	b, err := json.Marshal(v)
	require.NoError(t, err)
	return string(b)
}

func logged(t require.TestingT, store graph.Store, after graph.Revision) []*graph.Commit {
	var commits []*graph.Commit
	for c, err := range store.Log(context.Background(), after) {
		require.NoError(t, err, "log after %s", after)
		commits = append(commits, c)
	}
	return commits
}

func revisions(commits []*graph.Commit) []graph.Revision {
	var list []graph.Revision
	for _, c := range commits {
		list = append(list, c.Revision)
	}
	return list
}

// kind fails unless the error is of a kind and, being an Error, can be shown to people.
func kind(t require.TestingT, want graph.ErrorKind, err error) {
	require.Equal(t, want, graph.KindOf(err), "the kind of %v", err)
	var e *graph.Error
	require.True(t, errors.As(err, &e))
	require.NotEmpty(t, e.Message, "an error says what is wrong")
}

// checkChain fails unless each hash of a whole log is the seal of its commit and the one before.
func checkChain(t require.TestingT, commits []*graph.Commit) {
	var previous graph.Hash
	for i, c := range commits {
		require.Equal(t, graph.Revision(i+1), c.Revision, "revisions are dense")
		bytes, err := c.Encode()
		require.NoError(t, err)
		previous = graph.Seal(previous, bytes)
		require.Equal(t, previous, c.Hash, "hash of revision %s", c.Revision)
	}
}

// everything is a list of changes in which every feature of a record occurs.
func everything() []graph.Change {
	later := Noon.Add(36*time.Hour + 123456789*time.Nanosecond)
	rich := &graph.Record{
		Key: graph.EntityKey(graph.DatasetID("postgres://db:5432", "Größe/ \"quoted\" <b>&\u2028 日本語")),
		Claims: []graph.Claim{
			{Source: "dbt:shop", Rank: graph.Imported, Origin: "models/a.yml:7", FirstSeen: Noon, LastSeen: later, Values: []graph.Value{
				{Attribute: graph.AttrDescription, Text: "two\nlines\tand a \\ and \u0001", Since: 1},
				{Attribute: graph.AttrTags, List: []string{"personal-data", "ümlaut", "日本"}, Since: 1},
				{Attribute: graph.PropertyPrefix + "owner's \"key\"", Text: "☃", Since: 1},
			}},
			{Source: "openlineage", Rank: graph.Observed, FirstSeen: Noon, LastSeen: Noon},
			{Source: graph.People.Name, Rank: graph.Declared, FirstSeen: later, LastSeen: later, Values: []graph.Value{
				{Attribute: graph.AttrName, Text: "", Since: 1},
				{Attribute: graph.AttrTags, Since: 1},
			}},
		},
	}
	implied := &graph.Record{Key: graph.EntityKey("domain:sale")} // there only because a link needs it
	flow := &graph.Record{
		Key:    graph.Key{Relation: graph.Feeds, From: rich.From, To: "domain:sale"},
		Claims: []graph.Claim{{Source: "dbt:shop", Rank: graph.Imported, FirstSeen: Noon, LastSeen: Noon}},
		Denial: &graph.Denial{Source: graph.People.Name, Reason: "not so — see wiki", Time: later},
	}
	changes := []graph.Change{{After: rich}, {After: implied}, {After: flow}}
	slices.SortFunc(changes, func(a, b graph.Change) int { return a.Key().Compare(b.Key()) })
	return changes
}
