package neo4j_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph/neo4j/neo4jtest"
)

// Documents are shared by all servers, and are no part of the catalog.
func TestDocuments(t *testing.T) {
	server := neo4jtest.Shared(t)
	one, two := open(t, server), open(t, server)
	defer one.Close()
	defer two.Close()
	require.NoError(t, one.PutDocuments(t.Context(), "tokens", map[string]string{"a": "first", "b": "x'}) DETACH DELETE n //"}))
	require.NoError(t, one.PutDocuments(t.Context(), "others", map[string]string{"a": "another shelf's"}))
	require.NoError(t, two.PutDocuments(t.Context(), "tokens", map[string]string{"a": "second"}))
	documents, err := one.Documents(t.Context(), "tokens")
	require.NoError(t, err)
	require.Equal(t, map[string]string{"a": "second", "b": "x'}) DETACH DELETE n //"}, documents)
	require.NoError(t, two.DropDocuments(t.Context(), "tokens", "a", "not there"))
	documents, err = one.Documents(t.Context(), "tokens")
	require.NoError(t, err)
	require.Len(t, documents, 1)
	documents, err = one.Documents(t.Context(), "others")
	require.NoError(t, err)
	require.Len(t, documents, 1)
	revision, state := state(t, one)
	require.Zero(t, revision)
	require.Empty(t, state)
}
