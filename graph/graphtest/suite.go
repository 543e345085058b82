package graphtest

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
)

// property is one thing that holds for every store. It is given an empty one.
type property struct {
	name  string
	holds func(t *testing.T, store graph.Store)
}

var properties = []property{
	{"an empty store has revision 0, no records and no log", emptyStore},
	{"what is appended is loaded and logged, byte for byte", roundTrip},
	{"a removed record is gone from the state and stays in the log", removal},
	{"Append gives the commit its time and hash", appendSets},
	{"the time of a commit is never before an earlier one's", timeNeverDecreases},
	{"a commit that is not the next is a Conflict and changes nothing", conflict},
	{"a store that keeps times tells those of its commits", timesTold},
	{"an operation id is used once, whatever the revision", operationReused},
	{"an operation is found by its id", operationFound},
	{"commits without an operation id share none", operationNone},
	{"commits appended together are as if appended one by one", togetherAsOneByOne},
	{"Append gives each of several commits its time and hash", togetherTells},
	{"of commits appended together all are there or none", togetherOrNotAtAll},
	{"an entity that commits appended together move is where the last says", togetherMoves},
	{"readers see all commits appended together or none", togetherSeenWhole},
	{"appending nothing does nothing", nothingAppended},
	{"Wait returns once commits appended together are beyond", togetherWakes},
	{"Log begins after a revision and ends at the head", logAfter},
	{"Log can be left early", logLeft},
	{"Log ends at the head of the time of the call", logIsFinite},
	{"Load shows one revision, whatever is appended meanwhile", loadIsSnapshot},
	{"a caller can change what it appended without changing the store", nothingShared},
	{"each hash seals the commit and the one before", chain},
	{"Wait returns once the head is beyond", waitWakes},
	{"Wait returns when the context is done", waitEnds},
	{"a done context ends every method", doneContext},
	{"of concurrent appenders exactly one gets a revision", concurrentAppenders},
	{"readers see whole commits while others append", concurrentReaders},
	{"a log that is whole begins with the empty catalog", baseOfAll},
	{"a compacted log begins where it was said, and all else stays", compactKeeps},
	{"compacting again to the same or an earlier revision does nothing, beyond the head it is refused", compactAgain},
	{"what follows a log that was compacted to its head goes on from it", compactedToHead},
	{"operation ids of dropped commits are forgotten", compactForgets},
	{"who reads while the log is compacted sees no gap", compactedWhileRead},
	{"of servers that compact and append at once none spoils the log", compactedTogether},
	{"a store begins with the base of another and is from then on the same", beginSame},
	{"a store that has commits or a base cannot begin", beginRefused},
	{"a base that ends in an error begins nothing", beginBroken},
	{"documents are kept beside the catalog, by shelf and name", documentsKept},
}

// Run checks everything that a store promises while it is open. open returns an empty store each time; the suite
// closes it.
func Run(t *testing.T, open func(t testing.TB) graph.Store) {
	for _, p := range properties {
		t.Run(p.name, func(t *testing.T) {
			store := open(t)
			defer closed(t, store)
			p.holds(t, store)
		})
	}
	t.Run("a random history gives what a naive fold of it gives", func(t *testing.T) {
		rapid.Check(t, func(rt *rapid.T) { randomHistory(rt, func() graph.Store { return open(t) }, false) })
	})
}

// RunDurable checks that closing a store and opening it again changes nothing. create makes a new place for data and
// returns what opens the store there; the suite opens it again only after closing it.
func RunDurable(t *testing.T, create func(t testing.TB) (open func() graph.Store)) {
	for _, p := range durableProperties {
		t.Run(p.name, func(t *testing.T) { p.holds(t, create(t)) })
	}
	t.Run("a random history with reopenings gives what a naive fold of it gives", func(t *testing.T) {
		rapid.Check(t, func(rt *rapid.T) { randomHistory(rt, create(t), true) })
	})
}

func closed(t testing.TB, store graph.Store) {
	t.Helper()
	if err := store.Close(); err != nil {
		t.Errorf("Close: %v", err)
	}
}
