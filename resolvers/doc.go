// Package resolvers joins the GraphQL schema to a catalog: it picks the graph that a question is about, hands changes on,
// and says what went wrong.
//
// It promises that each answer under one catalog field comes from one graph; that an error leaves with one of the codes
// of graph.ErrorKind, from one place ([Present]), and that what is none of these tells the caller nothing; that several
// faults of one input come back together, each with its path into the input.
//
// Every response to an operation says, while the store of the catalog cannot be followed, that it may be stale, and of which
// revision it is.
//
// What the fields answer is computed in packages graph and lineage and put into shape in schema/types. The transport, its
// limits and the log are the server's.
package resolvers

//go:generate go tool gqlgen generate
