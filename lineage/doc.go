// Package lineage answers, from one immutable graph.Graph and nothing else, what feeds an entity and what it feeds,
// by which way, who owns that, and where the catalog has gaps; and from two, before and after a [Plan], what the plan does
// and to whom (see [Impact]), what differs (see [Diff]), who reaches whom no more (see [DiffLineage]), and whom it concerns (see
// [Watch]).
//
// # What an answer means
//
// A flow is a recorded FEEDS link that nobody denied; F is the set of them. Flows may be recorded between entities of
// any grain. leaves(x) are the leaves among the parts of x; of a leaf, itself. The finest recorded grain decides, and a
// coarse flow stands for the leaves of its ends wherever nothing finer is known. That is the effective flow E:
//
//	refined(p, m)    F has another flow than (p, m) from p or a part of p to m or a part of m
//	accounted(q, m)  q = m, or a flow of F points at q, or at a container of q strictly inside m
//
//	E(n, q)  :-  F(n, q).
//	E(n, q)  :-  F(p, m), n in {p} + leaves(p), q in leaves(m), not refined(p, m).
//	E(n, q)  :-  F(p, m), n in {p} + leaves(p), q in leaves(m), refined(p, m), not accounted(q, m).
//
// Downstream of a set S is everything reached over E from S and its parts, those excluded; upstream the same over E
// reversed. What is reached over F alone is EXACT, all else COARSE: it may be affected, nobody recorded finer. Depth is
// the fewest effective flows from the start, exact or coarse. The path of an EXACT item is its shortest over F, of a
// COARSE one its shortest over E, and runs with the flow. Each entity is visited once, cycles are legal, and the order
// is depth, then ID.
//
// Every answer is whole: its totals are exact whatever page of it is read, and it says how many entities the caller's
// own depth or choice left out.
//
// The package does no I/O, reads no clock and knows no time-out. All of it is linear in the flows and parts touched.
package lineage
