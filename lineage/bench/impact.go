package main

import (
	"context"
	"fmt"
	"iter"
	"time"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// teams is how many own the entities, in turn by their places: near ones belong together. Each of them consumes what the
// next one owns of every tenth place.
const teams = 500

func team(n uint32) graph.ID { return graph.ID(fmt.Sprintf("team:t%03d", n)) }

// owned yields the records of the layered graph with a team for each entity. Every entity has an owner of its own, which is
// the most that can be asked of counting by team.
func owned(entities int, flows []flow) iter.Seq2[*graph.Record, error] {
	claims := []graph.Claim{{Source: "people", Rank: graph.Declared}}
	return func(yield func(*graph.Record, error) bool) {
		for r, err := range records(entities, flows) {
			if !yield(r, err) {
				return
			}
		}
		for n := range uint32(teams) {
			yield(&graph.Record{Key: graph.EntityKey(team(n)), Claims: claims}, nil)
		}
		for n := range uint32(entities) {
			owner := n / near % teams
			yield(&graph.Record{Key: graph.Key{Relation: graph.Owns, From: team(owner), To: id(n)}, Claims: claims}, nil)
			if n%10 == 0 {
				yield(&graph.Record{Key: graph.Key{Relation: graph.Consumes, From: team((owner + 1) % teams), To: id(n)}, Claims: claims}, nil)
			}
		}
	}
}

// downstream is our own closure, whichever direction is asked for.
type downstream struct{ engine }

func (d downstream) trace(ctx context.Context, start uint32, _ lineage.Direction) (func() answer, error) {
	return d.engine.trace(ctx, start, lineage.Downstream)
}

// told is the impact of altering an entity, with all teams to be told.
type told struct{ g *graph.Graph }

func (t told) trace(ctx context.Context, start uint32, _ lineage.Direction) (func() answer, error) {
	impact, err := lineage.Assess(ctx, lineage.Altering(t.g, t.g.ByRank(start)))
	if err != nil {
		return nil, err
	}
	notices := impact.Notices()
	return func() (a answer) {
		for _, item := range impact.Items() {
			a.add(t.g.Rank(item.Node), item.Depth)
		}
		if len(notices) == 0 { // everything has an owner: nobody told is a wrong answer
			return answer{}
		}
		return a
	}, nil
}

// againstClosure compares an impact, grouped by team, with the closure alone: of the catalog, and of a plan for it, which
// brings a new source of one entity.
func (b *bench) againstClosure(ctx context.Context) error {
	b.say("giving every entity an owner")
	g, err := graph.New(1, owned(b.entities, b.flows))
	if err != nil {
		return err
	}
	plan, err := lineage.NewPlan(g, []graph.Edit{
		graph.Put{ID: id(uint32(b.entities))},
		graph.Join{Relation: graph.Feeds, From: id(uint32(b.entities)), To: id(0)},
	}, time.Unix(0, 0))
	if err != nil {
		return err
	}
	r := row{against: "an impact by team against its closure alone", goal: "at most 1.2× its time", most: 1.2, count: b.closures}
	if err := b.compare(ctx, told{g}, downstream{engine{g}}, r); err != nil {
		return err
	}
	r.against = "the same on a plan, against the closure without it"
	return b.compare(ctx, told{plan.After}, downstream{engine{g}}, r)
}
