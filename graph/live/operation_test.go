package live_test

import (
	"context"
	"fmt"
	"iter"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
)

func operation(t testing.TB, id, text string) live.Request {
	r := asks(t, text)
	r.OperationID = id
	return r
}

func TestARepeatedOperationAnswersWithItsCommit(t *testing.T) {
	store := memory.New()
	c := open(t, store)
	first := applied(t, c, operation(t, "op-1", "a -> b"))
	applied(t, c, asks(t, "c"))

	again := operation(t, "op-1", "a -> b")
	again.Actor = "bob" // who asks is no part of what is asked
	for i, e := range again.Edits {
		if put, ok := e.(graph.Put); ok {
			put.Path = []any{"elsewhere", i}
			again.Edits[i] = put
		}
	}
	a := applied(t, c, again)
	require.Equal(t, first.Commit.Revision, a.Commit.Revision)
	require.Equal(t, first.Commit.Hash, a.Commit.Hash)
	require.Len(t, a.Changes, len(first.Changes))
	require.Equal(t, graph.Revision(2), a.After.Revision())
	require.Len(t, history(t, store), 2)

	stale := graph.Revision(0)
	once := operation(t, "op-2", "d")
	now := c.Graph().Revision()
	once.IfRevision = &now
	made := applied(t, c, once)
	require.Equal(t, made.Commit.Revision, applied(t, c, once).Commit.Revision, "its own commit makes no request stale")
	once.IfRevision = &stale
	refused(t, c, once, graph.OpIDReused)
}

func TestAnOperationIDForSomethingElseIsRefused(t *testing.T) {
	c := open(t, memory.New())
	applied(t, c, operation(t, "op-1", "a -> b"))
	for name, change := range map[string]func(*live.Request){
		"other edits":   func(r *live.Request) { r.Edits = r.Edits[:1] },
		"another order": func(r *live.Request) { r.Edits[0], r.Edits[1] = r.Edits[1], r.Edits[0] },
		"another kind of edit": func(r *live.Request) {
			r.Edits[len(r.Edits)-1] = graph.Part{Relation: graph.Feeds, From: "domain:a", To: "domain:b"}
		},
		"another source":  func(r *live.Request) { r.Source.Name = "files" },
		"another rank":    func(r *live.Request) { r.Source.Rank = graph.Observed },
		"whole":           func(r *live.Request) { r.Whole = true },
		"another message": func(r *live.Request) { r.Message = "because" },
	} {
		t.Run(name, func(t *testing.T) {
			r := operation(t, "op-1", "a -> b")
			change(&r)
			refused(t, c, r, graph.OpIDReused, `"op-1"`, "revision 1", "choose a new one")
		})
	}
}

// TestTheFingerprintStaysTheSame holds the fingerprint that commits keep: were it another in the next version, a
// request that is sent again after an upgrade would be refused.
func TestTheFingerprintStaysTheSame(t *testing.T) {
	revision := graph.Revision(0)
	c := open(t, memory.New())
	a := applied(t, c, live.Request{
		Actor: "ada", Source: graph.Source{Name: "files", Rank: graph.Imported}, Message: "m", OperationID: "op", IfRevision: &revision,
		Edits: []graph.Edit{
			graph.Put{Place: graph.Place{Origin: "a.yml:1"}, ID: "domain:a", Values: []graph.Value{{Attribute: graph.AttrName, Text: "A"}}},
			graph.Put{ID: "domain:b"},
			graph.Put{ID: "domain:c", Clear: []string{graph.AttrName}},
			graph.Join{Relation: graph.Feeds, From: "domain:a", To: "domain:b", Reason: "r"},
			graph.Deny{From: "domain:a", To: "domain:b", Reason: "no"},
			graph.Allow{From: "domain:a", To: "domain:b"},
			graph.Part{Relation: graph.Feeds, From: "domain:a", To: "domain:b"},
			graph.Remove{ID: "domain:c"},
		},
	})
	require.Equal(t, "68eadb02a2e8fbfa775db06fd0a3afba39534bf33648686f3e01b0bafa44b7cd", a.Commit.Fingerprint)
}

