// Package server answers HTTP: GraphQL at /graphql, the operators' pages, and whatever pages it is handed for the rest.
//
// It promises that hostile input is cheap: a body, a document, its depth, its aliases, its cost and its time each have a
// limit (Limits), the limit is checked before the work is done, and the refusal names it with the number found. It promises
// that a refusal never repeats what was sent, that each error has one of the codes of graph.ErrorKind or
// GRAPHQL_PARSE_FAILED or GRAPHQL_VALIDATION_FAILED, that what went wrong inside is told to the log and not to the caller,
// and that a panic costs one request and not the process.
//
// It promises safe local use: nobody signs in yet, so it listens on loopback addresses only, answers only to the names of
// this machine, and refuses what other web sites make a browser send.
//
// It does not know the catalog: it takes a compiled schema, a presenter of errors and a check of readiness. Many
// answers to one operation, as of a subscription, go out by server-sent events or over a WebSocket (graphql-transport-ws),
// each within the limits of one answer; a reader who takes more than 15 s for one loses its connection, and nobody else
// notices. Nothing is queued.
package server
