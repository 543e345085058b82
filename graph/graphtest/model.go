package graphtest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
)

// model is what a store should be: a list of commits, folded naively each time it is asked.
type model struct {
	log        []string // encoded, from the first
	base       graph.Revision
	last       time.Time
	named      int // operation ids, the forgotten ones too
	operations map[string]graph.Revision
	records    map[graph.Key]*graph.Record
}

func (m *model) head() graph.Revision { return graph.Revision(len(m.log)) }

// append notes a commit that the store took.
func (m *model) append(t require.TestingT, c *graph.Commit) {
	bytes, err := c.Encode()
	require.NoError(t, err)
	m.log, m.last = append(m.log, string(bytes)), c.Time
	if c.OperationID != "" {
		m.operations[c.OperationID] = c.Revision
		m.named++
	}
	for _, change := range c.Changes {
		m.records[change.Key()] = change.After
	}
}

func (m *model) state(t require.TestingT) state {
	s := state{m.head(), map[string]string{}}
	for key, record := range m.records {
		if record != nil {
			s.Records[key.String()] = encoded(t, record)
		}
	}
	return s
}

// machine drives a store and its model by random steps.
type machine struct {
	model
	open  func() graph.Store
	store graph.Store
}

// randomHistory runs one random sequence of steps, comparing the store with the model after each.
func randomHistory(t *rapid.T, open func() graph.Store, reopens bool) {
	m := machine{
		model: model{operations: map[string]graph.Revision{}, records: map[graph.Key]*graph.Record{}},
		open:  open, store: open(),
	}
	defer func() { require.NoError(t, m.store.Close()) }()
	steps := []func(*rapid.T){m.appendNext, m.appendNext, m.appendTogether, m.appendTogether, m.appendOther, m.appendReused, m.readLog, m.compact}
	if reopens {
		steps = append(steps, m.reopen)
	}
	for range rapid.IntRange(1, 12).Draw(t, "steps") {
		rapid.SampledFrom(steps).Draw(t, "step")(t)
		require.Equal(t, m.state(t), loaded(t, m.store))
	}
	m.checkPast(t)
}

// keys are few, so that random changes meet.
var keys = []graph.Key{
	graph.EntityKey("domain:a"), graph.EntityKey("domain:b"), graph.EntityKey("team:t"),
	{Relation: graph.Feeds, From: "domain:a", To: "domain:b"},
	{Relation: graph.Owns, From: "team:t", To: "domain:a"},
}

// draw returns a commit of a revision with random changes of the model's records.
func (m *machine) draw(t *rapid.T, r graph.Revision) *graph.Commit {
	c := &graph.Commit{
		Revision: r,
		Time:     Noon.Add(time.Duration(rapid.Int64Range(-1e15, 1e15).Draw(t, "time"))),
		Actor:    rapid.StringN(0, 5, -1).Draw(t, "actor"),
		Source:   graph.Source{Name: "files", Rank: rapid.SampledFrom([]graph.Rank{graph.Observed, graph.Declared}).Draw(t, "rank")},
		Message:  rapid.StringN(0, 10, -1).Draw(t, "message"),
	}
	if rapid.Bool().Draw(t, "with operation id") {
		c.OperationID = fmt.Sprintf("op %d", m.named+1)
	}
	for _, key := range keys {
		if change, ok := m.drawChange(t, key, r); ok {
			c.Changes = append(c.Changes, change)
		}
	}
	slices.SortFunc(c.Changes, func(a, b graph.Change) int { return a.Key().Compare(b.Key()) })
	return c
}

func (m *machine) drawChange(t *rapid.T, key graph.Key, r graph.Revision) (graph.Change, bool) {
	before := m.records[key]
	switch rapid.IntRange(0, 3).Draw(t, "change of "+key.String()) {
	case 0, 1:
		after := &graph.Record{Key: key, Claims: []graph.Claim{{
			Source: "files", Rank: graph.Imported, FirstSeen: Noon, LastSeen: Noon,
			Values: []graph.Value{{Attribute: graph.AttrDescription, Text: rapid.String().Draw(t, "text"), Since: r}},
		}}}
		if key.Relation == graph.Feeds && rapid.Bool().Draw(t, "denied") {
			after.Denial = &graph.Denial{Source: "people", Time: Noon}
		}
		return graph.Change{Before: before, After: after}, true
	case 2:
		return graph.Change{Before: before}, before != nil
	}
	return graph.Change{}, false
}

func (m *machine) appendNext(t *rapid.T) {
	c := m.draw(t, m.head()+1)
	wanted := c.Time
	require.NoError(t, m.store.Append(context.Background(), c))
	if wanted.Before(m.last) {
		wanted = m.last
	}
	require.True(t, wanted.Equal(c.Time), "time %s, wanted %s", c.Time, wanted)
	m.append(t, c)
}

func (m *machine) appendOther(t *rapid.T) {
	r := graph.Revision(rapid.Uint64Range(0, uint64(m.head())+3).Filter(func(r uint64) bool {
		return graph.Revision(r) != m.head()+1
	}).Draw(t, "revision"))
	kind(t, graph.Conflict, m.store.Append(context.Background(), m.draw(t, r)))
}

func (m *machine) appendReused(t *rapid.T) {
	if len(m.operations) == 0 {
		return
	}
	c := m.draw(t, m.head()+1)
	c.OperationID = rapid.SampledFrom(slices.Sorted(maps.Keys(m.operations))).Draw(t, "operation")
	kind(t, graph.OpIDReused, m.store.Append(context.Background(), c))
}

func (m *machine) readLog(t *rapid.T) {
	after := min(m.head(), graph.Revision(rapid.Uint64Range(0, uint64(m.head())).Draw(t, "after")))
	if after < m.base {
		kind(t, graph.RevisionCompacted, lastError(m.store.Log(context.Background(), after)))
		return
	}
	var got []string
	for _, c := range logged(t, m.store, after) {
		bytes, err := c.Encode()
		require.NoError(t, err)
		got = append(got, string(bytes))
	}
	require.Equal(t, append([]string(nil), m.log[after:]...), got)
}

func (m *machine) reopen(t *rapid.T) {
	require.NoError(t, m.store.Close())
	m.store = m.open()
}
