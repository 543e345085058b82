// Package dbttest writes manifests as dbt writes them, for tests and benchmarks. It promises that they are as large and as
// mixed as real ones: what a reader has to pass over is most of them.
package dbttest

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Shape is what a large manifest is made of.
type Shape struct {
	Models  int
	Columns int // documented ones of each model
	SQL     int // bytes of a model's SQL, which is there twice: as written and compiled
}

// Usual is what projects are like: ten columns and a page of SQL a model.
func Usual(models int) Shape { return Shape{Models: models, Columns: 10, SQL: 1000} }

// Write writes a manifest of version 12: a tenth as many sources, each model of up to three others, two tests a model, a hundred
// macros and the maps of parents and children.
func (s Shape) Write(w io.Writer) error {
	out := bufio.NewWriter(w)
	d := &sections{w: out}
	d.member("metadata", Node{"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json", "dbt_version": "1.12.0",
		"project_name": "large", "adapter_type": "duckdb"})
	d.section("nodes", 3*s.Models, func(i int) (string, Node) {
		if i < s.Models {
			return modelID(i), s.model(i)
		}
		return fmt.Sprintf("test.large.not_null_%d", i), s.test(i)
	})
	d.section("sources", s.Models/10+1, s.source)
	d.section("macros", 100, func(i int) (string, Node) {
		id := fmt.Sprintf("macro.large.m%d", i)
		return id, Node{"unique_id": id, "name": id, "macro_sql": strings.Repeat("{% macro m() %} select 1 {% endmacro %}\n", 100)}
	})
	d.section("parent_map", s.Models, func(i int) (string, Node) { return modelID(i), Node{"of": s.parents(i)} })
	d.section("child_map", s.Models, func(i int) (string, Node) { return modelID(i), Node{"of": s.parents(i)} })
	d.close()
	if d.err != nil {
		return d.err
	}
	return out.Flush()
}

func modelID(i int) string { return fmt.Sprintf("model.large.model_%06d", i) }

// parents are three models before this one, near it as those of one project are, or a source.
func (s Shape) parents(i int) []string {
	var parents []string
	for _, back := range []int{1, 7, 40} {
		if i >= back {
			parents = append(parents, modelID(i-back))
		}
	}
	if i%10 == 0 {
		parents = append(parents, fmt.Sprintf("source.large.till.table_%06d", i/10))
	}
	return parents
}

func (s Shape) model(i int) Node {
	columns := Node{}
	for c := range s.Columns {
		name := fmt.Sprintf("column_%02d", c)
		columns[name] = Node{"name": name, "description": "What the column holds, in a sentence of the usual length.", "meta": Node{}, "data_type": nil,
			"constraints": []any{}, "quote": nil, "config": Node{"meta": Node{}, "tags": []any{}}, "tags": []any{}, "granularity": nil, "doc_blocks": []any{}}
	}
	name := fmt.Sprintf("model_%06d", i)
	sql := strings.Repeat("select a.one, a.two, b.three from first a join second b using (one)\n", s.SQL/68+1)
	return Node{
		"database": "large", "schema": "main", "name": name, "resource_type": "model", "package_name": "large", "path": "marts/" + name + ".sql",
		"original_file_path": "models/marts/" + name + ".sql", "unique_id": modelID(i), "fqn": []string{"large", "marts", name}, "alias": name,
		"checksum": Node{"name": "sha256", "checksum": strings.Repeat("ab", 32)},
		"config": Node{"enabled": true, "materialized": "table", "tags": []any{}, "meta": Node{}, "group": nil, "post-hook": []any{}, "pre-hook": []any{},
			"contract": Node{"enforced": false, "alias_types": true}, "access": "protected", "on_schema_change": "ignore", "grants": Node{}},
		"tags": []string{"nightly"}, "description": "What the model is about, in two sentences. This is the second one of them.", "columns": columns,
		"meta": Node{}, "group": nil, "patch_path": "large://models/marts/schema.yml", "created_at": 1786345411.08, "raw_code": sql, "compiled_code": sql,
		"relation_name": `"large"."main"."` + name + `"`, "language": "sql", "refs": []any{}, "access": "protected", "version": nil,
		"depends_on": Node{"macros": []string{"macro.large.m1"}, "nodes": s.parents(i)},
	}
}

func (s Shape) test(i int) Node {
	id := fmt.Sprintf("test.large.not_null_%d", i)
	return Node{"unique_id": id, "resource_type": "test", "name": id, "package_name": "large", "database": "large", "schema": "main_dbt_test__audit",
		"alias": id, "config": Node{"enabled": true, "severity": "ERROR", "materialized": "test"}, "columns": Node{}, "raw_code": "{{ test_not_null(**_dbt_generic_test_kwargs) }}",
		"compiled_code": "select column_00 from large.main.model where column_00 is null", "depends_on": Node{"macros": []string{"macro.dbt.test_not_null"}, "nodes": []string{modelID(i % s.Models)}}}
}

func (s Shape) source(i int) (string, Node) {
	name := fmt.Sprintf("table_%06d", i)
	id := "source.large.till." + name
	return id, Node{"unique_id": id, "resource_type": "source", "name": name, "identifier": name, "source_name": "till", "package_name": "large",
		"database": "large", "schema": "till", "original_file_path": "models/sources.yml", "columns": Node{}, "config": Node{"enabled": true}}
}

// sections writes an object member by member.
type sections struct {
	w       io.Writer
	started bool
	err     error
}

func (d *sections) key(key string) {
	separator := "{"
	if d.started {
		separator = ","
	}
	d.started = true
	d.print(separator, encoded(key), ":")
}

func (d *sections) member(key string, value any) {
	d.key(key)
	d.print(encoded(value))
}

func (d *sections) section(key string, n int, entry func(int) (string, Node)) {
	d.key(key)
	inner := &sections{w: d.w}
	for i := range n {
		inner.member(entry(i))
	}
	inner.close()
	if inner.err != nil {
		d.err = inner.err
	}
}

func (d *sections) close() {
	if !d.started {
		d.print("{")
	}
	d.print("}")
}

func (d *sections) print(texts ...string) {
	for _, text := range texts {
		if _, err := io.WriteString(d.w, text); err != nil {
			d.err = err
		}
	}
}
