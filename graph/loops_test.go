package graph_test

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

// chained puts n domains, each into the next, and the last into the one of a number.
func chained(n, last int) []graph.Edit {
	domain := func(i int) graph.ID { return graph.ID(fmt.Sprintf("domain:d%d", i)) }
	var edits []graph.Edit
	for i := range n - 1 {
		edits = append(edits, graph.Join{Place: at(i), Relation: graph.PartOf, From: domain(i), To: domain(i + 1)})
	}
	return append(edits, graph.Join{Place: at(n - 1), Relation: graph.PartOf, From: domain(n - 1), To: domain(last)}, put(domain(n-1)))
}

// allocated returns how many bytes f allocates.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// What is climbed and told is linear in a long way up: into a loop, and round a long loop.
func TestALongLoopIsFoundInLinearRoom(t *testing.T) {
	const n = 10_000
	for name, last := range map[string]int{"a long way into a short loop": n - 2, "a long loop": 0, "half and half": n / 2} {
		t.Run(name, func(t *testing.T) {
			edits := chained(n, last)
			var faults graph.Faults
			bytes := allocated(func() { faults = refused(t, graph.Empty(), edits...) })
			require.Len(t, faults, min(n-last, graph.MaxFaults))
			require.Equal(t, []any{"changes", last, "to"}, faults[0].Path, "only who is on the loop is at fault")
			require.Less(t, bytes, uint64(n*10_000), "each for itself, they would take gigabytes")
		})
	}
}

func TestALoopIsToldFromWhereItIsMet(t *testing.T) {
	for n, want := range map[int]string{
		1:  "domain:d0 would be part of itself: domain:d0 in domain:d0",
		3:  "domain:d0 would be part of itself: domain:d0 in domain:d1 in domain:d2 in domain:d0",
		7:  "domain:d0 would be part of itself: domain:d0 in domain:d1 in domain:d2 in domain:d3 in domain:d4 in domain:d5 in domain:d6 in domain:d0",
		20: "domain:d0 would be part of itself: domain:d0 in domain:d1 in domain:d2 in domain:d3 in domain:d4 in domain:d5 in … in domain:d19 in domain:d0",
	} {
		require.Equal(t, want, refused(t, graph.Empty(), chained(n, 0)...)[0].Message)
	}
	require.Contains(t, refused(t, graph.Empty(), chained(3, 0)...)[2].Message, "domain:d2 in domain:d0 in domain:d1 in domain:d2")
}

// An entity is in a bounded number of containers, whether it comes, or is moved, or what it is part of is.
func TestContainersAreOfABoundedDepth(t *testing.T) {
	const most = graph.MaxDepth
	deep := append(chained(most+1, most+1), put("domain:d101"))[1:] // d1 is in d2, and so on
	g, _ := laid(t, graph.Empty(), "people", false, deep...)
	in := func(part, container string) graph.Edit {
		return graph.Join{Place: at(0), Relation: graph.PartOf, From: graph.ID("domain:" + part), To: graph.ID("domain:" + container)}
	}
	g, _ = laid(t, g, "people", false, put("domain:top"), put("domain:short"))
	for name, edits := range map[string][]graph.Edit{
		"comes":            {in("new", "d1")},
		"is put":           {in("short", "d1")},
		"is moved":         {graph.Move{Place: at(0), ID: "domain:short", To: "domain:d1"}},
		"its container is": {in("d101", "top")},
		"in one draft":     chained(most+2, most+2),
	} {
		faults := refused(t, g, edits...)
		require.Contains(t, faults[0].Message, "100", name)
		require.Equal(t, graph.BadUserInput, faults[0].Kind, name)
	}
	laid(t, g, "people", false, in("d50", "top"), in("short", "d2"), named("domain:d1", "The deepest"))
}

// Suggesting takes a look at every entity, so of many faults in a large catalog the first alone come with suggestions.
func TestSuggestionsAreBounded(t *testing.T) {
	var edits []graph.Edit
	for i := range 30_000 {
		edits = append(edits, put(graph.ID(fmt.Sprintf("domain:sale-%d", i))))
	}
	large, _ := laid(t, graph.Empty(), "people", false, edits...)
	small, _ := laid(t, graph.Empty(), "people", false, edits[:3]...)
	var removals []graph.Edit
	for i := range 40 {
		removals = append(removals, graph.Remove{Place: at(i), ID: "domain:sale-x"}, graph.Put{Place: at(i), ID: "domain:Sale-1"})
	}
	suggested := func(g *graph.Graph) (n int) {
		for _, fault := range refused(t, g, removals...) {
			if len(fault.Candidates) > 0 {
				n++
			}
		}
		return n
	}
	require.Equal(t, graph.MaxFaults-1, suggested(small))
	require.Equal(t, 1_000_000/30_000, suggested(large))
}
