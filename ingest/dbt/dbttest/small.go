package dbttest

import (
	"encoding/json"
	"maps"
	"strings"
)

// Node is an entry of a manifest, with its unique_id and resource_type.
type Node map[string]any

// With returns the node with more said of it.
func (n Node) With(more Node) Node {
	all := maps.Clone(n)
	maps.Copy(all, more)
	return all
}

// ID is the node's unique_id.
func (n Node) ID() string { return n["unique_id"].(string) }

// Of returns a node of the project shop, of any resource type, that depends on others.
func Of(resourceType, name string, dependsOn ...string) Node {
	return Node{"unique_id": resourceType + ".shop." + name, "resource_type": resourceType, "name": name, "package_name": "shop",
		"original_file_path": "models/" + name + ".sql", "depends_on": Node{"macros": []string{}, "nodes": append([]string{}, dependsOn...)}}
}

// Built returns a model, seed or snapshot that is built as shop.main.NAME.
func Built(resourceType, name string, dependsOn ...string) Node {
	return Of(resourceType, name, dependsOn...).With(Node{"database": "shop", "schema": "main", "alias": name, "config": Node{"enabled": true, "materialized": "view"}})
}

// Ephemeral returns a model that is never built.
func Ephemeral(name string, dependsOn ...string) Node {
	return Built("model", name, dependsOn...).With(Node{"config": Node{"enabled": true, "materialized": "ephemeral"}})
}

// Source returns a source that is kept as shop.till.NAME.
func Source(name string) Node {
	return Of("source", name).With(Node{"unique_id": "source.shop.till." + name, "source_name": "till", "identifier": name,
		"database": "shop", "schema": "till", "original_file_path": "models/sources.yml"})
}

// sections says where entries of a resource type stand in a manifest; all others are nodes.
var sectionOf = map[string]string{"source": "sources", "exposure": "exposures", "metric": "metrics", "semantic_model": "semantic_models",
	"saved_query": "saved_queries", "group": "groups", "function": "functions"}

// Manifest returns a manifest of the newest version that is known, of the project shop on DuckDB.
func Manifest(nodes ...Node) string { return Raw(Metadata(12), nodes...) }

// Metadata is what the manifest of the project shop begins with.
func Metadata(version int) Node {
	return Node{"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v" + number(version) + ".json", "dbt_version": "1.12.0",
		"project_name": "shop", "adapter_type": "duckdb"}
}

// Raw returns a manifest with this metadata. Entries stand in the order in which they are given.
func Raw(metadata Node, nodes ...Node) string {
	order := []string{"nodes"}
	entries := map[string][]string{}
	for _, n := range nodes {
		section := sectionOf[n["resource_type"].(string)]
		if section == "" {
			section = "nodes"
		}
		if section != "nodes" && entries[section] == nil {
			order = append(order, section)
		}
		entries[section] = append(entries[section], encoded(n.ID())+":"+encoded(n))
	}
	members := []string{`"metadata":` + encoded(metadata), `"macros":{"macro.shop.m":{"macro_sql":"{% macro m() %}{% endmacro %}"}}`, `"docs":{}`}
	for _, section := range order {
		members = append(members, encoded(section)+":{"+strings.Join(entries[section], ",")+"}")
	}
	return "{" + strings.Join(members, ",") + `,"disabled":{},"parent_map":null,"selectors":[]}`
}

func encoded(value any) string {
	raw, err := json.Marshal(value)
	if err != nil {
		panic(err) // a test gave what is no JSON
	}
	return string(raw)
}

func number(n int) string { return encoded(n) }
