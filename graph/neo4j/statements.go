package neo4j

import "github.com/headwater-catalog/headwater/graph"

// cypher is a statement. Every value of it is one of the constants of this package: a test forbids conversions.
//
// Parameters come in one map, $p: Neo4j plans a statement anew for each size of a list that is a parameter by itself.
type cypher string

// What Open runs. Constraints also make the indexes that all other statements rely on.
const (
	oneEntity    cypher = `CREATE CONSTRAINT headwater_entity IF NOT EXISTS FOR (n:HeadwaterEntity) REQUIRE n.id IS UNIQUE`
	oneHead      cypher = `CREATE CONSTRAINT headwater_head IF NOT EXISTS FOR (n:HeadwaterHead) REQUIRE n.id IS UNIQUE`
	oneRevision  cypher = `CREATE CONSTRAINT headwater_revision IF NOT EXISTS FOR (n:HeadwaterCommit) REQUIRE n.revision IS UNIQUE`
	oneOperation cypher = `CREATE CONSTRAINT headwater_operation IF NOT EXISTS FOR (n:HeadwaterCommit) REQUIRE n.operationHash IS UNIQUE`

	oneChunk    cypher = `CREATE CONSTRAINT headwater_base IF NOT EXISTS FOR (n:HeadwaterBase) REQUIRE n.key IS UNIQUE`
	oneDocument cypher = `CREATE CONSTRAINT headwater_document IF NOT EXISTS FOR (n:HeadwaterDocument) REQUIRE n.key IS UNIQUE`

	countCommits cypher = `MATCH (c:HeadwaterCommit) RETURN count(c)`
	found        cypher = `MERGE (h:HeadwaterHead {id: 0}) ON CREATE SET h.format = $p.format, h.revision = 0, h.hash = $p.hash, h.time = $p.time`
	format       cypher = `MATCH (h:HeadwaterHead {id: 0}) RETURN h.format`
)

// What Examine runs besides. It rolls tryWrite back.
const (
	nothing       cypher = `RETURN 1`
	clock         cypher = `RETURN datetime().epochMillis`
	tryWrite      cypher = `CREATE (n:HeadwaterTry {id: 0})`
	countEntities cypher = `MATCH (n:HeadwaterEntity) WHERE n.headwaterRecord IS NOT NULL RETURN count(n)`
)

// The head and the log. Writing a property takes the node's lock until the transaction ends, so what lockHead returns
// is the newest there is, wholly applied, and stays so.
const (
	ofHead     cypher = `RETURN h.revision, h.hash, h.time, coalesce(h.digest, ''), ` + baseOfHead
	baseOfHead cypher = `coalesce(h.base, 0), coalesce(h.baseHash, ''), coalesce(h.baseTime, ''), coalesce(h.baseWhy, ''), coalesce(h.baseDigest, '')`

	readHead cypher = `MATCH (h:HeadwaterHead {id: 0}) ` + ofHead
	lockHead cypher = `MATCH (h:HeadwaterHead {id: 0}) SET h.locked = true REMOVE h.locked WITH h ` + ofHead
	moveHead cypher = `MATCH (h:HeadwaterHead {id: 0}) SET h.revision = $p.revision, h.hash = $p.hash, h.time = $p.time, h.digest = $p.digest
		WITH h UNWIND $p.commits AS k CREATE (c:HeadwaterCommit) SET c = k`
	operation cypher = `MATCH (c:HeadwaterCommit {operationHash: $p.operation}) RETURN c.revision`
	// someOperation finds one of several operation ids that was used already.
	someOperation cypher = `UNWIND $p.operations AS o MATCH (c:HeadwaterCommit {operationHash: o}) RETURN c.revision, o LIMIT 1`
	commitHash    cypher = `MATCH (c:HeadwaterCommit {revision: $p.revision}) RETURN c.hash`
	// hashAndBase finds a commit's hash and where the log begins, in one look.
	hashAndBase cypher = `MATCH (h:HeadwaterHead {id: 0}) OPTIONAL MATCH (c:HeadwaterCommit {revision: $p.revision})
		RETURN coalesce(c.hash, ''), ` + baseOfHead
	someCommits cypher = `MATCH (c:HeadwaterCommit) WHERE c.revision > $p.after AND c.revision <= $p.to
		RETURN c.revision, c.hash, c.content ORDER BY c.revision LIMIT $p.limit`
)

