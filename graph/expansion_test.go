package graph_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

// doubling has a division acquire all that there is, n times, and puts each copy into the model of the next.
func doubling(n int) []graph.Edit {
	edits := []graph.Edit{
		put("division:d0"),
		graph.Put{ID: "domain:d0/a", Values: []graph.Value{{Attribute: graph.AttrContainer, Text: "division:d0"}}},
		graph.Put{ID: "domain:d0/b", Values: []graph.Value{{Attribute: graph.AttrContainer, Text: "domain:d0/a"}}},
	}
	for i := range n {
		copied := fmt.Sprintf("d%d", i+1)
		edits = append(edits,
			graph.Acquire{Place: at(len(edits)), Division: graph.ID("division:" + copied), Like: "division:d0"},
			graph.Move{Place: at(len(edits) + 1), ID: graph.ID("domain:" + copied + "/a"), To: "domain:d0/a"})
	}
	return edits
}

func TestAcquiringWhatWasAcquiredEndsAtABound(t *testing.T) {
	faults := refused(t, graph.Empty(), doubling(40)...)
	require.Len(t, faults, 1)
	require.Equal(t, graph.QueryTooLarge, faults[0].Kind)
	require.Contains(t, faults[0].Message, "more than 5000 copies")
	// The nth copies the division and 2ⁿ domains, each with a link to its model: 4,112 by the 10th, 8,210 by the 11th.
	require.Equal(t, at(3+2*10).Path, faults[0].Path)
}

// As much as there is can be copied once, however much that is, up to the bound of all.
func TestALargeDivisionCanBeCopied(t *testing.T) {
	for parts, copied := range map[int]bool{8_000: true, graph.MaxExpansion / 2: false} {
		edits := []graph.Edit{put("division:d")}
		for i := range parts {
			edits = append(edits, graph.Join{Relation: graph.PartOf, From: graph.ID(fmt.Sprintf("domain:d/%d", i)), To: "division:d"})
		}
		g, _ := laid(t, graph.Empty(), "people", false, edits...)
		acquire := func(like graph.ID, i int) graph.Edit {
			return graph.Acquire{Place: at(i), Division: graph.ID(fmt.Sprintf("division:e%d", i)), Like: like}
		}
		if !copied {
			require.Equal(t, at(0).Path, refused(t, g, acquire("division:d", 0))[0].Path)
			continue
		}
		laid(t, g, "people", false, acquire("division:d", 0))
		require.Equal(t, at(1).Path, refused(t, g, acquire("division:d", 0), acquire("division:d", 1))[0].Path)
		laid(t, graph.Empty(), "people", false, append(edits, acquire("division:d", 0))...)
	}
}

// An honest request within the bound is cheap to refuse or to carry out: what is copied is counted first.
func TestWhatIsRefusedTakesLittleRoom(t *testing.T) {
	edits := doubling(40)
	bytes := allocated(func() { refused(t, graph.Empty(), edits...) })
	require.Less(t, bytes, uint64(32<<20))
}

func TestAcquiringWithinTheBoundIsLetIn(t *testing.T) {
	g, _ := laid(t, graph.Empty(), "people", false, doubling(8)...)
	require.Equal(t, 1+8+2<<8, g.Len())
}

// Links are counted as well: of parts that all feed each other there are more than of the parts.
func TestTheLinksOfCopiesAreCounted(t *testing.T) {
	const parts = 330
	edits := []graph.Edit{put("division:d")}
	domain := func(i int) graph.ID { return graph.ID(fmt.Sprintf("domain:d/%d", i)) }
	for i := range parts {
		edits = append(edits, graph.Join{Relation: graph.PartOf, From: domain(i), To: "division:d"})
		for j := range i {
			edits = append(edits, feeds(domain(i), domain(j)))
		}
	}
	g, _ := laid(t, graph.Empty(), "people", false, edits...)
	acquire := func(i int) graph.Edit {
		return graph.Acquire{Place: at(i), Division: graph.ID(fmt.Sprintf("division:e%d", i)), Like: "division:d"}
	}
	faults := refused(t, g, acquire(0), acquire(1))
	require.Equal(t, graph.QueryTooLarge, faults[0].Kind)
	require.Equal(t, at(1).Path, faults[0].Path)
}

// A system that keeps a market is replaced again and again: each time all that runs in it runs in one more.
func TestTheLinksOfReplacingSystemsAreCounted(t *testing.T) {
	const n = 400
	var replacing []graph.Edit
	edits := []graph.Edit{put("system:old"), put("market:kept"), graph.Join{Relation: graph.Serves, From: "system:old", To: "market:kept"}}
	for i := range n {
		domain, market, system := graph.ID(fmt.Sprintf("domain:%d", i)), graph.ID(fmt.Sprintf("market:%d", i)), graph.ID(fmt.Sprintf("system:%d", i))
		edits = append(edits, put(domain), put(market), put(system),
			graph.Join{Relation: graph.RunsIn, From: domain, To: "system:old"}, graph.Join{Relation: graph.Serves, From: "system:old", To: market})
		replacing = append(replacing, graph.ReplaceSystem{Place: at(i), System: "system:old", By: system, Markets: []graph.ID{market}})
	}
	g, _ := laid(t, graph.Empty(), "people", false, edits...)
	faults := refused(t, g, replacing...)
	require.Len(t, faults, 1)
	require.Equal(t, graph.QueryTooLarge, faults[0].Kind)
	require.Equal(t, at(graph.FreeExpansion/(n+1)).Path, faults[0].Path)
}

// Refused at once or not, an edit costs its walk through what it would copy.
func TestWhatCannotBeCopiedIsCountedAllTheSame(t *testing.T) {
	edits := append(doubling(10), put("domain:e/a"))
	for range 100 {
		edits = append(edits, graph.Acquire{Place: at(len(edits)), Division: "division:e", Like: "division:d0"})
	}
	require.Equal(t, graph.QueryTooLarge, refused(t, graph.Empty(), edits...)[0].Kind)
}

func TestADraftEndsWhenNobodyWaits(t *testing.T) {
	asked := 0
	_, err := graph.Empty().Draft(graph.Draft{Source: graph.People, Revision: 1, Time: noon, Edits: doubling(12), Canceled: func() error {
		if asked++; asked < 1000 { // while it copies: there are 27 edits
			return nil
		}
		return context.DeadlineExceeded
	}})
	require.ErrorIs(t, err, context.DeadlineExceeded)
	require.Equal(t, 1000, asked)
}

func BenchmarkDoubling(b *testing.B) {
	for b.Loop() {
		_, err := graph.Empty().Draft(graph.Draft{Source: graph.People, Revision: 1, Time: noon, Edits: doubling(40)})
		require.Error(b, err)
	}
}
