package main

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"

	"github.com/headwater-catalog/headwater/graph"
)

// shape is the size of a layered graph. Its entities are numbered from 0, layer by layer, and each layer is fed by those
// before it, so that upstream closures grow large as they do in a warehouse.
type shape struct {
	entities, layers, fanIn int
	seed                    uint64
}

// flow leads from one numbered entity to another.
type flow struct{ from, to uint32 }

// flows yields the flows by their target. Each entity but those of the first layer has up to fanIn sources: one layer
// above, or in a tenth of the cases one more for each time the dice say so; nine of ten are near its own place in the
// layer, as in a domain, the others anywhere by a power law, as are the tables that everybody reads.
func (s shape) flows() iter.Seq[flow] {
	return func(yield func(flow) bool) {
		r := rand.New(rand.NewPCG(s.seed, 1))
		width := s.entities / s.layers
		for to := width; to < width*s.layers; to++ {
			sources := make(map[uint32]bool, s.fanIn)
			for range s.fanIn {
				from := s.source(r, width, to)
				if !sources[from] && !yield(flow{from, uint32(to)}) {
					return
				}
				sources[from] = true
			}
		}
	}
}

func (s shape) source(r *rand.Rand, width, to int) uint32 {
	layer, place := to/width-1, to%width
	for layer > 0 && r.IntN(10) == 0 {
		layer--
	}
	if r.IntN(10) > 0 {
		reach := min(near, width/2)
		return uint32(layer*width + (place+width+r.IntN(2*reach+1)-reach)%width)
	}
	return uint32(layer*width + int(math.Pow(r.Float64(), 3)*float64(width)))
}

// near is how far apart, in its layer, an entity of the same domain may be.
const near = 1000

// id returns the ID of a numbered entity; IDs are in the order of the numbers.
func id(n uint32) graph.ID { return graph.ID(fmt.Sprintf("dataset:warehouse/t%08d", n)) }

// records yields the graph as a store would load it, by key, all claimed by one source: first the entities, then the
// given flows.
func records(entities int, flows []flow) iter.Seq2[*graph.Record, error] {
	return func(yield func(*graph.Record, error) bool) {
		claims := []graph.Claim{{Source: "warehouse", Rank: graph.Imported}}
		ids := make([]graph.ID, entities)
		for n := range ids {
			ids[n] = id(uint32(n))
			if !yield(&graph.Record{Key: graph.EntityKey(ids[n]), Claims: claims}, nil) {
				return
			}
		}
		for _, f := range flows {
			key := graph.Key{Relation: graph.Feeds, From: ids[f.from], To: ids[f.to]}
			if !yield(&graph.Record{Key: key, Claims: claims}, nil) {
				return
			}
		}
	}
}
