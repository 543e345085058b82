package neo4j_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/graph/neo4j/neo4jtest"
)

// Each edit by hand is found, and said where it is.
func TestVerifyFindsWhatWasChangedByHand(t *testing.T) {
	for edit, words := range map[string]string{
		`MATCH (n:Domain {id: 'domain:a'}) SET n.name = 'Other'`:                                             `domain:a: name should be "a", and is "Other"`,
		`MATCH (n:Domain {id: 'domain:a'}) REMOVE n.name`:                                                    `domain:a: name was removed by hand`,
		`MATCH (n:Domain {id: 'domain:a'}) SET n.mine = 7`:                                                   `domain:a: mine was added by hand`,
		`MATCH (n:Domain {id: 'domain:a'}) SET n.headwaterRecord = '{"f":"domain:a"}'`:                       `domain:a: headwaterRecord should be`,
		`MATCH (n:Domain {id: 'domain:a'}) SET n:Team`:                                                       `domain:a: label should be`,
		`MATCH (n:Domain {id: 'domain:a'}) DETACH DELETE n`:                                                  `domain:a was removed by hand`,
		`CREATE (:HeadwaterEntity:Domain {id: 'domain:new'})`:                                                `domain:new was added by hand`,
		`MATCH (:Domain {id: 'domain:a'})-[e:PART_OF]->() DELETE e`:                                          `domain:a PART_OF domain:b was removed by hand`,
		`MATCH (:Domain {id: 'domain:x'})-[e:FEEDS]->() DELETE e`:                                            `domain:x FEEDS domain:a was removed by hand`,
		`MATCH (:Domain {id: 'domain:x'})-[e:FEEDS]->() SET e.denied = true`:                                 `domain:x FEEDS domain:a: denied should be "false", and is "true"`,
		`MATCH (a:Domain {id: 'domain:a'}), (x:Domain {id: 'domain:x'}) CREATE (a)-[:FEEDS]->(x)`:            `domain:a FEEDS domain:x was added by hand`,
		`MATCH (a:Domain {id: 'domain:a'}), (x:Domain {id: 'domain:x'}) CREATE (x)-[:FEEDS]->(a)`:            `domain:x FEEDS domain:a (number 2) was added by hand`,
		`MATCH (a:Domain {id: 'domain:a'}), (x:Domain {id: 'domain:x'}) CREATE (a)-[:LIKES]->(x)`:            `domain:a LIKES domain:x was added by hand`,
		`MATCH (c:HeadwaterCommit {revision: 1}) SET c.content = replace(c.content, 'domain:x', 'domain:y')`: `revision 1: it does not match its hash`,
	} {
		t.Run(words, func(t *testing.T) {
			server := neo4jtest.Shared(t)
			c := catalog(t, server)
			notation(t, c, "a in b\nx -> a\nfinance owns b")
			store := open(t, server)
			defer store.Close()
			require.NoError(t, store.Verify(t.Context()))
			server.Query(t, edit, nil)
			err := store.Verify(t.Context())
			require.Equal(t, graph.StoreCorrupt, graph.KindOf(err), "%v", err)
			require.ErrorContains(t, err, words)
		})
	}
}

// What every kind of change leaves behind is what the log says.
func TestVerifyFindsNothingWhereNobodyEdited(t *testing.T) {
	server := neo4jtest.Shared(t)
	c := catalog(t, server)
	store := open(t, server)
	defer store.Close()
	for _, text := range []string{"a in b\nx -> a", "a in d\ne -/> a via job:n/j", "finance owns a"} {
		notation(t, c, text)
		require.NoError(t, store.Verify(t.Context()))
	}
	apply(t, c, graph.Put{ID: "domain:a", Values: []graph.Value{{Attribute: graph.AttrTags, List: []string{"x", "y"}}}},
		graph.Part{Relation: graph.Feeds, From: "domain:x", To: "domain:a"})
	require.NoError(t, store.Verify(t.Context()))
	apply(t, c, graph.Remove{ID: "domain:a", Cascade: true})
	require.NoError(t, store.Verify(t.Context()))
	require.NotEmpty(t, graphtest.String(c.Graph()))
}
