package odcs

import (
	"cmp"
	"regexp"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
)

// Naming is where the datasets of a contract are, so that they are the same as those that OpenLineage and dbt tell of:
// https://openlineage.io/docs/spec/naming.
type Naming struct {
	Namespace string
	Prefix    string // of each name: "database.schema."
}

func (n Naming) dataset(name string) graph.ID { return graph.DatasetID(n.Namespace, n.Prefix+name) }

func (n Naming) field(dataset, name string) graph.ID {
	return graph.FieldID(n.Namespace, n.Prefix+dataset, name)
}

// production finds the server whose datasets a contract is of, where it has one for each environment.
var production = regexp.MustCompile(`(?i)^prod(uction)?$`)

// server returns the naming of a contract's server: that for production, or the first.
func (r *reader) server(n *document.Node, contract string) Naming {
	servers := r.List(n, "servers")
	if len(servers) == 0 {
		return Naming{Namespace: "odcs://" + contract}
	}
	chosen := servers[0]
	for _, s := range servers {
		if production.MatchString(s.Of("environment").Words()) {
			chosen = s
			break
		}
	}
	if naming, known := naming(chosen); known {
		return naming
	}
	return Naming{Namespace: "odcs://" + contract}
}

// kinds says, of each type of server, its namespace and what its datasets' names begin with. Words in braces are keys.
var kinds = map[string]struct{ namespace, prefix string }{
	"athena":     {"awsathena://athena.{regionName}.amazonaws.com", "{catalog}.{schema}"},
	"bigquery":   {"bigquery", "{project}.{dataset}"},
	"clickhouse": {"clickhouse://{host}:{port}", "{database}"},
	"databricks": {"databricks://{host}", "{catalog}.{schema}"},
	"db2":        {"db2://{host}:{port}", "{database}.{schema}"},
	"duckdb":     {"duckdb://{database}", "{schema}"},
	"kafka":      {"kafka://{host}", ""},
	"mysql":      {"mysql://{host}:{port}", "{database}"},
	"oracle":     {"oracle://{host}:{port}", "{serviceName}.{schema}"},
	"postgres":   {"postgres://{host}:{port}", "{database}.{schema}"},
	"postgresql": {"postgres://{host}:{port}", "{database}.{schema}"},
	"presto":     {"presto://{host}:{port}", "{catalog}.{schema}"},
	"redshift":   {"redshift://{host}:{port}", "{database}.{schema}"},
	"snowflake":  {"snowflake://{account}", "{database}.{schema}"},
	"sqlserver":  {"mssql://{host}:{port}", "{database}.{schema}"},
	"synapse":    {"mssql://{host}:{port}", "{database}"},
	"trino":      {"trino://{host}:{port}", "{catalog}.{schema}"},
}

// ports are those that a server has where it does not say.
var ports = map[string]string{"mysql": "3306", "postgres": "5432", "postgresql": "5432", "redshift": "5439", "sqlserver": "1433", "oracle": "1521", "trino": "8080"}

// key finds the keys in a pattern.
var key = regexp.MustCompile(`\{(\w+)\}`)

// naming returns the naming of a server, and whether it says enough for one.
func naming(server *document.Node) (Naming, bool) {
	kind := strings.ToLower(server.Of("type").Words())
	pattern, known := kinds[kind]
	if !known {
		return Naming{}, false
	}
	said := func(of string) string { return expand(server, kind, of) }
	n := Naming{said(pattern.namespace), ""}
	if n.Namespace == "" || graph.CheckName(n.Namespace) != nil {
		return Naming{}, false
	}
	for _, part := range strings.Split(pattern.prefix, ".") {
		if text := said(part); text != "" {
			n.Prefix += text + "."
		}
	}
	return n, true
}

// expand puts a server's values into a pattern; "" where one is missing.
func expand(server *document.Node, kind, pattern string) string {
	missing := false
	text := key.ReplaceAllStringFunc(pattern, func(word string) string {
		word = strings.Trim(word, "{}")
		text := server.Of(word).Words()
		if word == "port" {
			text = cmp.Or(text, ports[kind])
		}
		missing = missing || text == ""
		return text
	})
	if missing {
		return ""
	}
	return text
}
