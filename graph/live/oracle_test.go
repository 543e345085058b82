package live_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
)

// oracle is a catalog that has no store and does one request after the other.
type oracle struct {
	moment
	past []moment // all there were
}

// moment is all that an answer depends on; it isn't changed once it is past.
type moment struct {
	graph      *graph.Graph
	operations map[string]done
}

// done is what a request came to.
type done struct {
	request  live.Request
	kind     graph.ErrorKind // "" where it was carried out
	revision graph.Revision  // that it made, 0 if none
	after    string          // the graph that it left, or for a dry run would have
}

var errForbidden = &graph.Error{Kind: graph.Forbidden, Message: "not eve"}

func onlyOthers(_ context.Context, _ *graph.Graph, r live.Request, _ []graph.Change) error {
	if r.Actor == "eve" {
		return errForbidden
	}
	return nil
}

func (o *oracle) do(r live.Request) done {
	if earlier, used := o.operations[r.OperationID]; used && r.OperationID != "" {
		if fmt.Sprint(earlier.request.Edits, earlier.request.IfRevision == nil) != fmt.Sprint(r.Edits, r.IfRevision == nil) ||
			r.IfRevision != nil && *r.IfRevision != *earlier.request.IfRevision {
			return done{kind: graph.OpIDReused}
		}
		return done{revision: earlier.revision}
	}
	at := o.graph.Revision()
	switch {
	case r.IfRevision != nil && *r.IfRevision > at:
		return done{kind: graph.FutureRevision}
	case r.IfRevision != nil && *r.IfRevision < at:
		return done{kind: graph.Conflict}
	}
	changes, err := o.graph.Draft(graph.Draft{Source: r.Source, Revision: at + 1, Time: graphtest.Noon, Edits: r.Edits})
	if err == nil {
		err = onlyOthers(context.Background(), o.graph, r, changes)
	}
	if err != nil {
		return done{kind: graph.KindOf(err)}
	}
	if len(changes) == 0 {
		return done{after: graphtest.String(o.graph)}
	}
	after, err := o.graph.With(at+1, changes...)
	if err != nil {
		return done{kind: graph.KindOf(err)}
	}
	if r.DryRun {
		return done{after: graphtest.String(after)}
	}
	d := done{request: r, revision: at + 1, after: graphtest.String(after)}
	o.past = append(slices.Clip(o.past), o.moment)
	o.moment = moment{graph: after, operations: maps.Clone(o.operations)}
	if r.OperationID != "" {
		o.operations[r.OperationID] = d
	}
	return d
}

// drawRequests draws requests that meet: they change little, under few operation ids.
func drawRequests(t *rapid.T) []live.Request {
	edits := [][]graph.Edit{
		{graph.Put{ID: "domain:a"}}, {graph.Put{ID: "domain:b"}}, {graph.Put{ID: "domain:a"}, graph.Put{ID: "domain:b"}},
		{graph.Join{Relation: graph.Feeds, From: "domain:a", To: "domain:b"}},
		{graph.Part{Relation: graph.Feeds, From: "domain:a", To: "domain:b"}},
		{graph.Remove{ID: "domain:a"}}, {graph.Remove{ID: "domain:a", Cascade: true}}, {graph.Remove{ID: "domain:b", Cascade: true}},
		{graph.Put{ID: "domain:Not An ID"}},
	}
	for i := range 6 {
		edits = append(edits, []graph.Edit{graph.Put{ID: graph.ID(fmt.Sprintf("domain:n%d", i))}})
	}
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) live.Request {
		r := live.Request{
			Actor: rapid.SampledFrom([]string{"ada", "bob", "cyd", "eve"}).Draw(t, "actor"), Source: graph.People,
			Edits:       rapid.SampledFrom(edits).Draw(t, "edits"),
			OperationID: rapid.SampledFrom([]string{"", "", "", "op-1", "op-2", "op-3"}).Draw(t, "operation"),
			DryRun:      rapid.IntRange(0, 5).Draw(t, "dry run") == 0,
		}
		if rapid.IntRange(0, 3).Draw(t, "conditional") == 0 {
			wanted := graph.Revision(rapid.Uint64Range(1, 8).Draw(t, "if revision"))
			r.IfRevision = &wanted
		}
		return r
	}), 1, 20).Draw(t, "requests")
}

