package graph_test

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
)

// TestManyMovesAndComingsAndGoingsAtOnceAreTheGraphOfTheChangedRecords makes numberings of many runs, and of few: a chain of changes in which what has
// parts moves between containers, in a catalog whose links say many different things.
func TestManyMovesAndComingsAndGoingsAtOnceAreTheGraphOfTheChangedRecords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := &growing{graph.Empty(), map[graph.Key]*graph.Record{}}
		changes := c.plant(rapid.IntRange(1100, 2300).Draw(t, "entities"))
		for i, change := range changes { // each flow has a reason of its own, some have none
			if change.After.IsLink() && i%3 > 0 {
				change.After.Claims = claimed(graph.Value{Attribute: graph.AttrReason, Text: fmt.Sprint("because of ", i)})
			}
		}
		c.lay(t, changes)
		commits := 4
		if os.Getenv("HEADWATER_SOAK") != "" {
			commits = 40
		}
		for range rapid.IntRange(1, commits).Draw(t, "commits") {
			changes = nil
			for range rapid.SampledFrom([]int{1, 1, 2, 9}).Draw(t, "at once") {
				changes = append(changes, c.shuffled(t)...)
			}
			c.lay(t, onceEach(changes))
		}
	})
}

// shuffled moves, brings or takes an entity; what moves often has parts.
func (c *growing) shuffled(t *rapid.T) []graph.Change {
	low, any := rapid.IntRange(0, 300).Draw(t, "low"), rapid.IntRange(0, 2400).Draw(t, "any")
	switch rapid.IntRange(0, 3).Draw(t, "kind") {
	case 0: // to where it may make a cycle, which is refused
		return c.under(low, any)
	case 1:
		return c.under(any, low)
	case 2: // between others in the order of IDs
		fresh := graph.EntityKey(node(any) + "-x")
		return []graph.Change{{Before: c.records[fresh], After: &graph.Record{Key: fresh, Claims: placed(0, low).Claims}}}
	}
	leaf := graph.EntityKey(node(2400 - any))
	if c.records[leaf] == nil {
		return nil
	}
	return c.gone(func(k graph.Key) bool { return k.From == leaf.From || k.To == leaf.From })
}

// under puts an entity that there is under another.
func (c *growing) under(n, container int) []graph.Change {
	before := c.records[graph.EntityKey(node(n))]
	if before == nil {
		return nil
	}
	return []graph.Change{{Before: before, After: placed(n, container)}}
}

// onceEach keeps the last change of each key.
func onceEach(changes []graph.Change) []graph.Change {
	slices.Reverse(changes)
	known := map[graph.Key]bool{}
	return slices.DeleteFunc(changes, func(c graph.Change) bool {
		again := known[c.Key()]
		known[c.Key()] = true
		return again
	})
}

// TestAGraphThatOthersWereMadeOfStaysAsItWas looks at a graph again after changes that moved its nodes, as pages are shared.
func TestAGraphThatOthersWereMadeOfStaysAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := &growing{graph.Empty(), map[graph.Key]*graph.Record{}}
		c.lay(t, c.plant(rapid.IntRange(1100, 1500).Draw(t, "entities")))
		base, records := c.g, c.records
		for range rapid.IntRange(1, 4).Draw(t, "commits") {
			c.lay(t, onceEach(append(c.shuffled(t), c.change(t)...)))
		}
		want, err := graph.New(base.Revision(), func(yield func(*graph.Record, error) bool) {
			for _, r := range records {
				if !yield(r, nil) {
					return
				}
			}
		})
		require.NoError(t, err)
		sameGraph(t, want, base)
	})
}
