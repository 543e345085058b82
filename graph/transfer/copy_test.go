package transfer_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/graph/memory"
	"github.com/headwater-catalog/headwater/graph/transfer"
)

// grow appends a commit that puts, changes or removes one of a few entities.
func grow(t require.TestingT, s graph.Store, pick int) {
	g := current(t, s)
	id := graph.ID(fmt.Sprintf("domain:d-%d", pick%4))
	edits := []graph.Edit{graph.Put{ID: id, Values: []graph.Value{{Attribute: graph.AttrDescription, Text: fmt.Sprint(pick, g.Revision())}}}}
	if _, there := g.Node(id); there && pick%3 == 0 {
		edits = []graph.Edit{graph.Remove{ID: id, Cascade: true}}
	}
	at := graphtest.Noon.Add(time.Duration(g.Revision()) * time.Minute)
	changes, err := g.Draft(graph.Draft{Source: graph.People, Revision: g.Revision() + 1, Time: at, Edits: edits})
	require.NoError(t, err)
	require.NoError(t, s.Append(context.Background(), &graph.Commit{Revision: g.Revision() + 1, Time: at, Actor: "ada",
		Source: graph.People, OperationID: "op " + g.Revision().String(), Changes: changes}))
}

func current(t require.TestingT, s graph.Store) *graph.Graph {
	g, err := graph.New(s.Load(context.Background()))
	require.NoError(t, err)
	return g
}

func commits(t require.TestingT, s graph.Store) []*graph.Commit {
	var all []*graph.Commit
	for c, err := range s.Log(context.Background(), 0) {
		require.NoError(t, err)
		all = append(all, c)
	}
	return all
}

// A copy that is interrupted anywhere, before or after what it appends, is the source in the end, which may grow meanwhile.
func TestCopyIsTheSource(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, to := memory.New(), memory.New()
		count := rapid.IntRange(0, 30).Draw(t, "commits")
		if rapid.IntRange(0, 9).Draw(t, "long") == 0 {
			count += 256 // more than are appended at once
		}
		for range count {
			grow(t, from, rapid.IntRange(0, 100).Draw(t, "change"))
		}
		cut := errors.New("cut")
		maybe := func(some ...*graph.Commit) error {
			if rapid.IntRange(0, 2).Draw(t, "cut at "+some[0].Revision.String()) == 0 {
				return cut
			}
			return nil
		}
		var cutTarget graph.Store = &graphtest.Faulty{Store: to, BeforeAppend: func(some ...*graph.Commit) error {
			if some[0].Revision < 40 && rapid.IntRange(0, 2).Draw(t, "grows") == 0 {
				grow(t, from, int(some[0].Revision))
			}
			return maybe(some...)
		}, AfterAppend: maybe}
		_, err := transfer.Copy(context.Background(), from, cutTarget, nil)
		for errors.Is(err, cut) {
			_, err = transfer.Copy(context.Background(), from, cutTarget, nil)
		}
		require.NoError(t, err)
		want := commits(t, from)
		require.Equal(t, want, commits(t, to))
		result, err := transfer.Copy(context.Background(), from, to, nil)
		require.NoError(t, err)
		require.Equal(t, graph.Revision(len(want)), result.Found)
		require.Equal(t, result.Found, result.Revision)
	})
}

// A target that is another catalog, or newer, is refused and stays as it was.
func TestCopyRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		source, target []int
		words          string
	}{
		"another catalog":     {[]int{1, 2}, []int{2}, "different commits from revision 1 on"},
		"a branch":            {[]int{1, 2, 4}, []int{1, 5}, "different commits from revision 2 on"},
		"a newer one":         {[]int{1}, []int{1, 2}, "the target has revision 2, which the source has not"},
		"nothing to a filled": {nil, []int{1}, "the target has revision 1, which the source has not"},
	} {
		t.Run(name, func(t *testing.T) {
			from, to := memory.New(), memory.New()
			for _, pick := range c.source {
				grow(t, from, pick)
			}
			for _, pick := range c.target {
				grow(t, to, pick)
			}
			before := commits(t, to)
			_, err := transfer.Copy(t.Context(), from, to, nil)
			require.Equal(t, graph.Conflict, graph.KindOf(err))
			require.ErrorContains(t, err, c.words)
			require.Equal(t, before, commits(t, to))
		})
	}
}
