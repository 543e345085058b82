// Package types holds the Go values behind the GraphQL types: small handles on one immutable graph.Graph.
//
// It promises that whatever is reached from a [Catalog] is answered from the graph that the Catalog was made of, so that
// the same fields answer "now", "then" and "what if". It promises that a list is cut into pages that together are the
// whole list, that a cursor outlives the revision it was given in, and that one which is forged or of another list is
// refused. What it computes comes from packages graph and lineage; here it is only put into GraphQL's shape, so that
// gqlgen binds nearly every field to a method and few resolvers remain.
//
// It does no I/O. A method takes a context only where the work is long enough to be given up.
package types
