package neo4j_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/neo4j/neo4jtest"
	"github.com/headwater-catalog/headwater/resolvers/goldens"
)

// catalog opens a live catalog on the server of this process, empty.
func catalog(t *testing.T, server *neo4jtest.Server) *live.Catalog {
	t.Helper()
	c, err := live.Open(t.Context(), open(t, server))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, c.Close()) })
	return c
}

func apply(t *testing.T, c *live.Catalog, edits ...graph.Edit) {
	t.Helper()
	_, err := c.Apply(t.Context(), live.Request{Actor: "ada", Source: graph.People, Edits: edits})
	require.NoError(t, err)
}

// notation applies what a text of the notation shows.
func notation(t *testing.T, c *live.Catalog, text string) {
	t.Helper()
	edits, err := graphtest.Edits(text)
	require.NoError(t, err)
	apply(t, c, edits...)
}

// The golden documents are asked here and not beside them, so that one server serves all tests.
func TestGoldens(t *testing.T) {
	server := neo4jtest.Shared(t)
	first := catalog(t, server)
	goldens.Declare(t, first)
	goldens.Ask(t, first, goldens.Article)
	second := catalog(t, server) // another server, and what a restart finds
	goldens.Ask(t, second, goldens.Article)
	goldens.Ask(t, second, goldens.Changes)
}

func TestGoldensOfTheLaterPosts(t *testing.T) {
	server := neo4jtest.Shared(t)
	first := catalog(t, server)
	goldens.Declare(t, first)
	goldens.DeclareLater(t, first)
	goldens.Ask(t, catalog(t, server), goldens.Later)
}

// What a Cypher user finds: kinds as labels, relations as types, what counts as properties.
func TestReadableInCypher(t *testing.T) {
	server := neo4jtest.Shared(t)
	c := catalog(t, server)
	apply(t, c,
		graph.Put{ID: "domain:sale", Values: []graph.Value{
			{Attribute: graph.AttrName, Text: "Sale"}, {Attribute: graph.AttrDescription, Text: "what is sold"},
			{Attribute: graph.AttrTags, List: []string{"core", "retail"}}, {Attribute: graph.PropertyPrefix + "cost } DETACH", Text: "1"},
		}},
		graph.Put{ID: "domain:sale/online", Values: []graph.Value{{Attribute: graph.AttrContainer, Text: "domain:sale"}}},
		graph.Put{ID: "team:finance"}, graph.Put{ID: "domain:stock"},
		graph.Join{Relation: graph.Owns, From: "team:finance", To: "domain:sale", Reason: "as agreed"},
		graph.Join{Relation: graph.Feeds, From: "domain:stock", To: "domain:sale/online"},
		graph.Deny{From: "domain:stock", To: "domain:sale/online", Reason: "not so"},
	)
	require.Equal(t, [][]any{{"Sale", "what is sold", []any{"core", "retail"}, []any{"cost } DETACH=1"}, []any{"people"}}}, server.Query(t,
		`MATCH (d:Domain {id: 'domain:sale'}) RETURN d.name, d.description, d.tags, d.properties, d.sources`, nil))
	require.Equal(t, [][]any{{"finance", "as agreed", []any{"people"}}}, server.Query(t,
		`MATCH (t:Team)-[o:OWNS]->(:Domain {name: 'Sale'}) RETURN t.name, o.reason, o.sources`, nil))
	require.Equal(t, [][]any{{"domain:sale/online", true, "not so", "people"}}, server.Query(t,
		`MATCH (:Domain {id: 'domain:stock'})-[f:FEEDS]->(d) RETURN d.id, f.denied, f.denialReason, f.deniedBy`, nil))
	require.Equal(t, [][]any{{"domain:sale/online"}}, server.Query(t,
		`MATCH (p:Domain)-[:PART_OF]->(:Domain {id: 'domain:sale'}) RETURN p.id`, nil))
	require.Equal(t, [][]any{{int64(1), "ada", "people", true}}, server.Query(t,
		`MATCH (c:HeadwaterCommit) RETURN c.revision, c.actor, c.source, c.time > datetime('2020-01-01T00:00:00Z')`, nil))
}

