// Package live keeps a catalog current: it applies what is asked for, follows the store, and hands out the newest
// [graph.Graph].
//
// It promises:
//
//   - Readers never wait, neither for a writer nor for the store: [Catalog.Graph] is one atomic load.
//   - [Catalog.Apply] is check, authorise, append, swap. When it returns nil the commit is durable and is in the graph of
//     whoever asks this Catalog afterwards; when it fails, the graph is as it was. Graphs never go back.
//   - Requests that wait are judged in the order in which they came, each over what those before it lead to, and appended
//     together: each has its own commit, and what many wait for is done once.
//   - Only what changes something is logged. A request that says nothing new makes no commit and no revision.
//   - A request with an operation id happens once, however often it is sent and to whichever server: repeating it answers
//     with the commit it made. After Unavailable, when nobody knows whether it happened, sending it again finds out.
//   - In an outage of the store readers go on with the newest graph known, and [Catalog.Trouble] says why it may be behind.
//     Writers are refused as Unavailable within 3 s, save what is being made durable, many together by one look at the store, and pile up nowhere. The
//     store is tried again at least every 5 s, and whenever somebody writes. [Connect] starts in an outage, too.
//   - Servers that share a store see each other's commits, in the order of the log, each whole.
//   - The past is a Graph, too: [Catalog.At] folds it from the log, forwards or backwards from the nearest that is known. Where the
//     log was compacted what came before its base is RevisionCompacted, to whoever asks for it or follows; never a gap.
//
// It does not promise to see another server's commit at once; [Catalog.AtLeast] waits for one that is known of. Of the
// history, which is the store's, it keeps a few folded Graphs. It knows no rights of its own: see [Authorize].
package live
