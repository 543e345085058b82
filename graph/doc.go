// Package graph holds the nouns of Headwater and the immutable Graph that every answer is computed from.
//
// It promises:
//
//   - One shape for everything that is recorded: a [Record] is an entity or a link together with the
//     [Claim]s that sources make about it. What is effective follows from the claims by one rule: declared
//     beats imported beats observed; within a rank the value that changed last wins.
//   - A [Graph] never changes. [Graph.With] returns another one with changes laid over it, so "now", "then"
//     and "what if" are three Graphs that answer the same questions.
//   - [Graph.Draft] turns what is asked for ([Edit]) into what is effective ([Change]), all of it or none,
//     with every fault and its place. Nothing here does I/O or reads a clock.
//   - A [Store] keeps commits durably and hands them out again in order. It has five methods and no query.
//
// It does not traverse lineage (package lineage does), and it imports the standard library only.
package graph
