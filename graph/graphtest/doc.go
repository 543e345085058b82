// Package graphtest is what tests of Headwater are written with.
//
//   - [Run] and [RunDurable] are the contract of [graph.Store] as tests. Every store passes all of them: there is no
//     flag by which one could be excused.
//   - [Parse] and [Edits] read the tiny notation of graphs, a link a line ("a -> b", "b in c", "finance owns c"), and
//     [String] writes it, so that a test shows its graph and its answer as text.
//   - [Faulty] is a store that fails where a test wants it to.
//
// It is for tests only: what is wrong ends the test.
package graphtest
