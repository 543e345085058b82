package resolvers_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
	"github.com/headwater-catalog/headwater/resolvers"
	"github.com/headwater-catalog/headwater/resolvers/goldens"
)

const applied = `apply(input: $input) {
	revision
	touched
	commit {revision actor operationId diff {from to entities {action entity {fullName}}}}
	diff {from to entities {action entity {id description fullName owner {id}} fields {name before after}} links {action relation from {id fullName} to {id} fields {name before after}}}
}`

// sent is a request that is sent under an operation id.
var sent = map[string]any{"input": map[string]any{"operationId": "op", "changes": []any{
	map[string]any{"put": map[string]any{"id": "domain:division-x/a", "container": "division:division-x", "description": "first"}},
	map[string]any{"put": map[string]any{"id": "port:division-x/a/p", "container": "domain:division-x/a"}},
	map[string]any{"link": map[string]any{"relation": "FEEDS", "from": "port:division-x/sale/new-sales", "to": "port:division-x/a/p", "reason": "why"}},
}}}

// A request that is sent again is answered as it was then, whatever became of it since: with the revision that it made, too.
func TestRepeatedLaterTellsWhatItDid(t *testing.T) {
	for name, since := range map[string]string{
		"nothing": `{remove: {id: "team:division-x/nobody-yet"}}`,
		"changed": `{put: {id: "domain:division-x/a", description: "second", tags: ["t"]}}`,
		"moved":   `{put: {id: "domain:division-x/a", container: "domain:division-x/sale"}}`,
		"removed": `{remove: {id: "domain:division-x/a", cascade: true}}`,
		"renamed": `{put: {id: "division:division-x", name: "Another"}}`,
		"owned":   `{link: {relation: OWNS, from: "team:finance", to: "division:division-x"}}`,
		"denied":  `{deny: {from: "port:division-x/sale/new-sales", to: "port:division-x/a/p"}}`,
	} {
		t.Run(name, func(t *testing.T) {
			c, _ := caseStudy(t)
			then := c.data(`mutation ($input: ApplyInput!) {`+applied+`}`, sent)["apply"].(map[string]any)
			c.run(`mutation {apply(input: {changes: [`+since+`]}) {revision}}`, nil)
			again := c.data(`mutation ($input: ApplyInput!) {`+applied+`}`, sent)["apply"].(map[string]any)
			if !reflect.DeepEqual(again, then) {
				t.Errorf("%v\nfirst it was %v", again, then)
			}
		})
	}
}

func TestDryRunIsWhatThenHappens(t *testing.T) {
	c, catalog := caseStudy(t)
	at := catalog.Graph()
	input := map[string]any{"changes": sent["input"].(map[string]any)["changes"], "dryRun": true}
	tried := c.data(`mutation ($input: ApplyInput!) {`+applied+`}`, map[string]any{"input": input})["apply"].(map[string]any)
	if catalog.Graph() != at || tried["commit"] != nil || tried["revision"] != "1" {
		t.Fatalf("a dry run wrote: %v", tried)
	}
	input["dryRun"] = false
	done := c.data(`mutation ($input: ApplyInput!) {`+applied+`}`, map[string]any{"input": input})["apply"].(map[string]any)
	for _, part := range []string{"entities", "links"} {
		if !reflect.DeepEqual(tried["diff"].(map[string]any)[part], done["diff"].(map[string]any)[part]) {
			t.Errorf("%s: tried %v, done %v", part, tried["diff"], done["diff"])
		}
	}
	if actor := done["commit"].(map[string]any)["actor"]; actor != "somebody" {
		t.Errorf("done by %v", actor)
	}
}

// Times are answered as they are recorded.
func TestTimes(t *testing.T) {
	at := time.Date(2026, 11, 5, 9, 30, 0, 0, time.UTC)
	catalog, err := live.Open(t.Context(), memory.New(), live.Clock(func() time.Time { return at }))
	if err != nil {
		t.Fatal(err)
	}
	defer catalog.Close()
	c := client{t, goldens.NewAsker(resolvers.New(catalog, nil))}
	got := c.data(`mutation {apply(input: {changes: [{put: {id: "team:a"}}]}) {commit {time} query {node(id: "team:a") {... on Team {claims {firstSeen lastSeen}}}}}}`, nil)
	want := map[string]any{"apply": map[string]any{
		"commit": map[string]any{"time": "2026-11-05T09:30:00Z"},
		"query": map[string]any{"node": map[string]any{"claims": []any{
			map[string]any{"firstSeen": "2026-11-05T09:30:00Z", "lastSeen": "2026-11-05T09:30:00Z"},
		}}},
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
