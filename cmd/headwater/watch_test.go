package main

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/graph/live"
	engine "github.com/headwater-catalog/headwater/lineage" // lineage is a command here
)

// watchedHistory is commits, a line each. The last one concerns everybody, so that what was passed over shows.
var watchedHistory = []string{
	"team:f owns domain:c", "team:g owns domain:x", // also makes them
	"a -> b", "b -> c", "x -> y", "port:p in domain:b", "a -/> b", "team:g owns domain:y", "x -> a", "domain:z",
	"team:g owns domain:c\nport:last in domain:x",
}

func (s *subscribed) edit(text string) {
	s.Helper()
	edits, err := graphtest.Edits(text)
	require.NoError(s, err)
	_, err = s.catalog.Apply(context.Background(), live.Request{Source: graph.People, Edits: edits})
	require.NoError(s, err)
}

// chosen is what a naive reader of the whole history picks out of it.
func (s *subscribed) chosen(picks func(before, after *graph.Graph, c *graph.Commit) bool) []graph.Revision {
	s.Helper()
	var revisions []graph.Revision
	zero := graph.Revision(0)
	before := graph.Empty()
	for c, err := range s.catalog.Follow(s.Context(), &zero) {
		require.NoError(s, err)
		after, err := before.With(c.Revision, c.Changes...)
		require.NoError(s, err)
		if picks(before, after, c) {
			revisions = append(revisions, c.Revision)
		}
		if before = after; c.Revision == s.catalog.Graph().Revision() {
			break
		}
	}
	return revisions
}

func touchesAny(c *graph.Commit, ids ...graph.ID) bool {
	return slices.ContainsFunc(ids, func(id graph.ID) bool { return live.Touches(c, id) })
}

// upstreamIn is an entity, its parts and what is upstream of it in a graph.
func upstreamIn(g *graph.Graph, id graph.ID) []graph.ID {
	n, found := g.Node(id)
	if !found {
		return nil
	}
	var ids []graph.ID
	for part := n; part < g.End(n); part++ {
		ids = append(ids, g.ID(part))
	}
	for _, item := range engine.Trace(g, []graph.Node{n}, engine.Options{Direction: engine.Upstream}).Items() {
		ids = append(ids, g.ID(item.Node))
	}
	return ids
}

func tells(before, after *graph.Graph, c *graph.Commit, team graph.ID) bool {
	impact, err := engine.Assess(context.Background(), &engine.Plan{Before: before, After: after, Changes: c.Changes})
	return err == nil && slices.ContainsFunc(impact.Notices(), func(n engine.Notice) bool { return n.Team == team })
}

// Whoever watches is told just what a naive reader would pick out, from wherever they resume.
func TestOnlyWhatConcernsWhoWatchesIsTold(t *testing.T) {
	overBoth(t, func(s *subscribed, ask func(string) answers) {
		for _, text := range watchedHistory {
			s.edit(text)
		}
		for arguments, picks := range map[string]func(before, after *graph.Graph, c *graph.Commit) bool{
			`touching: ["domain:x", "domain:c"]`: func(_, _ *graph.Graph, c *graph.Commit) bool { return touchesAny(c, "domain:x", "domain:c") },
			`touching: ["x"], upstreamOf: []`:    func(_, _ *graph.Graph, c *graph.Commit) bool { return touchesAny(c, "domain:x") },
			`upstreamOf: ["domain:c"]`: func(before, after *graph.Graph, c *graph.Commit) bool {
				return touchesAny(c, append(upstreamIn(before, "domain:c"), upstreamIn(after, "domain:c")...)...)
			},
			`toTell: ["g"]`: func(before, after *graph.Graph, c *graph.Commit) bool { return tells(before, after, c, "team:g") },
			`touching: ["domain:z"], toTell: ["team:f"]`: func(before, after *graph.Graph, c *graph.Commit) bool {
				return touchesAny(c, "domain:z") || tells(before, after, c, "team:f")
			},
		} {
			want := s.chosen(picks)
			require.Contains(s, want, graph.Revision(len(watchedHistory)), arguments)
			require.Less(s, len(want), len(watchedHistory), "%s chooses everything", arguments)
			for after := range len(watchedHistory) {
				stream := ask(fmt.Sprintf(`subscription { commits(after: %d, %s) { revision } }`, after, arguments))
				for _, r := range want {
					if r > graph.Revision(after) {
						s.is(stream, fmt.Sprintf(`"revision":"%s"`, r))
					}
				}
				stream.close()
			}
		}
	})
}

// A hundred who watch the same, and some who watch other things, each see all of theirs while commits are made.
func TestManyWatchTheSame(t *testing.T) {
	overBoth(t, func(s *subscribed, ask func(string) answers) {
		s.edit("team:g owns domain:x\nteam:f owns domain:y")
		var streams []answers
		for i := range 20 {
			streams = append(streams, ask(fmt.Sprintf(`subscription { commits(after: 1, toTell: ["%s"]) { revision } }`, []string{"g", "f"}[i%2])))
		}
		for i := range 10 {
			s.edit(fmt.Sprintf("port:p%d in domain:%s", i, []string{"x", "y"}[i%2]))
		}
		for i, stream := range streams {
			for r := 2 + i%2; r < 12; r += 2 {
				s.is(stream, fmt.Sprintf(`"revision":"%d"`, r))
			}
			stream.close()
		}
	})
}

func TestWhatCannotBeWatchedIsRefused(t *testing.T) {
	overBoth(t, func(s *subscribed, ask func(string) answers) {
		s.edit("team:g owns domain:x")
		for arguments, want := range map[string]string{
			`touching: ["nowhere"]`:   `"NOT_FOUND"`,
			`upstreamOf: ["nowhere"]`: `"NOT_FOUND"`,
			`toTell: ["domain:x"]`:    `"BAD_USER_INPUT"`,
			`toTell: ["x"]`:           `"NOT_FOUND"`,
		} {
			stream := ask(`subscription { commits(after: 0, ` + arguments + `) { revision } }`)
			s.is(stream, want)
			payload, err := stream.next()
			require.NoError(s, err)
			require.Empty(s, payload, "it is complete")
			stream.close()
		}
	})
}
