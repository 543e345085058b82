// Package neo4j keeps a catalog in a Neo4j database: the store that several servers share, and that people read in Cypher.
//
// It promises:
//
//   - When Append returns nil, Neo4j has committed the commit, its changes and the new head in one transaction. Revisions are
//     dense and in commit order whoever appends: the first statement of each transaction takes the lock of the head's node.
//   - A connection that is lost during COMMIT never makes a commit twice, nor loses one that was acknowledged: who appends
//     looks, under the same lock, whether the commit is there. Only where Neo4j stays away is the answer Unavailable and unknown.
//   - Load is exactly one revision, also while others write, although Neo4j isolates readers only from what is uncommitted.
//   - Log and Operation verify every commit that they read against the chain of hashes; what does not match is StoreCorrupt.
//   - A database that is set back to an earlier state while a server runs is noticed by that server, which then neither
//     follows nor writes: StoreCorrupt, until it is started again.
//   - Wait notices what another server committed within 100 ms, and the time that Neo4j takes to answer.
//   - The graph in Neo4j is one that people can read: an entity is a node with the label of its kind (Dataset, Team) beside
//     HeadwaterEntity, a link is a relationship of its relation's type, PART_OF too, and what counts of them stands in
//     properties (name, description, tags, sources, reason). The log is in nodes HeadwaterCommit.
//   - Every statement is a constant. Nothing that anybody enters becomes a label, a type, a property's name or any other
//     part of a statement. Neo4j Community suffices, without APOC.
//   - No call waits for ever: each has a deadline, here and in Neo4j.
//   - Load refuses records that were edited by hand (headwaterRecord, which holds everything that is recorded of a node or
//     relationship): the head keeps a digest of them all. It does not fold the log instead: that may take minutes, and people
//     who read in Cypher would go on seeing something else than is answered, with nobody told.
//   - Compact has the head name another beginning of the log in one transaction, after all that is dropped was verified; only
//     then anything is deleted. Others read, append and compact meanwhile.
//   - Verify finds whatever else was changed by hand. Adopt makes a commit of it, or puts it back.
//
// It does not promise to notice by itself what others change in the readable properties, which are written from the record.
// A digest that a Headwater left behind which knows of none is not compared: the next Adopt renews it.
// A log that was compacted begins with the records of then, in nodes HeadwaterBase; a Headwater that knows of none must not
// use it any more, and one that runs is not kept from it: update all servers first. One commit is one transaction, which
// Neo4j holds in its memory: what is larger than that is refused. Entities of others may live in the same database, as
// long as they stay away from labels that begin with Headwater.
package neo4j
