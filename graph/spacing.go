package graph

import "math/bits"

// Numbers have gaps, so that what comes between two others needs no other number for all that follow, and no other arcs wherever links
// lead to them. A new graph leaves every eighth number free; settle.go says how graphs with changes laid over them use these up.

// spacing is how many numbers there are for each one that a new graph leaves free, evenly.
const spacing = 8

// spaced returns the number of the node at a place, where none was numbered before.
func spaced(place int) Node { return Node(place + place/(spacing-1)) }

// fits reports whether some nodes may be spread over so many numbers. Few may take all. The more they are the larger a part has to stay
// free: else all of them would have to make room again for whatever comes to the same place next. So what comes to one place time and
// again gives other numbers to O(log² n) nodes each time, in the mean.
func fits(nodes, numbers int) bool { return numbers >= nodes+nodes*bits.Len(uint(nodes))/192 }

// spread returns the place of the i-th of some nodes among as many numbers or more.
func spread(i, nodes int, numbers Node) Node {
	return Node(uint64(i) * uint64(numbers) / uint64(nodes))
}

// resized returns a copy of what is known by node for another number of nodes; of what is new fill is known.
func resized[T any](known []T, nodes int, fill T) []T {
	more := make([]T, nodes)
	for i := copy(more, known); i < nodes; i++ {
		more[i] = fill
	}
	return more
}
