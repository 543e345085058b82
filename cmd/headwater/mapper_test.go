package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
)

// ruled is a catalog in memory with a mapper at work, which waits for nothing.
func ruled(t *testing.T, rules string) (*live.Catalog, *mapper) {
	t.Helper()
	catalog, err := live.Open(t.Context(), memory.New())
	require.NoError(t, err)
	t.Cleanup(func() { _ = catalog.Close() })
	path := filepath.Join(t.TempDir(), "mapping.yaml")
	require.NoError(t, os.WriteFile(path, []byte(rules), 0o600))
	log := zerolog.Nop()
	m, err := newMapper(path, catalog, &log)
	require.NoError(t, err)
	m.pause = func(ctx context.Context, _ time.Duration) {}
	return catalog, m
}

func say(t *testing.T, catalog *live.Catalog, source graph.Source, edits ...graph.Edit) {
	t.Helper()
	_, err := catalog.Apply(t.Context(), live.Request{Actor: "test", Source: source, Edits: edits})
	require.NoError(t, err)
}

var dbtSource = graph.Source{Name: "dbt", Rank: graph.Imported}

func TestTheMapperAppliesItsRulesWheneverSomethingNewIsToldOf(t *testing.T) {
	catalog, m := ruled(t, "rules:\n- set: {domain: a}\n")
	say(t, catalog, graph.People, graph.Put{ID: "domain:a"})
	ctx, stop := context.WithCancel(t.Context())
	placed := make(chan graph.ID)
	go func() {
		for commit, err := range catalog.Follow(ctx, new(graph.Revision)) {
			if err == nil && commit.Source.Name == "mapping" {
				placed <- commit.Changes[0].Key().From
			}
		}
	}()
	done := make(chan error)
	go func() { done <- m.during(ctx, func(ctx context.Context) error { <-ctx.Done(); return nil }) }()
	for _, id := range []graph.ID{"dataset:x/one", "dataset:x/two"} {
		say(t, catalog, dbtSource, graph.Put{ID: id})
		require.Equal(t, id, <-placed)
	}
	stop()
	require.NoError(t, <-done)
}

func TestTheMapperMakesNoCommitWhereItsRulesSayNothingNew(t *testing.T) {
	catalog, m := ruled(t, "rules:\n- set: {domain: a}\n")
	say(t, catalog, graph.People, graph.Put{ID: "domain:a"})
	say(t, catalog, dbtSource, graph.Put{ID: "dataset:x/one"})
	require.NoError(t, m.apply(t.Context()))
	at := catalog.Graph().Revision()
	require.NoError(t, m.apply(t.Context()))
	require.Equal(t, at, catalog.Graph().Revision())
}

func TestRulesThatAreWrongLeaveThoseBefore(t *testing.T) {
	catalog, m := ruled(t, "rules:\n- set: {domain: a}\n")
	require.NoError(t, os.WriteFile(m.path, []byte("rules: no\n"), 0o600))
	wrong, err := m.read()
	require.ErrorContains(t, err, "rules is a list of rules")
	m.take(wrong)
	say(t, catalog, graph.People, graph.Put{ID: "domain:a"})
	say(t, catalog, dbtSource, graph.Put{ID: "dataset:x/one"})
	require.NoError(t, m.apply(t.Context()))
	one, _ := catalog.Graph().Node("dataset:x/one")
	require.Equal(t, graph.ID("domain:a"), catalog.Graph().Entity(one).Container)
}

func TestWithoutRulesThereIsNoMapper(t *testing.T) {
	m, err := newMapper("", nil, nil)
	require.NoError(t, err)
	rules, err := m.read()
	require.NoError(t, err)
	m.take(rules)
	require.NoError(t, m.during(t.Context(), func(context.Context) error { return nil }))
}
