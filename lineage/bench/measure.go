package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"slices"
	"time"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// bench is the data of one run.
type bench struct {
	sizes
	flows    []flow
	g        *graph.Graph
	starts   []uint32
	progress io.Writer
	report   *report
}

// measure makes the graph and takes all measures.
func measure(ctx context.Context, s sizes, progress io.Writer) (*report, error) {
	b := &bench{sizes: s, progress: progress, report: &report{sizes: s}}
	b.flows = slices.SortedFunc(s.flows(), func(a, b flow) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	r := rand.New(rand.NewPCG(s.seed, 2))
	for range max(s.closures, s.queries) {
		b.starts = append(b.starts, uint32(r.IntN(s.entities)))
	}
	for _, step := range []func(context.Context) error{b.build, b.againstBare, b.againstMaps, b.againstClosure, b.againstNow, b.againstDatabase} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	return b.report, nil
}

func (b *bench) say(format string, args ...any) {
	_, _ = fmt.Fprintf(b.progress, format+"\n", args...)
}

// build makes the graph, without and with its flows, and weighs both.
func (b *bench) build(context.Context) error {
	b.say("building %d entities and %d flows", b.entities, len(b.flows))
	empty := heap()
	bareEntities := b.onlyEntities()
	described := heap()
	alone, err := graph.New(1, records(b.entities, nil))
	if err != nil {
		return err
	}
	withoutFlows := heap()
	began := time.Now()
	if b.g, err = graph.New(1, records(b.entities, b.flows)); err != nil {
		return err
	}
	b.report.building = time.Since(began)
	withFlows := heap()
	entity := float64(withoutFlows-described) / float64(b.entities)
	b.report.flowCount = len(b.flows)
	b.report.entityBytes = entity
	b.report.indexBytes = entity - float64(described-empty)/float64(b.entities)
	b.report.flowBytes = (float64(withFlows-withoutFlows) - entity*float64(b.entities)) / float64(len(b.flows))
	use(alone, bareEntities)
	return nil
}

// onlyEntities makes what a graph holds of each entity beside its index.
func (b *bench) onlyEntities() []*graph.Entity {
	all := make([]*graph.Entity, b.entities)
	for n := range all {
		all[n] = &graph.Entity{ID: id(uint32(n))}
	}
	return all
}

// againstBare compares with a bare search over the same rows.
func (b *bench) againstBare(ctx context.Context) error {
	r := row{against: "a bare breadth-first search over the same rows", goal: "at most 1.5× its time", most: 1.5, count: b.closures}
	return b.against(ctx, &bare{g: b.g, seen: graph.NewBitmap(b.g.Bound())}, r)
}

// againstMaps compares with what one writes first.
func (b *bench) againstMaps(ctx context.Context) error {
	r := row{against: "a search over `map[ID][]ID`", goal: "at most a 10th", most: 0.1, count: b.closures}
	return b.against(ctx, newMaps(b.g, b.flows), r)
}

// againstDatabase compares with a recursive query.
func (b *bench) againstDatabase(ctx context.Context) error {
	b.say("filling SQLite")
	db, err := newDatabase(ctx, b.flows)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }() // it was only read
	return b.against(ctx, db, row{against: "SQLite's recursive query, in memory", goal: "at most a 100th", most: 0.01, count: b.queries})
}

// turn is how many questions one side answers before the other has its turn: enough to have its data in the caches, and
// few enough that both see the same noise of a shared machine.
const turn = 20

// against puts the same questions to the engine and to an opponent, in turns, and compares the answers.
func (b *bench) against(ctx context.Context, o opponent, r row) error {
	return b.compare(ctx, engine{b.g}, o, r)
}

func (b *bench) compare(ctx context.Context, e, o opponent, r row) error {
	b.say("%d closures against %s", r.count, r.against)
	for first := 0; first < r.count; first += turn {
		starts := b.starts[first:min(first+turn, r.count)]
		ours, err := ask(ctx, e, starts, &r.ours)
		if err != nil {
			return err
		}
		theirs, err := ask(ctx, o, starts, &r.theirs)
		if err != nil {
			return err
		}
		for i, want := range theirs {
			if !ours[i].same(want) {
				return fmt.Errorf("%s of %s: the answers differ: %+v, not %+v", direction(i), id(starts[i]), ours[i], want)
			}
			r.reached += int(want.count)
		}
	}
	b.report.rows = append(b.report.rows, r)
	return nil
}

// ask puts the questions, upstream and downstream in turn, and adds up the time of the answers. Before
// that nobody else's garbage is left to collect, and a first answer is not timed, for both.
func ask(ctx context.Context, o opponent, starts []uint32, spent *time.Duration) ([]answer, error) {
	runtime.GC()
	if _, err := o.trace(ctx, starts[0], lineage.Downstream); err != nil { // its memory is its own again
		return nil, err
	}
	answers := make([]answer, len(starts))
	for i, start := range starts {
		began := time.Now()
		sum, err := o.trace(ctx, start, direction(i))
		*spent += time.Since(began)
		if err != nil {
			return nil, err
		}
		answers[i] = sum()
	}
	return answers, nil
}

// direction alternates, so that both count the same.
func direction(i int) lineage.Direction {
	if i%2 == 0 {
		return lineage.Upstream
	}
	return lineage.Downstream
}
