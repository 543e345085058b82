package resolvers_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
	"github.com/headwater-catalog/headwater/resolvers"
	"github.com/headwater-catalog/headwater/resolvers/goldens"
)

// told is what a plan and the catalog are compared by: all that is effective, and what follows of it.
const told = `entities(first: 1000) {nodes {id name ... on Domain {description} container {id} owner {id} consumers {team {id} purpose}
	downstream {total items {nodes {entity {id} depth precision}}}}} findings(first: 1000) {nodes {kind entity {id} others {id}}}`

const (
	planning = `query ($changes: [Change!]!, $source: SourceInput) {plan(changes: $changes, source: $source) {after {` + told + `}
		diff {entities {action entity {id} fields {name before after}} links {action relation from {id} to {id} fields {name before after}}}}}`
	applying = `mutation ($changes: [Change!]!, $source: SourceInput) {apply(input: {changes: $changes, source: $source}) {
		diff {entities {action entity {id} fields {name before after}} links {action relation from {id} to {id} fields {name before after}}}}}`
)

// Whoever says it, in parts or whole: what a plan shows is what apply does, and what apply refuses a plan refuses likewise.
func TestAPlanShowsWhatApplyDoes(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		catalog, err := live.Open(t.Context(), memory.New())
		require.NoError(rt, err)
		defer catalog.Close()
		c := client{t, goldens.NewAsker(resolvers.New(catalog, nil))}
		c.data(`mutation {apply(input: {changes: [{put: {id: "team:t"}}, {put: {id: "domain:a"}}, {put: {id: "domain:b"}}, {put: {id: "port:b/in"}}]}) {revision}}`, nil)
		for range rapid.IntRange(1, 6).Draw(rt, "applied") {
			said := map[string]any{"changes": drawChanges(rt), "source": drawSource(rt)}
			planned, applied := c.run(planning, said), c.run(applying, said)
			require.Equal(rt, faults(planned), faults(applied))
			if len(applied.Errors) > 0 {
				continue
			}
			plan := planned.Data["plan"].(map[string]any)
			require.Equal(rt, plan["diff"], applied.Data["apply"].(map[string]any)["diff"])
			require.Equal(rt, plan["after"], c.data(`{catalog {`+told+`}}`, nil)["catalog"])
		}
	})
}

// faults returns what was refused and where: a plan's changes stand beside its source, apply's are below its input.
func faults(r response) []string {
	var all []string
	for _, e := range r.Errors {
		path := strings.TrimPrefix(fmt.Sprint(e.Extensions["path"]), "[input ")
		all = append(all, fmt.Sprint(e.Extensions["code"], strings.TrimPrefix(path, "["), e.Message))
	}
	return all
}

func drawSource(rt *rapid.T) any {
	if rapid.Bool().Draw(rt, "people") {
		return nil
	}
	return map[string]any{"name": rapid.SampledFrom([]string{"shop", "till"}).Draw(rt, "source"),
		"rank":  rapid.SampledFrom([]string{"DECLARED", "IMPORTED", "OBSERVED"}).Draw(rt, "rank"),
		"whole": rapid.Bool().Draw(rt, "whole")}
}

func drawChanges(rt *rapid.T) []any {
	var changes []any
	for range rapid.IntRange(0, 4).Draw(rt, "changes") {
		changes = append(changes, drawChange(rt))
	}
	return changes
}

// drawChange draws a change of few entities, so that changes meet; half of them create or link.
func drawChange(rt *rapid.T) map[string]any {
	entity := func(label string) string {
		return rapid.SampledFrom([]string{"domain:a", "domain:b", "domain:c", "port:a/out", "port:b/in"}).Draw(rt, label)
	}
	from, to := entity("from"), entity("to")
	switch kind := rapid.SampledFrom([]string{"put", "put", "put", "link", "link", "owns", "owns", "remove", "unlink", "deny", "move", "handOver"}).Draw(rt, "kind"); kind {
	case "put":
		return map[string]any{kind: map[string]any{"id": from, "description": rapid.SampledFrom([]any{nil, "one", "two"}).Draw(rt, "text")}}
	case "owns":
		return map[string]any{"link": map[string]any{"relation": "OWNS", "from": "team:t", "to": to}}
	case "remove":
		return map[string]any{kind: map[string]any{"id": from, "cascade": rapid.Bool().Draw(rt, "cascade")}}
	case "deny":
		return map[string]any{kind: map[string]any{"from": from, "to": to}}
	case "move":
		return map[string]any{kind: map[string]any{"id": from, "to": to}}
	case "handOver":
		return map[string]any{kind: map[string]any{"entity": from, "to": "team:t"}}
	default:
		return map[string]any{kind: map[string]any{"relation": "FEEDS", "from": from, "to": to}}
	}
}

// A whole source that says less than before: the plan shows what is withdrawn, and what that breaks.
func TestAPlanShowsWhatAWholeSourceNoLongerSays(t *testing.T) {
	c, _ := caseStudy(t)
	plan := c.data(`{plan(changes: [{put: {id: "team:nobody"}}], source: {name: "xclusiv", whole: true}) {
		after {entities {totalCount}} diff {entities {action}} impact {total}}}`, nil)["plan"].(map[string]any)
	require.Equal(t, map[string]any{"totalCount": 1.0}, plan["after"].(map[string]any)["entities"])
	others := c.data(`{plan(changes: [{put: {id: "team:nobody"}}], source: {name: "other", whole: true}) {
		diff {entities {action entity {id}} links {action}}}}`, nil)["plan"].(map[string]any)
	require.Equal(t, map[string]any{"entities": []any{map[string]any{"action": "ADDED", "entity": map[string]any{"id": "team:nobody"}}},
		"links": []any{}}, others["diff"])
}

// A plan of then is laid over the catalog of then, and refused there as then.
func TestAPlanOfThen(t *testing.T) {
	c, _ := caseStudy(t)
	c.data(`mutation {apply(input: {changes: [{remove: {id: "team:division-x/sales", cascade: true}}]}) {revision}}`, nil)
	handOver := `query ($at: Point) {plan(at: $at, changes: [{handOver: {entity: "domain:division-x/sales-planning", to: "team:division-x/sales"}}]) {
		base before {revision} after {domain(ref: "division-x/sales-planning") {owner {name}}}}}`
	require.Equal(t, map[string]any{"plan": map[string]any{
		"base": "1", "before": map[string]any{"revision": "1"}, "after": map[string]any{"domain": map[string]any{"owner": map[string]any{"name": "Sales Team"}}},
	}}, c.data(handOver, map[string]any{"at": map[string]any{"revision": "1"}}))
	require.Equal(t, graph.NotFound, c.code(handOver, nil))
	require.Equal(t, graph.FutureRevision, c.code(handOver, map[string]any{"at": map[string]any{"revision": "9"}}))
}

// The cursor of a plan is of its source as well.
func TestACursorOfAPlanIsOfItsSourceOnly(t *testing.T) {
	c, _ := caseStudy(t)
	document := `query ($source: SourceInput, $after: String) {plan(changes: [{alter: {id: "system:dwh"}}], source: $source) {
		impact {items(first: 1, after: $after) {pageInfo {endCursor}}}}}`
	impact := c.data(document, nil)["plan"].(map[string]any)["impact"].(map[string]any)
	cursor := impact["items"].(map[string]any)["pageInfo"].(map[string]any)["endCursor"]
	require.Equal(t, graph.ErrorKind(""), c.code(document, map[string]any{"after": cursor}))
	require.Equal(t, graph.BadCursor, c.code(document, map[string]any{"after": cursor, "source": map[string]any{"name": "shop"}}))
}
