package resolvers_test

import (
	"fmt"
	"slices"
	"testing"

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
