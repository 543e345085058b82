package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph/neo4j"
)

func TestNeo4jLogin(t *testing.T) {
	file := filepath.Join(t.TempDir(), "password")
	require.NoError(t, os.WriteFile(file, []byte("from a file \n"), 0o600))
	const user, password, passwordFile = "HEADWATER_NEO4J_USER=", "HEADWATER_NEO4J_PASSWORD=", "HEADWATER_NEO4J_PASSWORD_FILE="
	for name, c := range map[string]struct {
		environ []string
		want    neo4j.Login
	}{
		"nobody":              {nil, neo4j.Login{}},
		"both":                {[]string{user + "ada", password + "p"}, neo4j.Login{User: "ada", Password: "p"}},
		"the usual user":      {[]string{password + "p"}, neo4j.Login{User: "neo4j", Password: "p"}},
		"a file, but its end": {[]string{passwordFile + file}, neo4j.Login{User: "neo4j", Password: "from a file "}},
	} {
		t.Run(name, func(t *testing.T) {
			at, err := findPlace(settings{Store: "neo4j://h"}, c.environ)
			require.NoError(t, err)
			require.Equal(t, place{address: "neo4j://h", login: c.want}, at)
			require.Equal(t, "neo4j://h", at.String())
		})
	}
	_, err := findPlace(settings{Store: "neo4j://h"}, []string{password + "p", passwordFile + file})
	require.ErrorContains(t, err, "keep one")
}
