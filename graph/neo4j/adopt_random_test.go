package neo4j_test

import (
	"context"
	"flag"
	"os"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/neo4j/neo4jtest"
)

func tContext(require.TestingT) context.Context { return context.Background() }

// anyEdits are statements that people may run by hand, on any entities.
var anyEdits = []string{
	`MATCH (n:HeadwaterEntity {id: $a}) SET n.name = $text`,
	`MATCH (n:HeadwaterEntity {id: $a}) REMOVE n.name, n.headwaterRecord`,
	`MATCH (n:HeadwaterEntity {id: $a}) SET n.description = $text, n.tags = [$text, 'x']`,
	`MATCH (n:HeadwaterEntity {id: $a}) SET n.properties = [$text + '=1', 'x']`,
	`MATCH (n:HeadwaterEntity {id: $a}) SET n = {id: $a}`,
	`MATCH (n:HeadwaterEntity {id: $a}) DETACH DELETE n`,
	`MATCH (n:HeadwaterEntity {id: $a}) REMOVE n:HeadwaterEntity`,
	`MATCH (n:HeadwaterEntity {id: $a}) SET n:Vip:Team`,
	`MATCH (n:HeadwaterEntity {id: $a}) WHERE NOT EXISTS { MATCH (:HeadwaterEntity {id: 'domain:' + $text}) } SET n.id = 'domain:' + $text`,
	`CREATE (:HeadwaterEntity:Domain {name: $text})`,
	`MERGE (:HeadwaterEntity:Domain {id: 'domain:new'})`,
	`MATCH (n:HeadwaterEntity {id: $a}), (m:HeadwaterEntity {id: $b}) CREATE (n)-[:FEEDS {reason: $text, denied: $yes}]->(m)`,
	`MATCH (n:HeadwaterEntity {id: $a}), (m:HeadwaterEntity {id: $b}) CREATE (n)-[:LIKES]->(m)`,
	`MATCH (n:HeadwaterEntity {id: $a})-[e]->() DELETE e`,
	`MATCH (n:HeadwaterEntity {id: $a})-[e:FEEDS]->() SET e.denied = $yes, e.denialReason = $text`,
	`MATCH (n:HeadwaterEntity {id: $a})-[e:FEEDS]->() SET e.reason = $text, e.mine = 1`,
	`MATCH (n:HeadwaterEntity {id: $a})-[e:PART_OF]->(), (m:HeadwaterEntity {id: $b}) DELETE e CREATE (n)-[:PART_OF]->(m)`,
	`MATCH (n:HeadwaterEntity {id: $a}), (m:HeadwaterEntity {id: $b}) CREATE (n)-[:PART_OF]->(m)`,
}

// Whatever is edited by hand: putting it back restores what was, and adopting makes the log what is then there; or the model
// refuses it and nothing changes. Nothing deviates afterwards.
func TestAdoptWhateverWasEdited(t *testing.T) {
	server := neo4jtest.Shared(t)
	if os.Getenv("HEADWATER_SOAK") == "" {
		few := flag.Lookup("rapid.checks").Value
		defer func(usual string) { require.NoError(t, few.Set(usual)) }(few.String())
		require.NoError(t, few.Set("12"))
	}
	names := []string{"domain:a", "domain:b", "domain:c", "domain:x", "domain:y", "port:p", "team:finance", "domain:new"}
	rapid.Check(t, func(r *rapid.T) {
		server.Empty(t)
		c := catalog(t, server)
		notation(t, c, edited)
		store := open(t, server)
		defer store.Close()
		before := what(r, store)
		for range rapid.IntRange(1, 6).Draw(r, "edits") {
			server.Query(t, rapid.SampledFrom(anyEdits).Draw(r, "edit"), map[string]any{
				"a": rapid.SampledFrom(names).Draw(r, "a"), "b": rapid.SampledFrom(names).Draw(r, "b"),
				"text": rapid.SampledFrom([]string{"text", "more", "\u202E", ""}).Draw(r, "text"), "yes": rapid.Bool().Draw(r, "yes"),
			})
		}
		request := byHand
		request.PutBack = rapid.Bool().Draw(r, "put back")
		found, err := store.Deviations(t.Context())
		require.NoError(r, err)
		did, err := store.Adopt(t.Context(), request)
		if err != nil {
			var faults graph.Faults
			require.ErrorAs(r, err, &faults)
			left, err := store.Deviations(t.Context())
			require.NoError(r, err)
			require.Equal(r, found, left)
			return
		}
		require.NoError(r, store.Verify(t.Context()))
		if request.PutBack {
			require.Empty(r, did.Adopted)
		}
		if did.Revision == 0 {
			require.Equal(r, before, what(r, store))
		}
	})
}
