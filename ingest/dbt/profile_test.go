package dbt_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/ingest/dbt"
)

// Each is what openlineage.common.provider.dbt.processor.DbtArtifactProcessor.extract_namespace of version 1.54.0 makes of it.
func TestNamespacesAreThoseOfOpenLineage(t *testing.T) {
	for _, c := range []struct {
		profile dbt.Profile
		want    string
	}{
		{dbt.Profile{"type": "duckdb", "path": "shop.duckdb"}, "duckdb://shop.duckdb"},
		{dbt.Profile{"type": "duckdb", "path": "/data/shop.duckdb"}, "duckdb:///data/shop.duckdb"},
		{dbt.Profile{"type": "postgres", "host": "db.test", "port": "5432"}, "postgres://db.test:5432"},
		{dbt.Profile{"type": "redshift", "host": "c.test", "port": "5439"}, "redshift://c.test:5439"},
		{dbt.Profile{"type": "clickhouse", "host": "c.test", "port": "9000"}, "clickhouse://c.test:9000"},
		{dbt.Profile{"type": "trino", "host": "t.test", "port": "443"}, "trino://t.test:443"},
		{dbt.Profile{"type": "watsonx_presto", "host": "t.test", "port": "443"}, "presto://t.test:443"},
		{dbt.Profile{"type": "bigquery"}, "bigquery"},
		{dbt.Profile{"type": "snowflake", "account": "myorg-myaccount"}, "snowflake://myorg-myaccount"},
		{dbt.Profile{"type": "snowflake", "account": "myorg-myaccount.eu-west-1"}, "snowflake://myorg-myaccount"},
		{dbt.Profile{"type": "snowflake", "account": "xy12345"}, "snowflake://xy12345.us-west-1.aws"},
		{dbt.Profile{"type": "snowflake", "account": "xy12345.us-east-1"}, "snowflake://xy12345.us-east-1.aws"},
		{dbt.Profile{"type": "snowflake", "account": "xy12345.east-us-2.azure"}, "snowflake://xy12345.east-us-2.azure"},
		{dbt.Profile{"type": "databricks", "host": "adb.test"}, "databricks://adb.test"},
		{dbt.Profile{"type": "sqlserver", "server": "s.test", "port": "1433"}, "mssql://s.test:1433"},
		{dbt.Profile{"type": "fabric", "server": "f.test"}, "fabric-warehouse://f.test"},
		{dbt.Profile{"type": "fabric", "server": "f.test", "port": "1433"}, "fabric-warehouse://f.test:1433"},
		{dbt.Profile{"type": "dremio", "software_host": "d.test", "port": "9047"}, "dremio://d.test:9047"},
		{dbt.Profile{"type": "athena", "region_name": "eu-west-1"}, "awsathena://athena.eu-west-1.amazonaws.com"},
		{dbt.Profile{"type": "glue", "region": "eu-west-1", "role_arn": "arn:aws:iam::1234:role/glue"}, "arn:aws:glue:eu-west-1:1234"},
		{dbt.Profile{"type": "glue", "region": "eu-west-1", "account_id": "5678"}, "arn:aws:glue:eu-west-1:5678"},
		{dbt.Profile{"type": "spark", "method": "thrift", "host": "s.test"}, "spark://s.test:10001"},
		{dbt.Profile{"type": "spark", "method": "http", "host": "s.test", "port": "80"}, "spark://s.test:80"},
	} {
		got, err := c.profile.Namespace()
		require.NoError(t, err, "%v", c.profile)
		require.Equal(t, c.want, got)
	}
}

func TestAProfileThatDoesNotSayWhere(t *testing.T) {
	for _, c := range []struct {
		profile dbt.Profile
		message string
	}{
		{dbt.Profile{"type": "oracle"}, `how OpenLineage names the datasets of "oracle" is not known; give --namespace`},
		{dbt.Profile{"type": "postgres", "host": "h"}, "the profile has no port; give --namespace"},
		{dbt.Profile{"type": "duckdb", "path": "{{ target.path }}"}, `the profile's path is "{{ target.path }}", of which only env_var is understood`},
		{dbt.Profile{"type": "spark", "method": "session"}, `by method "session"`},
		{dbt.Profile{"type": "spark", "method": "http"}, "the profile has no host"},
		{dbt.Profile{"type": "glue", "region": "r"}, "neither account_id nor role_arn"},
		{dbt.Profile{"type": "athena"}, "the profile has no region_name"},
	} {
		_, err := c.profile.Namespace()
		require.ErrorContains(t, err, c.message)
	}
}

const profiles = `
shop:
  target: "{{ env_var('SHOP_TARGET', 'dev') }}"
  outputs:
    dev: {type: duckdb, path: "{{ env_var('SHOP_PATH', 'shop.duckdb') }}", threads: 4}
    prod:
      type: postgres
      host: "{{ env_var('SHOP_HOST') }}"
      port: "{{ env_var(\"SHOP_PORT\") | as_number }}"
      password: do-not-read-me
elsewhere:
  outputs:
    default: {type: bigquery}
`

func TestProfiles(t *testing.T) {
	folder := fstest.MapFS{"profiles.yml": {Data: []byte(profiles)}, "dbt_project.yml": {Data: []byte("name: x\nprofile: shop\n")}}
	env := map[string]string{}
	look := func(name string) (string, bool) { value, set := env[name]; return value, set }
	read := func(profile, target string) (dbt.Profile, error) {
		return dbt.ReadProfile(folder, "profiles.yml", profile, target, look)
	}
	p, err := read("shop", "")
	require.NoError(t, err)
	require.Equal(t, dbt.Profile{"type": "duckdb", "path": "shop.duckdb"}, p)

	env["SHOP_PATH"], env["SHOP_PORT"] = "/tmp/x.duckdb", "5433"
	p, err = read("shop", "")
	require.NoError(t, err)
	require.Equal(t, "/tmp/x.duckdb", p["path"])

	p, err = read("shop", "prod")
	require.NoError(t, err)
	require.Equal(t, dbt.Profile{"type": "postgres", "host": "{{ env_var('SHOP_HOST') }}", "port": "5433"}, p, "nothing else is taken from it")
	_, err = p.Namespace()
	require.ErrorContains(t, err, "the profile's host is")

	p, err = read("elsewhere", "")
	require.NoError(t, err)
	require.Equal(t, "bigquery", p["type"])

	for _, c := range []struct{ profile, target, message string }{
		{"shpo", "", `there is no profile "shpo"; did you mean "shop"?`}, {"shop", "pord", `there is no target "pord"`},
	} {
		_, err := read(c.profile, c.target)
		require.ErrorContains(t, err, c.message)
		require.NotContains(t, err.Error(), "do-not-read-me")
	}
	folder["profiles.yml"] = &fstest.MapFile{Data: []byte("shop:\n  password: secret\n  password: again\n")}
	_, err = read("shop", "")
	require.ErrorContains(t, err, "profiles.yml:3:")
	require.NotContains(t, err.Error(), "again", "a line is not shown: it may be a secret")

	name, err := dbt.ReadProfileName(folder, "dbt_project.yml", look)
	require.NoError(t, err)
	require.Equal(t, "shop", name)
}