// PART_OF and the nodes that links hang on follow each change, and leave nothing behind.
func TestReadableFollowsEachChange(t *testing.T) {
	server := neo4jtest.Shared(t)
	c := catalog(t, server)
	links := func() [][]any {
		return server.Query(t, `MATCH (a:HeadwaterEntity)-[e]->(b:HeadwaterEntity) RETURN a.id + ' ' + type(e) + ' ' + b.id AS l ORDER BY l`, nil)
	}
	notation(t, c, "a in b\nx -> a")
	require.Equal(t, [][]any{{"domain:a PART_OF domain:b"}, {"domain:x FEEDS domain:a"}}, links())
	apply(t, c, graph.Part{Relation: graph.PartOf, From: "domain:a", To: "domain:b"})
	require.Equal(t, [][]any{{"domain:x FEEDS domain:a"}}, links())
	notation(t, c, "a in d\ne")
	apply(t, c, graph.Put{ID: "domain:a", Values: []graph.Value{{Attribute: graph.AttrContainer, Text: "domain:e"}}})
	require.Equal(t, [][]any{{"domain:a PART_OF domain:e"}, {"domain:x FEEDS domain:a"}}, links())
	apply(t, c, graph.Part{Relation: graph.Feeds, From: "domain:x", To: "domain:a"}, graph.Remove{ID: "domain:a"})
	require.Empty(t, links())
	require.Equal(t, [][]any{{int64(0)}}, server.Query(t, `MATCH (n:HeadwaterEntity) WHERE n.headwaterRecord IS NULL OR n.id = 'domain:a' RETURN count(n)`, nil))
}

// The longest names that the model takes.
func TestLongestID(t *testing.T) {
	server := neo4jtest.Shared(t)
	c := catalog(t, server)
	wide := strings.Repeat("é", graph.MaxSegment/2)
	id := graph.FieldID(wide, wide, wide)
	require.NoError(t, id.Check())
	require.Greater(t, len(id), 9000)
	apply(t, c, graph.Put{ID: id})
	notation(t, c, "field:"+id.Path()+" -> b")
	require.Equal(t, c.Graph().Len(), int(server.Query(t, `MATCH (n:HeadwaterEntity) RETURN count(n)`, nil)[0][0].(int64)))
}

// What anybody enters stays text, also where it looks like Cypher.
func TestEnteredTextStaysText(t *testing.T) {
	server := neo4jtest.Shared(t)
	c := catalog(t, server)
	for i, hostile := range []string{
		"x'}) DETACH DELETE n //", "`Domain`) MATCH (n) DETACH DELETE n //", "\\u0027}) MATCH (n) DELETE n //", "$p.rows", "$(n)", "\\", "'\"`",
	} {
		notation(t, c, "kept")
		_, err := c.Apply(t.Context(), live.Request{
			Actor: hostile, Message: hostile, OperationID: hostile, Source: graph.Source{Name: hostile, Rank: graph.Declared},
			Edits: []graph.Edit{
				graph.Put{ID: graph.DatasetID(hostile, hostile), Values: []graph.Value{
					{Attribute: graph.AttrDescription, Text: hostile}, {Attribute: graph.AttrTags, List: []string{hostile}},
					{Attribute: graph.PropertyPrefix + hostile, Text: hostile},
				}},
				graph.Join{Relation: graph.Feeds, From: "domain:kept", To: graph.DatasetID(hostile, hostile), Reason: hostile},
			},
		})
		require.NoError(t, err)
		require.Equal(t, [][]any{{hostile, hostile}}, server.Query(t,
			`MATCH (:Domain {id: 'domain:kept'})-[f:FEEDS]->(d:Dataset {id: $id}) RETURN d.description, f.reason`,
			map[string]any{"id": string(graph.DatasetID(hostile, hostile))}), hostile)
		require.Len(t, server.Query(t, `MATCH (n:Dataset) RETURN n.id`, nil), i+1)
	}
}
