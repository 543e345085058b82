package types

import (
	"strconv"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// Impact is what a change does to others.
type Impact struct {
	impact *lineage.Impact
	query  query
}

// SeverityCount is how many entities are affected so badly.
type SeverityCount struct {
	Severity lineage.Severity
	Count    int
}

// Total returns how many entities are affected.
func (i *Impact) Total() int { return i.impact.Total() }

// BySeverity returns the total by severity, the worst first, one without any left out.
func (i *Impact) BySeverity() []SeverityCount {
	var counts []SeverityCount
	for _, s := range []lineage.Severity{lineage.Breaking, lineage.Possible, lineage.Inform} {
		if n := i.impact.BySeverity(s); n > 0 {
			counts = append(counts, SeverityCount{s, n})
		}
	}
	return counts
}

// RollUp returns the items, counted at what they are part of before the change.
func (i *Impact) RollUp(to graph.Kind) RollUp {
	return RollUp{i.impact.Plan().Before, i.impact.RollUp(to)}
}

// Findings returns what the change newly brings about.
func (i *Impact) Findings() []Finding {
	found := i.impact.Findings()
	findings := make([]Finding, len(found))
	for at, f := range found {
		findings[at] = Finding{i.impact.Plan().After, f}
	}
	return findings
}

// Summary returns the answer in one sentence.
func (i *Impact) Summary() string { return i.impact.Summary() }

// Mermaid returns the answer as a diagram.
func (i *Impact) Mermaid() string { return i.impact.Mermaid() }

// ImpactItem is an entity that a change affects.
type ImpactItem struct {
	impact *lineage.Impact
	item   lineage.ImpactItem
}

// Entity returns what is affected: before the change what breaks, after it what is only to inform about.
func (i ImpactItem) Entity() Entity {
	before, after := i.impact.Plan().Before, i.impact.Plan().After
	if i.item.Severity != lineage.Inform {
		return Of(before, i.item.Node)
	}
	n, _ := after.Node(before.ID(i.item.Node))
	return Of(after, n)
}

// Severity returns how badly it is affected.
func (i ImpactItem) Severity() lineage.Severity { return i.item.Severity }

// Precision returns whether it is reached as recorded.
func (i ImpactItem) Precision() lineage.Precision { return i.item.Precision }

// Depth returns the fewest flows from what is changed, 0 where none leads to it.
func (i ImpactItem) Depth() int { return i.item.Depth }

// Path returns one shortest way on which it is affected, nil where no flow leads to it.
func (i ImpactItem) Path() *Path {
	g, path, found := i.impact.Path(i.item)
	if !found {
		return nil
	}
	return &Path{g, path}
}

// key is the sort key: whether it is only to inform about, the depth, then the ID.
func (i ImpactItem) key() []string {
	part := "0"
	if i.item.Severity == lineage.Inform {
		part = "1"
	}
	return []string{part, strconv.Itoa(i.item.Depth), string(i.impact.Plan().Before.ID(i.item.Node))}
}

// Items returns a page of what is affected. As of a lineage, only what the page touches is put in order.
func (i *Impact) Items(first *int, after *string) (*ImpactItemConnection, error) {
	n, err := pageSize("first", first)
	if err != nil {
		return nil, err
	}
	q := i.query.below("items")
	key := []string{"0", "0", ""}
	if after != nil {
		if key, err = q.key(*after); err != nil {
			return nil, err
		}
	}
	depth, err := strconv.Atoi(key[1])
	if err != nil {
		return nil, &graph.Error{Kind: graph.BadCursor, Message: "this is no cursor of affected entities"}
	}
	found := i.impact.Page(key[0] == "1", depth, graph.ID(key[2]), n+1)
	items := make([]ImpactItem, min(n, len(found)))
	for at := range items {
		items[at] = ImpactItem{i.impact, found[at]}
	}
	return &ImpactItemConnection{
		total: i.Total(), items: items, hasBefore: after != nil, hasNext: len(found) > n,
		cursor: func(at int) string { return q.cursor(items[at].key()) },
	}, nil
}
