// Package server answers HTTP: GraphQL at /graphql, the operators' pages, and whatever pages it is handed for the rest.
//
// It promises that hostile input is cheap: a body, the values in it, all large bodies together (room.go), a document, its depth,
// its aliases, its cost and its time each have a limit (Limits), the limit is checked before the work is done, and the refusal names it with the number found. It promises
// that a refusal never repeats what was sent, that each error has one of the codes of graph.ErrorKind or
// GRAPHQL_PARSE_FAILED or GRAPHQL_VALIDATION_FAILED, that what went wrong inside is told to the log and not to the caller,
// and that a panic costs one request and not the process.
//
// It promises that nobody calls unasked where others can reach it. Beyond this machine, and wherever there is a token or a
// trusted proxy, every path wants a caller but those that hold nothing of the catalog, whatever protocol a request begins,
// and one place decides for all transports what an operation needs. A WebSocket alone may say who calls by its first message,
// and gets nothing before. Where there is none of these it listens on loopback addresses only and answers only to the names
// of this machine. Always it refuses what other web sites make a browser send.
//
// It promises that each answer can be found again: a request's id, its own where that is well-formed, and its trace stand in the
// answer, in each of its errors and in each line of the log. A Watch is told of each operation and error in words from closed
// lists; /metrics is for those who may see what it counts.
//
// It does not know the catalog: it takes a compiled schema, a presenter of errors and a check of readiness. Many
// answers to one operation, as of a subscription, go out by server-sent events or over a WebSocket (graphql-transport-ws),
// each within the limits of one answer; a reader who takes more than 15 s for one loses its connection, is told why if it
// reads on soon, and nobody else notices. Nothing is queued.
package server