// The base, where the log does not begin with the empty catalog; and how a catalog begins with one.
const (
	moveBase    cypher = `MATCH (h:HeadwaterHead {id: 0}) SET h += $p.base`
	putChunk    cypher = `MERGE (b:HeadwaterBase {key: $p.key}) SET b = $p`
	baseChunks  cypher = `MATCH (b:HeadwaterBase {revision: $p.revision}) RETURN b.content ORDER BY b.number`
	countChunks cypher = `MATCH (b:HeadwaterBase {revision: $p.revision}) RETURN count(b)`
	dropCommits cypher = `MATCH (c:HeadwaterCommit) WHERE c.revision <= $p.revision WITH c LIMIT 500 DELETE c RETURN count(*)`
	dropChunks  cypher = `MATCH (b:HeadwaterBase) WHERE b.revision <> $p.revision WITH b LIMIT 16 DELETE b RETURN count(*)`

	noteDigest   cypher = `MATCH (h:HeadwaterHead {id: 0}) SET h.digest = $p.digest`
	dropEntities cypher = `MATCH (n:HeadwaterEntity) WITH n LIMIT 1000 DETACH DELETE n RETURN count(*)`
)

// Documents, which are no part of the catalog.
const (
	allDocuments  cypher = `MATCH (d:HeadwaterDocument {shelf: $p.shelf}) RETURN d.name, d.content`
	putDocuments  cypher = `UNWIND $p.rows AS r MERGE (d:HeadwaterDocument {key: r.key}) SET d = r`
	dropDocuments cypher = `UNWIND $p.rows AS r MATCH (d:HeadwaterDocument {key: r.key}) DELETE d`
)

// Entities. A row is the map of all properties, made by entityProperties.
const (
	putEntity cypher = `UNWIND $p.rows AS r MERGE (n:HeadwaterEntity {id: r.id}) SET n = r, n:`

	// unpart takes entities out of their containers, part puts them into others.
	unpart cypher = `UNWIND $p.rows AS r MATCH (:HeadwaterEntity {id: r.id})-[e:PART_OF]->(:HeadwaterEntity) DELETE e`
	part   cypher = `UNWIND $p.rows AS r MATCH (n:HeadwaterEntity {id: r.id}) MERGE (c:HeadwaterEntity {id: r.container}) MERGE (n)-[:PART_OF]->(c)`

	// bare leaves of an entity what links that outlive it need to hang on; sweep takes that away where nothing does.
	bare cypher = `UNWIND $p.rows AS r MATCH (n:HeadwaterEntity {id: r.id}) SET n = {id: r.id}
		REMOVE n:Division:Market:Team:SourceSystem:Domain:Capability:DataProduct:Port:Dataset:Field:Job`
	sweep cypher = `UNWIND $p.rows AS r MATCH (n:HeadwaterEntity {id: r.id}) WHERE n.headwaterRecord IS NULL AND NOT (n)--() DELETE n`

	entities cypher = `MATCH (n:HeadwaterEntity) WHERE n.headwaterRecord IS NOT NULL RETURN n.headwaterRecord`
)

var putKind = map[graph.Kind]cypher{
	graph.Division:     putEntity + `Division`,
	graph.Market:       putEntity + `Market`,
	graph.Team:         putEntity + `Team`,
	graph.SourceSystem: putEntity + `SourceSystem`,
	graph.Domain:       putEntity + `Domain`,
	graph.Capability:   putEntity + `Capability`,
	graph.DataProduct:  putEntity + `DataProduct`,
	graph.Port:         putEntity + `Port`,
	graph.Dataset:      putEntity + `Dataset`,
	graph.Field:        putEntity + `Field`,
	graph.Job:          putEntity + `Job`,
}

// Links: how to put and to cut those of a relation, and to read them all. PART_OF is none: it is an attribute of the part.
const (
	ends  cypher = `UNWIND $p.rows AS r MERGE (a:HeadwaterEntity {id: r.from}) MERGE (b:HeadwaterEntity {id: r.to}) MERGE (a)-[e:`
	given cypher = `]->(b) SET e = r.properties`

	between cypher = `UNWIND $p.rows AS r MATCH (:HeadwaterEntity {id: r.from})-[e:`
	cut     cypher = `]->(:HeadwaterEntity {id: r.to}) DELETE e`

	all  cypher = `MATCH ()-[e:`
	ours cypher = `]->() WHERE e.headwaterRecord IS NOT NULL RETURN e.headwaterRecord`
)

