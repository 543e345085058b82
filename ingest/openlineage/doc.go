// Package openlineage reads events of OpenLineage 2-0-2 and says what they change. It is written from the specification, and
// reads nothing from files or the network.
//
// It promises:
//
//   - [Decode] refuses what the specification's schemas refuse, with the path of every fault, and what is over [Limits]. What
//     they accept it accepts, unknown facets and properties included. Formats of times and run ids are checked; a URI may be
//     relative, as real producers send them.
//   - [Fold] is pure: an event, a graph and what was heard before in, edits out. Any order and any repetition of a run's events
//     lead to one graph: see Fold for how, and where that ends.
//   - A job's lineage of an output is the best that was ever said of it: the explicit `lineage` facet, else `columnLineage`, else
//     inputs and outputs, through the job.
//   - Nothing is withdrawn because a run failed, or because an event leaves something out.
//
// It does not keep runs: of a job it knows the last few by their ids, to put together what the events of one say, and tells the
// last ([Heard]). In the graph is only how the last one ended. It does not keep source code, environment variables, nor the passwords in URIs.
package openlineage
