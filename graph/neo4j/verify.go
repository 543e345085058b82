package neo4j

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// mostNamed is how many deviations the error of Verify names.
const mostNamed = 10

// Deviation is something in Neo4j that is not what the log says.
type Deviation struct {
	Where     string // the key of a record, "domain:a PART_OF domain:b", a commit, or a node or relationship of Neo4j
	Attribute string // a property, "label", or "" where the whole is too much or missing
	Wanted    any    // what the log says, nil for nothing
	Found     any    // what is there, nil for nothing
}

// String says the deviation in a line: what, where, wanted, found.
func (d Deviation) String() string {
	what := d.Where
	if d.Attribute != "" {
		what += ": " + d.Attribute
	}
	switch {
	case d.Wanted == nil:
		return fmt.Sprintf("%s was added by hand: %s", what, shown(d.Found))
	case d.Found == nil:
		return fmt.Sprintf("%s was removed by hand: it should be %s", what, shown(d.Wanted))
	}
	return fmt.Sprintf("%s should be %s, and is %s", what, shown(d.Wanted), shown(d.Found))
}

// shown shortens a value for a line.
func shown(v any) string {
	text := fmt.Sprintf("%q", fmt.Sprint(v))
	if len(text) > 120 {
		text = strings.ToValidUTF8(text[:120], "") + "…"
	}
	return text
}

// Verify returns nil where everything in Neo4j is what the log says, and else StoreCorrupt, naming the first deviations.
// See [Store.Deviations].
func (s *Store) Verify(ctx context.Context) error {
	found, err := s.Deviations(ctx)
	if err != nil || len(found) == 0 {
		return err
	}
	lines := make([]string, 0, mostNamed+1)
	for _, d := range found[:min(len(found), mostNamed)] {
		lines = append(lines, d.String())
	}
	if more := len(found) - mostNamed; more > 0 {
		lines = append(lines, fmt.Sprintf("… and %d more", more))
	}
	return s.fault(ctx, "verify", &graph.Error{Kind: graph.StoreCorrupt, Message: fmt.Sprintf(
		"the catalog in Neo4j at %s is not what its log says, so it was changed by hand (%d deviations):\n  %s\nRestore the database from a backup",
		s.address, len(found), strings.Join(lines, "\n  "))})
}

// Deviations returns all that differs in Neo4j from what the log says, folded from its beginning with its chain of hashes
// verified: properties, labels, nodes and relationships, PART_OF and headwaterRecord too. An error is StoreCorrupt where
// the log itself is damaged. Others may commit meanwhile: what their commits touch while it reads is left out, so that nothing
// is reported that nobody did by hand, and a hand's edit of just that is found the next time. It does not look at the readable
// properties of commits. It takes memory for the state twice, and time linear in the log and the state.
func (s *Store) Deviations(ctx context.Context) ([]Deviation, error) {
	ctx, cancel := context.WithTimeout(ctx, loadTime)
	defer cancel()
	found, err := s.deviations(ctx)
	return found, s.fault(ctx, "verify", err)
}

func (s *Store) deviations(ctx context.Context) ([]Deviation, error) {
	before, err := s.settled(ctx)
	if err != nil {
		return nil, err
	}
	there := contents{}
	if err := s.transact(ctx, loadTime, there.read); err != nil {
		return nil, err
	}
	after, err := s.settled(ctx)
	if err != nil {
		return nil, err
	}
	records := map[graph.Key]*graph.Record{}
	meanwhile := map[string]bool{}
	end := link{}
	for commit, err := range s.commits(ctx, link{}, after.revision) {
		if err != nil {
			return nil, err
		}
		over(records, commit)
		end = link{revision: commit.Revision, hash: commit.Hash}
		if commit.Revision > before.revision {
			touched(meanwhile, commit)
		}
	}
	if end.hash != after.hash {
		return nil, s.damaged(after.revision, "the head notes another hash")
	}
	wanted, err := expected(records)
	if err != nil {
		return nil, err
	}
	return differences(wanted, there, meanwhile), nil
}

// touched notes what a commit may have changed while the state was read: of these nothing can be said.
func touched(places map[string]bool, commit *graph.Commit) {
	for _, change := range commit.Changes {
		key := change.Key()
		places[string(key.From)], places[key.String()] = true, true
		for _, id := range []graph.ID{key.To, container(change.Before), container(change.After)} {
			if id != "" {
				places[string(id)], places[partOf(key.From, id)] = true, true
			}
		}
	}
}

// differences compares what should be with what is there, by place and attribute.
func differences(wanted, there contents, except map[string]bool) []Deviation {
	var all []Deviation
	for place, want := range wanted {
		if !except[place] {
			all = append(all, unlike(place, want, there[place])...)
		}
	}
	for place, found := range there {
		if _, known := wanted[place]; !known && !except[place] {
			all = append(all, Deviation{Where: place, Found: found["headwaterRecord"]})
		}
	}
	for i := range all {
		if all[i].Wanted == nil && all[i].Found == nil {
			all[i].Found = "no record"
		}
	}
	slices.SortFunc(all, func(a, b Deviation) int {
		return strings.Compare(a.Where+"\x00"+a.Attribute, b.Where+"\x00"+b.Attribute)
	})
	return all
}

// unlike compares one node or relationship.
func unlike(place string, want, found properties) []Deviation {
	if found == nil {
		return []Deviation{{Where: place, Wanted: "there"}}
	}
	var all []Deviation
	for name, value := range want {
		if !reflect.DeepEqual(value, found[name]) {
			all = append(all, Deviation{place, name, value, found[name]})
		}
	}
	for name, value := range found {
		if _, known := want[name]; !known {
			all = append(all, Deviation{place, name, nil, value})
		}
	}
	return all
}