var links = map[graph.Relation]struct{ put, cut, all cypher }{
	graph.Feeds:     {ends + `FEEDS` + given, between + `FEEDS` + cut, all + `FEEDS` + ours},
	graph.Owns:      {ends + `OWNS` + given, between + `OWNS` + cut, all + `OWNS` + ours},
	graph.Consumes:  {ends + `CONSUMES` + given, between + `CONSUMES` + cut, all + `CONSUMES` + ours},
	graph.Operates:  {ends + `OPERATES` + given, between + `OPERATES` + cut, all + `OPERATES` + ours},
	graph.RunsIn:    {ends + `RUNS_IN` + given, between + `RUNS_IN` + cut, all + `RUNS_IN` + ours},
	graph.Serves:    {ends + `SERVES` + given, between + `SERVES` + cut, all + `SERVES` + ours},
	graph.VariantOf: {ends + `VARIANT_OF` + given, between + `VARIANT_OF` + cut, all + `VARIANT_OF` + ours},
	graph.Reads:     {ends + `READS` + given, between + `READS` + cut, all + `READS` + ours},
	graph.Writes:    {ends + `WRITES` + given, between + `WRITES` + cut, all + `WRITES` + ours},
}

// What Verify reads: everything that is of an entity, or between two, whoever made it; commits without their content.
const (
	allNodes cypher = `MATCH (n:HeadwaterEntity) RETURN labels(n), properties(n)`
	allLinks cypher = `MATCH (a:HeadwaterEntity)-[e]->(b:HeadwaterEntity) RETURN a.id, b.id, type(e), properties(e)`
	// strayLinks are ours, and Load reads them, but an end is no entity: somebody took its label away.
	strayLinks cypher = `MATCH (a)-[e]->(b) WHERE e.headwaterRecord IS NOT NULL AND NOT (a:HeadwaterEntity AND b:HeadwaterEntity)
		RETURN a.id, b.id, type(e), properties(e)`
	allCommits cypher = `MATCH (c:HeadwaterCommit) RETURN c {.*, content: null}`
	headNode   cypher = `MATCH (h:HeadwaterHead {id: 0}) RETURN h.time, h.digest, h.revision`
)

// How what was changed by hand is put right, besides the statements above. What others made is not touched: only nodes
// HeadwaterEntity go, and relationships between them. A label can be named by a constant only, so a node with one of others
// is made anew, unless it hangs on something of theirs.
const (
	dropOdd     cypher = `MATCH (n:HeadwaterEntity) WHERE n.id IS NULL OR n.id IN $p.ids DETACH DELETE n`
	dropNode    cypher = `UNWIND $p.rows AS r MATCH (n:HeadwaterEntity {id: r.id}) DETACH DELETE n`
	dropLabeled cypher = `UNWIND $p.rows AS r MATCH (n:HeadwaterEntity {id: r.id})
		WHERE NOT EXISTS { (n)--(o) WHERE NOT o:HeadwaterEntity } DETACH DELETE n`
	putBare  cypher = `UNWIND $p.rows AS r MERGE (n:HeadwaterEntity {id: r.id}) SET n = {id: r.id}`
	dropLink cypher = `UNWIND $p.rows AS r MATCH (:HeadwaterEntity {id: r.from})-[e]->(:HeadwaterEntity {id: r.to}) WHERE type(e) = r.type DELETE e`

	dropStray cypher = `MATCH (a)-[e]->(b) WHERE e.headwaterRecord IS NOT NULL AND NOT (a:HeadwaterEntity AND b:HeadwaterEntity) DELETE e`

	putCommit cypher = `UNWIND $p.rows AS r MATCH (c:HeadwaterCommit {revision: r.revision})
		WITH c, r.properties AS p, c.content AS content SET c = p, c.content = content`
	dropCommit cypher = `MATCH (c:HeadwaterCommit) WHERE c.revision IS NULL DETACH DELETE c`
	putHead    cypher = `MATCH (h:HeadwaterHead {id: 0}) SET h.time = $p.time, h.digest = $p.digest`
)

// entityLabel is that of every entity's node.
const entityLabel = "HeadwaterEntity"

// kindLabels are the labels that putKind gives.
var kindLabels = map[graph.Kind]string{
	graph.Division: "Division", graph.Market: "Market", graph.Team: "Team", graph.SourceSystem: "SourceSystem", graph.Domain: "Domain",
	graph.Capability: "Capability", graph.DataProduct: "DataProduct", graph.Port: "Port", graph.Dataset: "Dataset", graph.Field: "Field", graph.Job: "Job",
}