// TestAGroupAnswersAsOneAfterTheOther has random requests wait together, while another server may come between: each is
// answered as if it had been alone, in the order in which they came.
func TestAGroupAnswersAsOneAfterTheOther(t *testing.T) {
	grouped := 0
	rapid.Check(t, func(rt *rapid.T) {
		rs, between := drawRequests(rt), rapid.Bool().Draw(rt, "another server")
		var answers []answer
		var after string
		var appends int32
		synctest.Test(t, func(t *testing.T) { answers, after, appends = answersOf(t, rs, between) })

		o := &oracle{moment: moment{graph: graph.Empty(), operations: map[string]done{}}}
		o.do(asks(t, "first"))
		for i, r := range rs {
			before := *o
			want := o.do(r)
			if between && o.graph.Revision() > before.graph.Revision() { // the first that commits
				between = false
				*o = before
				o.do(asks(t, "other"))
				want = o.do(r)
			}
			if r.DryRun {
				anyOf(rt, o, r, answers[i])
				continue
			}
			same(rt, want, answers[i], "request %d: %+v", i, r)
		}
		require.Equal(rt, graphtest.String(o.graph), after)
		if int(appends) < int(o.graph.Revision()) {
			grouped++
		}
	})
	require.NotZero(t, grouped, "some were appended together")
}

// anyOf compares a dry run, which is as if it came before those that it waits with, with what it is at each moment at which
// it may have been judged: before the others nothing of theirs is known, their operation ids neither.
func anyOf(t require.TestingT, o *oracle, r live.Request, got answer) {
	for _, m := range append(slices.Clone(o.past), o.moment) {
		want := (&oracle{moment: m}).do(r)
		if want.kind == graph.KindOf(got.err) && (got.err != nil || want.revision > 0 || want.after == graphtest.String(got.applied.After)) {
			return
		}
	}
	require.Fail(t, "no graph explains a dry run", "%+v: %+v", r, got)
}

// answersOf has requests wait together and returns what they were answered, the graph in the end, and the number of Appends.
func answersOf(t *testing.T, rs []live.Request, between bool) ([]answer, string, int32) {
	store := memory.New()
	g := newGate(store)
	hold := g.BeforeAppend
	g.BeforeRead = stallWait(t)
	g.BeforeAppend = func(commits ...*graph.Commit) error {
		err := hold(commits...)
		if between && commits[0].Revision == 2 {
			between = false
			other, err := live.Open(context.Background(), store)
			require.NoError(t, err)
			defer other.Close()
			applied(t, other, asks(t, "other"))
		}
		return err
	}
	c, err := live.Open(t.Context(), g, live.Authorize(onlyOthers))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, c.Close()) })
	answers := lineUp(t, g, c, rs...)
	loaded, err := graph.New(store.Load(t.Context()))
	require.NoError(t, err)
	require.Equal(t, graphtest.String(loaded), graphtest.String(c.Graph()))
	return answers, graphtest.String(c.Graph()), g.appends.Load()
}

func same(t require.TestingT, want done, got answer, message ...any) {
	require.Equal(t, want.kind, graph.KindOf(got.err), message...)
	var e *graph.Error
	var faults graph.Faults
	if got.err != nil {
		require.True(t, errors.As(got.err, &e) || errors.As(got.err, &faults), message...)
		return
	}
	if want.revision == 0 {
		require.Nil(t, got.applied.Commit, message...)
	} else {
		require.NotNil(t, got.applied.Commit, message...)
		require.Equal(t, want.revision, got.applied.Commit.Revision, message...)
		require.GreaterOrEqual(t, got.applied.After.Revision(), want.revision, message...)
	}
	if want.after != "" {
		require.Equal(t, want.after, graphtest.String(got.applied.After), message...)
	}
}
