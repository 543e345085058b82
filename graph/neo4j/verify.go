package neo4j

import (
	"cmp"
	"context"
	"fmt"
	"maps"
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
	at        spot
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
		"the catalog in Neo4j at %s is not what its log says, so it was changed by hand (%d deviations):\n  %s\nTake it over into the log with headwater adopt, or restore what the log says with headwater adopt --put-back",
		s.address, len(found), strings.Join(lines, "\n  "))})
}

// Deviations returns all that differs in Neo4j from what the log says, folded from its beginning, or from
// its base where it was compacted, with its chain of hashes verified: properties, labels, nodes and relationships, PART_OF and headwaterRecord too, what people read of commits, and the
// head's time; in an order that depends on them alone. An error is StoreCorrupt where the log itself is damaged. It is exact
// while others commit: it compares with the very revision that it read, for which it takes the head's lock where they
// leave it no pause. It takes memory for the state twice, and time linear in the log and the state.
func (s *Store) Deviations(ctx context.Context) ([]Deviation, error) {
	ctx, cancel := context.WithTimeout(ctx, loadTime)
	defer cancel()
	c, err := s.compare(ctx)
	if err != nil {
		return nil, s.fault(ctx, "verify", err)
	}
	return differences(c.wanted, c.there), nil
}

// comparison is what the log says and what is there, both at the revision at which the log was folded.
type comparison struct {
	*folded
	wanted, there contents
}

func (s *Store) compare(ctx context.Context) (*comparison, error) {
	c := &comparison{there: contents{}}
	at, err := s.exact(ctx, c.there)
	if err != nil {
		return nil, err
	}
	if c.folded, err = s.fold(ctx, at); err != nil {
		return nil, err
	}
	from := c.end.revision - graph.Revision(len(c.commits))
	maps.DeleteFunc(c.there, func(at spot, _ properties) bool { return at.isDropped(from) })
	if next := at.revision + 1; c.there[revisionSpot(next)] != nil {
		return nil, s.damaged(next, "it is beyond the head")
	}
	if c.wanted, err = c.expected(); err == nil && c.there[theHead]["digest"] != nil {
		c.wanted[theHead]["digest"], err = c.digest()
	}
	return c, err
}

// pauses is how often exact looks for a pause of those who commit.
const pauses = 3

// exact reads all contents at one revision, and returns the head then.
func (s *Store) exact(ctx context.Context, there contents) (link, error) {
	before, err := s.settled(ctx)
	for range pauses {
		if err == nil {
			err = s.transact(ctx, loadTime, there.read)
		}
		if err != nil {
			return link{}, err
		}
		after, err := s.settled(ctx)
		if err != nil || after.revision == before.revision {
			return after, err
		}
		before = after
	}
	err = s.transact(ctx, loadTime, func(tx transaction) (err error) {
		if before, err = s.lock(tx); err != nil {
			return err
		}
		return there.read(tx)
	})
	return before, err
}

// differences compares what should be with what is there, by spot and attribute.
func differences(wanted, there contents) []Deviation {
	var all []Deviation
	for at, want := range wanted {
		all = append(all, unlike(at, want, there[at])...)
	}
	for at, found := range there {
		if _, known := wanted[at]; !known {
			all = append(all, Deviation{Where: at.String(), at: at, Found: summary(found)})
		}
	}
	slices.SortFunc(all, func(a, b Deviation) int {
		return cmp.Or(strings.Compare(a.Where, b.Where), strings.Compare(a.Attribute, b.Attribute))
	})
	return all
}

// summary says in words what stands where nothing should.
func summary(p properties) string {
	var words []string
	for _, name := range slices.Sorted(maps.Keys(p)) {
		if name != "headwaterRecord" {
			words = append(words, fmt.Sprintf("%s %v", name, p[name]))
		}
	}
	return strings.Join(words, ", ")
}

// unlike compares one node or relationship.
func unlike(at spot, want, found properties) []Deviation {
	if found == nil {
		return []Deviation{{Where: at.String(), at: at, Wanted: "there"}}
	}
	var all []Deviation
	for name, value := range want {
		if !reflect.DeepEqual(value, found[name]) {
			all = append(all, Deviation{at.String(), at, name, value, found[name]})
		}
	}
	for name, value := range found {
		if _, known := want[name]; !known {
			all = append(all, Deviation{at.String(), at, name, nil, value})
		}
	}
	return all
}
