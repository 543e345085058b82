package openlineage

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestNoPasswordOfADatabaseIsKept(t *testing.T) {
	for uri, want := range map[string]string{
		"postgres://ada:secret@host:5432/db":                  "postgres://host:5432/db",
		"jdbc:mysql://ada:secret@host/db":                     "jdbc:mysql://host/db",
		"jdbc:postgresql://host/db?user=ada&password=secret":  "jdbc:postgresql://host/db",
		"jdbc:sqlserver://host:1433;user=ada;password=secret": "jdbc:sqlserver://host:1433",
		"jdbc:oracle:thin:ada/secret@host:1521:orcl":          "jdbc:oracle:host:1521:orcl",
		"snowflake://account?token=secret":                    "snowflake://account",
		"mongodb://host/db#secret":                            "mongodb://host/db",
		"postgres://ada:sec/ret@host/db":                      "",
		"bigquery":                                            "bigquery",
		"s3://bucket/path":                                    "s3://bucket/path",
		"postgres://host/%zz":                                 "",
	} {
		require.Equal(t, want, withoutSecret(uri), uri)
	}
	require.Equal(t, "https://docs.example/page?id=7", webAddress("https://ada:secret@docs.example/page?id=7"))
}
