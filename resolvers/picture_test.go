package resolvers_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

const pictureOfMany = `query ($changes: [Change!]!, $of: [ID!]!) {
  plan(changes: $changes) {after {picture(of: $of, depth: 0) {entities(first: 0) {totalCount} flows(first: 0) {totalCount}}}}
}`

// A picture starts from more entities than are looked up at once, with the flows among all of them, where each is named by
// its ID in full; another ref among so many is refused, and so are too many.
func TestPictureOfMany(t *testing.T) {
	c, _ := caseStudy(t)
	const many = 1_500
	changes := []any{map[string]any{"put": map[string]any{"id": "domain:many", "name": "Many"}}}
	ids := []any{}
	for i := range many {
		id := fmt.Sprintf("port:many/p%d", i)
		changes = append(changes, map[string]any{"put": map[string]any{"id": id, "container": "domain:many"}})
		if i > 0 {
			changes = append(changes, map[string]any{"link": map[string]any{"relation": "FEEDS", "from": ids[i-1], "to": id}})
		}
		ids = append(ids, id)
	}
	ask := func(of []any) map[string]any { return map[string]any{"changes": changes, "of": of} }

	picture := c.data(pictureOfMany, ask(ids))["plan"].(map[string]any)["after"].(map[string]any)["picture"].(map[string]any)
	for list, want := range map[string]float64{"entities": many, "flows": many - 1} {
		if got := picture[list].(map[string]any)["totalCount"]; got != want {
			t.Errorf("%v %s, want %v", got, list, want)
		}
	}

	for name, of := range map[string][]any{
		"a name":        append([]any{"Many"}, ids...),
		"an unknown ID": append([]any{"port:many/none"}, ids...),
		"too many":      slices.Repeat(ids[:1], 10_001),
	} {
		if code := c.code(pictureOfMany, ask(of)); code != graph.BadUserInput {
			t.Errorf("%s: %q, want %q", name, code, graph.BadUserInput)
		}
	}
	if code := c.code(pictureOfMany, ask(append([]any{"Many"}, ids[:999]...))); code != "" {
		t.Errorf("a name among as many as a page holds: %q", code)
	}
}

// What serves one division and no other lies within it, and so does what is part of that; what serves a market lies within that. A
// picture says so of each entity, as a filter has it.
func TestAPictureSaysWithinWhatElseEachLies(t *testing.T) {
	c, _ := caseStudy(t)
	c.data(`mutation {apply(input: {changes: [
		{put: {id: "system:till"}} {put: {id: "dataset:till/sales", container: "system:till"}} {put: {id: "dataset:till/copy"}}
		{link: {relation: SERVES, from: "system:till", to: "division:division-v"}} {link: {relation: SERVES, from: "system:till", to: "market:france"}}
		{link: {relation: FEEDS, from: "system:dwh", to: "dataset:till/sales"}} {link: {relation: FEEDS, from: "dataset:till/sales", to: "dataset:till/copy"}}
	]}) {revision}}`, nil)
	catalog := c.data(`{catalog {
		picture(of: ["dataset:till/sales"], depth: 1) {entities(first: 1000) {nodes {entity {id} alsoWithin {id}}}}
		till: entities(where: {within: "division:division-v", kinds: [SOURCE_SYSTEM, DATASET]}) {nodes {id}}}}`, nil)["catalog"].(map[string]any)
	within := map[string][]any{}
	for _, node := range catalog["picture"].(map[string]any)["entities"].(map[string]any)["nodes"].([]any) {
		drawn := node.(map[string]any)
		within[drawn["entity"].(map[string]any)["id"].(string)] = drawn["alsoWithin"].([]any)
	}
	both := []any{map[string]any{"id": "division:division-v"}, map[string]any{"id": "market:france"}}
	require.Equal(t, map[string][]any{"dataset:till/sales": both, "dataset:till/copy": {}, "system:dwh": {}}, within)
	require.Equal(t, []any{map[string]any{"id": "dataset:till/sales"}, map[string]any{"id": "system:till"}}, catalog["till"].(map[string]any)["nodes"])
}
