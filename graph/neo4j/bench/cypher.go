package main

import (
	"context"
	"slices"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// The forms of a whole downstream closure that are known to be fast. Start has a label and an index.
var closures = map[string]string{
	"variable length": `MATCH (n:HeadwaterEntity {id: $id})-[:FEEDS*1..]->(m) RETURN DISTINCT m.id`,
	"path pattern":    `MATCH (n:HeadwaterEntity {id: $id})-[:FEEDS]->+(m) RETURN DISTINCT m.id`,
}

// firstThousand gives the total and the first 1,000 items by depth and id.
const firstThousand = `MATCH way = (n:HeadwaterEntity {id: $id})-[:FEEDS*1..]->(m) WHERE m <> n
WITH m.id AS id, m.name AS name, min(length(way)) AS depth ORDER BY depth, id
WITH collect({id: id, name: name, depth: depth}) AS items RETURN size(items), items[..1000]`

// bare is the driver with nothing around it.
type bare struct{ driver.DriverWithContext }

// each runs a statement in one transaction and hands on each row.
func (b bare) each(ctx context.Context, statement string, p map[string]any, row func([]any)) error {
	session := b.NewSession(ctx, driver.SessionConfig{FetchSize: 10_000})
	defer session.Close(ctx) //nolint:errcheck // whatever was wrong was said before
	_, err := session.ExecuteWrite(ctx, func(tx driver.ManagedTransaction) (any, error) {
		result, err := tx.Run(ctx, statement, p)
		if err != nil {
			return nil, err
		}
		for result.Next(ctx) {
			row(result.Record().Values)
		}
		return nil, result.Err()
	})
	return err
}

// closure returns the ids that a form reaches, the start left out.
func (b bare) closure(ctx context.Context, form, start string) ([]string, error) {
	var ids []string
	err := b.each(ctx, closures[form], map[string]any{"id": start}, func(row []any) {
		if reached, _ := row[0].(string); reached != start {
			ids = append(ids, reached)
		}
	})
	return ids, err
}

// plan names the operators that Neo4j expands a form with.
func (b bare) plan(ctx context.Context, statement string) (string, error) {
	result, err := driver.ExecuteQuery(ctx, b, "EXPLAIN "+statement, map[string]any{"id": ""}, driver.EagerResultTransformer)
	if err != nil {
		return "", err
	}
	var names []string
	var walk func(p driver.Plan)
	walk = func(p driver.Plan) {
		name, _, _ := strings.Cut(p.Operator(), "@")
		if strings.Contains(name, "Expand") || strings.Contains(name, "Repeat") || strings.Contains(name, "Seek") {
			names = append(names, name)
		}
		for _, child := range p.Children() {
			walk(child)
		}
	}
	walk(result.Summary.Plan())
	slices.Reverse(names)
	return strings.Join(names, ", "), nil
}
