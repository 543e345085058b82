package types

import (
	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// DepthCount is how many entities are at a depth.
type DepthCount struct{ Depth, Count int }

// KindCount is how many entities are of a kind.
type KindCount struct {
	Kind  graph.Kind
	Count int
}

// PrecisionCount is how many entities are reached with a precision.
type PrecisionCount struct {
	Precision lineage.Precision
	Count     int
}

// ByDepth returns the total by depth, nearest first, a depth without any left out.
func (l *Lineage) ByDepth() []DepthCount {
	var counts []DepthCount
	for i, n := range l.closure.ByDepth() {
		if n > 0 {
			counts = append(counts, DepthCount{i + 1, n})
		}
	}
	return counts
}

// ByKind returns the total by kind, in the order of the schema.
func (l *Lineage) ByKind() []KindCount { return kindCounts(l.closure.ByKind()) }

func kindCounts(found map[graph.Kind]int) []KindCount {
	var counts []KindCount
	for _, k := range graph.Kinds {
		if found[k] > 0 {
			counts = append(counts, KindCount{k, found[k]})
		}
	}
	return counts
}

// ByPrecision returns the total by precision, EXACT first.
func (l *Lineage) ByPrecision() []PrecisionCount {
	var counts []PrecisionCount
	exact, coarse := l.closure.ByPrecision()
	for _, c := range []PrecisionCount{{lineage.Exact, exact}, {lineage.Coarse, coarse}} {
		if c.Count > 0 {
			counts = append(counts, c)
		}
	}
	return counts
}