func TestTheFingerprintOfWhatPeopleDecideStaysTheSame(t *testing.T) {
	c := open(t, memory.New())
	applied(t, c, asks(t, "a in division:x\nt owns a\nsystem:old serves market:m\nsystem:new"))
	a := applied(t, c, live.Request{
		Actor: "ada", Source: graph.People, OperationID: "op",
		Edits: []graph.Edit{
			graph.Acquire{Division: "division:w", Name: "W", Like: "division:x"},
			graph.Move{ID: "domain:a", To: "division:w"},
			graph.HandOver{Entity: "domain:a", To: "team:t", Reason: "r"},
			graph.ReplaceSystem{System: "system:old", By: "system:new", Markets: []graph.ID{"market:m"}},
			graph.Divest{Division: "division:x"},
		},
	})
	require.Equal(t, "83d8fb0b209903307a9684b6108a07dfa9656012955d13d17c39bfa9cbafa1e7", a.Commit.Fingerprint)
}

// TestALostReply loses the answer of every other Append, as a network may; who asked asks again until it is answered.
func TestALostReply(t *testing.T) {
	store := memory.New()
	var mu sync.Mutex
	lost, n := 0, 0
	c := open(t, &graphtest.Faulty{Store: store, AfterAppend: func(...*graph.Commit) error {
		mu.Lock()
		defer mu.Unlock()
		if n++; n%2 == 1 {
			lost++
			return &graph.Error{Kind: graph.Unavailable, Message: "the connection was lost"}
		}
		return nil
	}})
	const writers, each = 4, 10
	var group sync.WaitGroup
	for w := range writers {
		group.Go(func() {
			for i := range each {
				r := operation(t, fmt.Sprintf("op %d of %d", i, w), fmt.Sprintf("w%d-%d", w, i))
				for {
					a, err := c.Apply(context.Background(), r)
					if err == nil {
						if a.Commit == nil || a.Commit.OperationID != r.OperationID || a.After.Revision() < a.Commit.Revision {
							t.Errorf("%s was answered by %+v", r.OperationID, a.Commit)
						}
						break
					}
					if graph.KindOf(err) != graph.Unavailable {
						t.Errorf("%s: %v", r.OperationID, err)
						break
					}
				}
			}
		})
	}
	group.Wait()
	require.NotZero(t, lost)
	seen := map[string]bool{}
	for _, commit := range history(t, store) {
		require.False(t, seen[commit.OperationID], "%s happened once", commit.OperationID)
		seen[commit.OperationID] = true
	}
	require.Len(t, seen, writers*each)
	require.Equal(t, writers*each, c.Graph().Len())
}

// plain is a store that can do nothing besides.
type plain struct{ store *memory.Store }

func (p plain) Load(ctx context.Context) (graph.Revision, iter.Seq2[*graph.Record, error]) {
	return p.store.Load(ctx)
}
func (p plain) Append(ctx context.Context, c ...*graph.Commit) error {
	return p.store.Append(ctx, c...)
}
func (p plain) Log(ctx context.Context, after graph.Revision) iter.Seq2[*graph.Commit, error] {
	return p.store.Log(ctx, after)
}
func (p plain) Wait(ctx context.Context, after graph.Revision) error { return p.store.Wait(ctx, after) }
func (p plain) Close() error                                         { return p.store.Close() }

func TestOperationsOnAStoreThatCannotLookThemUp(t *testing.T) {
	store := memory.New()
	c := open(t, plain{store})
	first := applied(t, c, operation(t, "op-1", "a"))
	applied(t, c, operation(t, "op-2", "b"))
	require.Equal(t, first.Commit.Revision, applied(t, c, operation(t, "op-1", "a")).Commit.Revision)
	refused(t, c, operation(t, "op-2", "c"), graph.OpIDReused)
	require.Len(t, history(t, store), 2)
}

// TestTheSameOperationOnTwoServersAtOnce has another server commit between the look for the operation and the Append.
func TestTheSameOperationOnTwoServersAtOnce(t *testing.T) {
	store := memory.New()
	other := open(t, store)
	var first *graph.Commit
	var once sync.Once
	c := open(t, &graphtest.Faulty{Store: store, BeforeRead: stallWait(t), BeforeAppend: func(...*graph.Commit) error {
		once.Do(func() { first = applied(t, other, operation(t, "op-1", "a")).Commit })
		return nil
	}})
	a := applied(t, c, operation(t, "op-1", "a"))
	require.Equal(t, first.Hash, a.Commit.Hash)
	require.Len(t, history(t, store), 1)
	require.Equal(t, graph.Revision(1), c.Graph().Revision())
}
