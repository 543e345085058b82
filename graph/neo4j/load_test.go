package neo4j_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/neo4j/neo4jtest"
)

// Load refuses records that were edited by hand, until they are put back; what people only read beside them it does not heed.
func TestLoadNoticesEditedRecords(t *testing.T) {
	for edit, refused := range map[string]bool{
		`MATCH (n:Domain {id: 'domain:a'}) SET n.headwaterRecord = '{"f":"domain:a"}'`:    true,
		`MATCH (n:Domain {id: 'domain:a'}) REMOVE n.headwaterRecord`:                      true,
		`MATCH ()-[e:FEEDS]->() DELETE e`:                                                 true,
		`CREATE (:HeadwaterEntity {id: 'domain:c', headwaterRecord: '{"f":"domain:c"}'})`: true,
		`MATCH (n:Domain {id: 'domain:a'}) SET n.name = 'Other'`:                          false,
		`MATCH (h:HeadwaterHead) REMOVE h.digest WITH h MATCH ()-[e:FEEDS]->() DELETE e`:  false, // as a Headwater left it that knew no digest
	} {
		t.Run(edit, func(t *testing.T) {
			server := neo4jtest.Shared(t)
			notation(t, catalog(t, server), "a -> b")
			store := open(t, server)
			defer store.Close()
			before := what(t, store)
			server.Query(t, edit, nil)
			_, err := graph.New(store.Load(t.Context()))
			if refused {
				require.Equal(t, graph.StoreCorrupt, graph.KindOf(err))
				require.ErrorContains(t, err, "headwater adopt")
			} else {
				require.NoError(t, err)
			}
			request := byHand
			request.PutBack = true
			_, err = store.Adopt(t.Context(), request)
			require.NoError(t, err)
			require.Equal(t, before, what(t, store))
			require.Equal(t, [][]any{{true}}, server.Query(t, `MATCH (h:HeadwaterHead) RETURN h.digest STARTS WITH '1:'`, nil))
		})
	}
}

// A catalog that a Headwater wrote which knew no digest gets one when it is adopted, although nothing was edited.
func TestAdoptGivesADigest(t *testing.T) {
	server := neo4jtest.Shared(t)
	notation(t, catalog(t, server), "a -> b")
	store := open(t, server)
	defer store.Close()
	kept := server.Query(t, `MATCH (h:HeadwaterHead) RETURN h.digest`, nil)
	server.Query(t, `MATCH (h:HeadwaterHead) REMOVE h.digest`, nil)
	_, err := store.Adopt(t.Context(), byHand)
	require.NoError(t, err)
	require.Equal(t, kept, server.Query(t, `MATCH (h:HeadwaterHead) RETURN h.digest`, nil))
}
