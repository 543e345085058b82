// Package transfer copies a catalog from one [graph.Store] to another: its whole log, from its base on, and so its state.
//
// It promises:
//
//   - The copy has each commit of the source as it is: time, operation id and hash too. A commit that would get another hash
//     is not appended.
//   - It can be interrupted anywhere. Done again, it goes on where the target's log ends.
//   - A source that was compacted is copied as it is: the target begins with the same base, and the chain of hashes goes on from it.
//     A target that has more of the history keeps it.
//   - A target that is not empty, nor an earlier state of the source, is refused and not touched.
//   - It ends with both states compared, record by record. In the source nothing is changed.
//
// It does not keep two stores alike: what is appended to the source afterwards is not copied, and somebody who appends to the
// target meanwhile ends it with a Conflict.
package transfer
