package main

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// warehouse is a large catalog as companies have them: domains of datasets of fields, owned by teams, and flows between
// fields, seen on some days, nine of ten from a dataset nearby.
type warehouse struct{ entities, flows int }

const (
	fieldsEach   = 19 // of a dataset
	datasetsEach = 25 // of a domain
	teams        = 500
	daysSeen     = 50
)

func (w warehouse) datasets() int { return w.entities / (fieldsEach + 1) }

func (w warehouse) domains() int { return w.datasets()/datasetsEach + 1 }

func table(n int) string { return fmt.Sprintf("t%06d", n) }

func dataset(n int) graph.ID { return graph.ID("dataset:warehouse/" + table(n)) }

// field is a field by its number among all.
func field(n int) graph.ID {
	return graph.ID(fmt.Sprintf("field:warehouse/%s/c%02d", table(n/fieldsEach), n%fieldsEach))
}

func domain(n int) graph.ID { return graph.ID(fmt.Sprintf("domain:area-%04d", n)) }

func teamOf(n int) graph.ID { return graph.ID(fmt.Sprintf("team:t%03d", n%teams)) }

var noon = time.Date(2026, 11, 2, 12, 0, 0, 0, time.UTC)

func says(source string, day int, values ...graph.Value) []graph.Claim {
	seen := noon.AddDate(0, 0, -day)
	return []graph.Claim{{Source: source, Rank: graph.Imported, FirstSeen: seen, LastSeen: noon, Values: values}}
}

// records yields everything that is recorded: entities, owners and flows.
func (w warehouse) records() iter.Seq2[*graph.Record, error] {
	return func(yield func(*graph.Record, error) bool) {
		_ = w.entityRecords(yield) && w.ownerRecords(yield) && w.flowRecords(yield)
	}
}

func (w warehouse) entityRecords(yield func(*graph.Record, error) bool) bool {
	entity := func(id graph.ID, claims []graph.Claim) bool {
		return yield(&graph.Record{Key: graph.EntityKey(id), Claims: claims}, nil)
	}
	text := func(attribute, text string) graph.Value {
		return graph.Value{Attribute: attribute, Text: text, Since: 1}
	}
	for n := range teams {
		if !entity(teamOf(n), says("people", 0)) {
			return false
		}
	}
	for n := range w.domains() {
		if !entity(domain(n), says("people", 0, text(graph.AttrName, fmt.Sprintf("Area %d", n)))) {
			return false
		}
	}
	for n := range w.datasets() {
		claims := says("warehouse", n%daysSeen, text(graph.AttrContainer, string(domain(n/datasetsEach))),
			text(graph.AttrDescription, fmt.Sprintf("What table %d of the warehouse is for, in a sentence or two of plain words", n)))
		claims[0].Origin = fmt.Sprintf("models/area-%d.yml:%d", n/datasetsEach, n%datasetsEach*40)
		if !entity(dataset(n), claims) {
			return false
		}
	}
	for n := range w.datasets() * fieldsEach {
		if !entity(field(n), says("warehouse", n/fieldsEach%daysSeen, text(graph.AttrType, "varchar"))) {
			return false
		}
	}
	return true
}

func (w warehouse) ownerRecords(yield func(*graph.Record, error) bool) bool {
	for n := range w.datasets() {
		key := graph.Key{Relation: graph.Owns, From: teamOf(n / 3), To: dataset(n)}
		if !yield(&graph.Record{Key: key, Claims: says("people", 0)}, nil) {
			return false
		}
	}
	return true
}

func (w warehouse) flowRecords(yield func(*graph.Record, error) bool) bool {
	r, fields := rand.New(rand.NewPCG(1, 5)), w.datasets()*fieldsEach
	seen := make([][]graph.Claim, daysSeen)
	for day := range seen {
		seen[day] = says("openlineage", day)
	}
	each := w.flows/fields + 1
	for to := range fields {
		known := map[int]bool{}
		for range each {
			from := (to + 1 + r.IntN(1000*fieldsEach)) % fields
			if r.IntN(10) == 0 {
				from = r.IntN(fields)
			}
			if known[from] || from == to {
				continue
			}
			known[from] = true
			key := graph.Key{Relation: graph.Feeds, From: field(from), To: field(to)}
			if !yield(&graph.Record{Key: key, Claims: seen[to/fieldsEach%daysSeen]}, nil) {
				return false
			}
		}
	}
	return true
}
