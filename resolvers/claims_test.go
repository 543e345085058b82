package resolvers_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

const whoSaysWhat = `catalog {
	sources {nodes {name rank entities links entitiesAlone linksAlone denials}}
	entity(by: {id: "domain:twice/a"}) {
		name
		claims {source rank origin values {attribute text list effective}}
		flows {nodes {denied denial {source reason} claims {source rank origin reason values {attribute text effective}}}}
	}
}`

// said has a source say something, and asks afterwards who says what.
func said(c client, source, changes string) map[string]any {
	applied := c.data(`mutation {apply(input: {`+source+` changes: [`+changes+`]}) {query {`+whoSaysWhat+`}}}`, nil)["apply"].(map[string]any)
	return applied["query"].(map[string]any)["catalog"].(map[string]any)
}

func value(attribute, text string, effective bool) map[string]any {
	return map[string]any{"attribute": attribute, "text": text, "effective": effective}
}

// Two sources say something of one flow and a person denies it: who says what stays to be seen, and what of it counts.
func TestWhatEachSourceSaysIsSeenAndWhatOfItCounts(t *testing.T) {
	c, _ := caseStudy(t)
	said(c, `source: {name: "files", rank: DECLARED, whole: true}`, `
		{put: {id: "domain:twice/a", name: "Declared", tags: ["x"], origin: "a.yaml:1"}} {put: {id: "domain:twice/b"}}
		{link: {relation: FEEDS, from: "domain:twice/a", to: "domain:twice/b", reason: "as planned", origin: "a.yaml:2"}}`)
	said(c, `source: {name: "runs", rank: OBSERVED}`, `{put: {id: "domain:twice/a", name: "Observed", origin: "run 1"}}
		{link: {relation: FEEDS, from: "domain:twice/a", to: "domain:twice/b", reason: "as seen", origin: "run 1"}}`)
	now := said(c, ``, `{deny: {from: "domain:twice/a", to: "domain:twice/b", reason: "a test"}}`)

	entity := now["entity"].(map[string]any)
	require.Equal(t, "Declared", entity["name"])
	name := value("name", "Observed", false)
	name["list"] = []any{}
	require.Equal(t, map[string]any{"source": "runs", "rank": "OBSERVED", "origin": "run 1", "values": []any{name}}, entity["claims"].([]any)[1])
	require.Equal(t, map[string]any{
		"denied": true, "denial": map[string]any{"source": "people", "reason": "a test"},
		"claims": []any{
			map[string]any{"source": "files", "rank": "DECLARED", "origin": "a.yaml:2", "reason": "as planned", "values": []any{value("reason", "as planned", true)}},
			map[string]any{"source": "runs", "rank": "OBSERVED", "origin": "run 1", "reason": "as seen", "values": []any{value("reason", "as seen", false)}},
		},
	}, entity["flows"].(map[string]any)["nodes"].([]any)[0])

	now = said(c, `source: {name: "files", rank: DECLARED, whole: true}`, ``)
	entity = now["entity"].(map[string]any)
	require.Equal(t, "Observed", entity["name"], "what was withdrawn makes room for what another says")
	require.Len(t, entity["claims"], 1)
	require.Equal(t, true, entity["flows"].(map[string]any)["nodes"].([]any)[0].(map[string]any)["denied"])
	names := []any{}
	for _, s := range now["sources"].(map[string]any)["nodes"].([]any) {
		names = append(names, s.(map[string]any)["name"])
	}
	require.Equal(t, []any{"people", "runs", "xclusiv"}, names)
}

// Who says that a team consumes something, and what for: of what it consumes itself, and where it consumes what that is part of.
func TestWhoSaysThatATeamConsumesIsSeen(t *testing.T) {
	c, _ := caseStudy(t)
	const consumption = `{link: {relation: CONSUMES, from: "team:finance", to: "domain:twice/a", reason: `
	said(c, `source: {name: "files", rank: DECLARED}`, `{put: {id: "domain:twice/a"}} {put: {id: "port:twice/a/out", container: "domain:twice/a"}} `+consumption+`"as planned", origin: "a.yaml:2"}}`)
	said(c, `source: {name: "runs", rank: OBSERVED}`, consumption+`"as seen", origin: "run 1"}}`)

	const claims = `purpose entity {id} claims {source rank origin reason}`
	told := c.data(`{catalog {
		entity(by: {id: "port:twice/a/out"}) {consumers {`+claims+`}}
		team(ref: "team:finance") {consumes(first: 1000) {nodes {`+claims+`}}}}}`, nil)["catalog"].(map[string]any)
	want := map[string]any{
		"purpose": "as planned", "entity": map[string]any{"id": "domain:twice/a"},
		"claims": []any{
			map[string]any{"source": "files", "rank": "DECLARED", "origin": "a.yaml:2", "reason": "as planned"},
			map[string]any{"source": "runs", "rank": "OBSERVED", "origin": "run 1", "reason": "as seen"},
		},
	}
	require.Equal(t, []any{want}, told["entity"].(map[string]any)["consumers"])
	require.Contains(t, told["team"].(map[string]any)["consumes"].(map[string]any)["nodes"], want)
}
