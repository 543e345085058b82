package dbt

import (
	"errors"
	"fmt"
	"strings"

	"github.com/headwater-catalog/headwater/ingest/document"
)

// Namespace returns the namespace of OpenLineage's naming that the profile's datasets are in, as openlineage-dbt 1.54.0
// makes it, to the letter.
func (p Profile) Namespace() (string, error) {
	switch kind := strings.ToLower(p["type"]); kind {
	case "bigquery":
		return "bigquery", nil
	case "snowflake":
		return p.joined("snowflake://", p.snowflakeAccount)
	case "postgres", "redshift", "clickhouse", "trino", "presto":
		return p.joined(kind+"://", p.hostAndPort("host"))
	case "watsonx_presto":
		return p.joined("presto://", p.hostAndPort("host"))
	case "databricks":
		return p.joined("databricks://", p.key("host"))
	case "sqlserver":
		return p.joined("mssql://", p.hostAndPort("server"))
	case "fabric":
		if p["port"] == "" {
			return p.joined("fabric-warehouse://", p.key("server"))
		}
		return p.joined("fabric-warehouse://", p.hostAndPort("server"))
	case "dremio":
		return p.joined("dremio://", p.hostAndPort("software_host"))
	case "athena":
		region, err := p.joined("awsathena://athena.", p.key("region_name"))
		return region + ".amazonaws.com", err
	case "glue":
		return p.glue()
	case "duckdb":
		return p.joined("duckdb://", p.key("path"))
	case "spark":
		return p.spark()
	default:
		return "", fmt.Errorf("how OpenLineage names the datasets of %s is not known; give --namespace", document.Quoted(p["type"]))
	}
}

func (p Profile) joined(scheme string, rest func() (string, error)) (string, error) {
	place, err := rest()
	if err != nil {
		return "", err
	}
	return scheme + place, nil
}

// key returns what reads a key that must be there.
func (p Profile) key(name string) func() (string, error) {
	return func() (string, error) {
		switch said := p[name]; {
		case said == "":
			return "", fmt.Errorf("the profile has no %s; give --namespace", name)
		case strings.Contains(said, "{{"), strings.Contains(said, "{%"):
			return "", fmt.Errorf("the profile's %s is %s, of which only env_var is understood; give --namespace", name, document.Quoted(said))
		default:
			return said, nil
		}
	}
}

func (p Profile) hostAndPort(host string) func() (string, error) {
	return func() (string, error) {
		name, err := p.key(host)()
		if err != nil {
			return "", err
		}
		port, err := p.key("port")()
		return name + ":" + port, err
	}
}

// snowflakeAccount completes an account's locator with the region and cloud that it leaves out.
func (p Profile) snowflakeAccount() (string, error) {
	account, err := p.key("account")()
	if err != nil {
		return "", err
	}
	parts := strings.Split(account, ".")
	switch {
	case strings.Contains(parts[0], "-"): // organisation and account: no region belongs to it
		return parts[0], nil
	case len(parts) == 1:
		return account + ".us-west-1.aws", nil
	case len(parts) == 2:
		return account + ".aws", nil
	}
	return account, nil
}

func (p Profile) glue() (string, error) {
	region, err := p.key("region")()
	if err != nil {
		return "", err
	}
	account := p["account_id"]
	if role := strings.Split(p["role_arn"], ":"); account == "" && len(role) > 4 {
		account = role[4]
	}
	if account == "" {
		return "", errors.New("the profile has neither account_id nor role_arn; give --namespace")
	}
	return "arn:aws:glue:" + region + ":" + account, nil
}

// sparkPorts are those of the ways to connect to Spark, where the profile gives none.
var sparkPorts = map[string]string{"http": "443", "odbc": "443", "thrift": "10001"}

func (p Profile) spark() (string, error) {
	port, known := sparkPorts[p["method"]]
	if !known {
		return "", fmt.Errorf("how OpenLineage names the datasets of Spark by method %s is not known; give --namespace", document.Quoted(p["method"]))
	}
	host, err := p.key("host")()
	if said := p["port"]; said != "" {
		port = said
	}
	return "spark://" + host + ":" + port, err
}
