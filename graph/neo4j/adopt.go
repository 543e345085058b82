package neo4j

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// ByHand is the source of what was edited in Neo4j by hand and adopted.
var ByHand = graph.Source{Name: "neo4j", Rank: graph.Declared}

// tries is how often Adopt begins anew because somebody else committed.
const tries = 5

// Request is what Adopt is asked for.
type Request struct {
	Actor   string
	Message string
	Time    time.Time // of the commit
	PutBack bool      // restore what the log says, adopt nothing
	DryRun  bool      // only say what would be done
}

// Adopted is what came of it, or would come.
type Adopted struct {
	Adopted  []Deviation    // what the log says now as well
	PutBack  []Deviation    // what is, or goes with something that is, as the log says
	Revision graph.Revision // of the commit, 0 where there is none
}

// Adopt takes what was edited in Neo4j by hand over into the log, as one commit of the source ByHand, and restores what
// cannot be taken over: afterwards Neo4j is what the log says. Whoever follows the log sees the commit.
//
// Taken over, composed as all texts are that come in, are the readable properties of entities, reasons, vias and denials of links, PART_OF, and whole entities and links
// that were added or removed. What the model has no place for is put back: other properties, labels and types, a second
// relationship where one suffices, headwaterRecord, commits.
//
// Where the model refuses an edit it returns [graph.Faults] with the entity or link in each, and changes nothing; where the log
// itself is damaged, StoreCorrupt. A crash between the commit and the restoring leaves deviations, which doing it again
// settles. What is edited while it runs elsewhere is left for the next time, which is Unavailable.
func (s *Store) Adopt(ctx context.Context, r Request) (*Adopted, error) {
	ctx, cancel := context.WithTimeout(ctx, loadTime)
	defer cancel()
	for range tries - 1 {
		a, err := s.adopt(ctx, r)
		if graph.KindOf(err) != graph.Conflict {
			return a, s.judged(ctx, err)
		}
	}
	a, err := s.adopt(ctx, r)
	return a, s.judged(ctx, err)
}

// judged is fault for errors that may be the model's.
func (s *Store) judged(ctx context.Context, err error) error {
	if faults, are := errors.AsType[graph.Faults](err); are {
		return faults
	}
	return s.fault(ctx, "adopt", err)
}

func (s *Store) adopt(ctx context.Context, r Request) (*Adopted, error) {
	c, err := s.compare(ctx)
	if err != nil {
		return nil, err
	}
	before := differences(c.wanted, c.there)
	a := &Adopted{PutBack: before}
	var commit *graph.Commit
	after := before
	if !r.PutBack && len(before) > 0 {
		c := c.composed()
		asked := differences(c.wanted, c.there)
		if commit, err = c.draft(r, asked); err != nil {
			return nil, err
		}
		if after, err = c.after(commit); err != nil {
			return nil, err
		}
		a.Adopted, a.PutBack = settledBy(asked, after)
		a.PutBack = append(a.PutBack, onlySpelt(before, asked)...)
		after = append(after, asked...)
	}
	if r.DryRun || len(before) == 0 && c.there[theHead]["digest"] != nil {
		return a, nil
	}
	if commit != nil && len(commit.Changes) > 0 {
		if err := s.Append(ctx, commit); err != nil {
			return nil, err
		}
		a.Revision = commit.Revision
	}
	return a, s.mendAll(ctx, c.folded, append(before, after...))
}

// draft returns the commit that takes edits over, nil where none can be.
func (c *comparison) draft(r Request, found []Deviation) (*graph.Commit, error) {
	g, err := graph.New(c.end.revision, func(yield func(*graph.Record, error) bool) {
		for _, key := range slices.SortedFunc(maps.Keys(c.records), graph.Key.Compare) {
			if !yield(c.records[key], nil) {
				return
			}
		}
	})
	if err != nil {
		return nil, err
	}
	edits := c.edits(g, found)
	if len(edits) == 0 {
		return nil, nil //nolint:nilnil // nothing to commit is no error
	}
	changes, err := g.Draft(graph.Draft{Source: ByHand, Revision: c.end.revision + 1, Time: r.Time, Edits: edits})
	if faults, are := errors.AsType[graph.Faults](err); are {
		return nil, placed(faults)
	}
	return &graph.Commit{Revision: c.end.revision + 1, Time: r.Time, Actor: r.Actor, Source: ByHand, Message: r.Message, Changes: changes}, err
}

// placed puts before each fault what it is about.
func placed(faults graph.Faults) graph.Faults {
	for _, f := range faults {
		if len(f.Path) > 0 {
			f.Message = fmt.Sprintf("%v: %s", f.Path[0], f.Message)
		}
	}
	return faults
}

// after returns what would deviate if a commit were made.
func (c *comparison) after(commit *graph.Commit) ([]Deviation, error) {
	records := maps.Clone(c.records)
	if commit != nil {
		over(records, commit)
	}
	f := folded{records: records, commits: c.commits, end: c.end}
	wanted, err := f.expected()
	if err != nil {
		return nil, err
	}
	wanted[theHead] = c.wanted[theHead]
	return differences(wanted, c.there), nil
}

// derived are the properties that change with every commit of a record: they are rewritten, which nobody asked for.
var derived = []string{"headwaterRecord", "sources", "deniedBy"}

// settledBy tells the edits that a commit takes over from what still deviates with it, which is put back. What the commit itself
// makes of a record is not among the latter, but what it makes of others is: parts that go with their container.
func settledBy(before, after []Deviation) (adopted, back []Deviation) {
	type place struct {
		at        spot
		attribute string
	}
	was, still, touched := map[place]bool{}, map[place]bool{}, map[spot]bool{}
	for _, d := range before {
		was[place{d.at, d.Attribute}], touched[d.at] = true, true
	}
	for _, d := range after {
		p := place{d.at, d.Attribute}
		still[p] = true
		if was[p] || !slices.Contains(derived, d.Attribute) && (!touched[d.at] || d.Wanted == nil) {
			back = append(back, d)
		}
	}
	for _, d := range before {
		if !still[place{d.at, d.Attribute}] {
			adopted = append(adopted, d)
		}
	}
	return adopted, back
}

// byDepth sorts entities so that parts come before what they are part of.
func byDepth(g *graph.Graph, ids []graph.ID) {
	depth := func(id graph.ID) (d int) {
		if n, found := g.Node(id); found {
			for range g.Containers(n) {
				d++
			}
		}
		return d
	}
	slices.SortFunc(ids, func(a, b graph.ID) int {
		return cmp.Or(depth(b)-depth(a), strings.Compare(string(a), string(b)))
	})
}
