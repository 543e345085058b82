package resolvers_test

import (
	"fmt"
	"testing"

	"github.com/headwater-catalog/headwater/graph"
)

// hostileTexts are those that no record may hold, with what is wrong with them.
var hostileTexts = map[string]string{
	"NUL": "a\x00b", "a terminal's command": "\x1b[2Jb", "turned around": "a\u202eb", "an isolate": "a\u2066b", "an Arabic mark": "a\u061cb",
}

// Wherever a text enters that becomes a record or a line of the history, these are refused, and nothing is written.
func TestHostileTextsAreRefusedEverywhere(t *testing.T) {
	c, catalog := caseStudy(t)
	put := func(field string) string {
		return `mutation ($x: String!) {apply(input: {changes: [{put: {id: "domain:division-x/sale", ` + field + `}}]}) {revision}}`
	}
	apply := func(input string) string {
		return `mutation ($x: String!) {apply(input: {changes: [{put: {id: "team:new"}}], ` + input + `}) {revision}}`
	}
	change := func(change string) string {
		return `mutation ($x: String!) {apply(input: {changes: [{` + change + `}]}) {revision}}`
	}
	const flow = `from: "capability:division-x/sale/create-sale", to: "port:division-x/sale/new-sales"`
	for place, document := range map[string]string{
		"name": put(`name: $x`), "description": put(`description: $x`), "tag": put(`tags: [$x]`), "type": put(`type: $x`), "contact": put(`contact: $x`),
		"url": put(`url: $x`), "property": put(`properties: [{key: "k", value: $x}]`), "property's key": put(`properties: [{key: $x, value: "v"}]`),
		"source": apply(`source: {name: $x}`), "message": apply(`message: $x`),
		"reason":            change(`link: {relation: CONSUMES, from: "team:finance", to: "system:dwh", reason: $x}`),
		"why it is denied":  change(`deny: {` + flow + `, reason: $x}`),
		"why it is handed":  change(`handOver: {entity: "domain:division-x/sale", to: "team:finance", reason: $x}`),
		"an acquired name":  change(`acquire: {division: "division:new", like: "division:division-x", name: $x}`),
		"a dataset's name":  change(`put: {id: "dataset:ns/a%1Bb", name: $x}`),
		"the operation":     `mutation ($x: ID!) {apply(input: {changes: [{put: {id: "team:new"}}], operationId: $x}) {revision}}`,
		"an id":             `mutation ($x: ID!) {apply(input: {changes: [{put: {id: $x}}]}) {revision}}`,
		"a planned name":    `query ($x: String!) {plan(changes: [{put: {id: "team:new", name: $x}}]) {impact {total}}}`,
		"a planned removal": `query ($x: ID!) {plan(changes: [{remove: {id: $x}}]) {impact {total}}}`,
	} {
		for what, text := range hostileTexts {
			before := catalog.Graph()
			if code := c.code(document, map[string]any{"x": text}); code != graph.BadUserInput && code != graph.NotFound {
				t.Errorf("%s, %s: %q", place, what, code)
			}
			if catalog.Graph() != before {
				t.Errorf("%s, %s: something was written", place, what)
			}
		}
	}
}

// The same name is the same name, whether its accent is a character of its own (NFD) or not (NFC).
func TestNamesAreComposed(t *testing.T) {
	const composed, apart = "Caf\u00e9", "Cafe\u0301"
	c, catalog := caseStudy(t)
	c.run(fmt.Sprintf(`mutation {apply(input: {changes: [
		{put: {id: "team:cafe", name: %q}}
		{put: {id: "dataset:ns/%s"}}
		{put: {id: "field:ns/%s/Cafe%%CC%%81"}}]}) {revision}}`, apart, "Cafe%CC%81", "Caf%C3%A9"), nil)
	g := catalog.Graph()
	for _, id := range []graph.ID{graph.DatasetID("ns", composed), graph.FieldID("ns", composed, composed)} {
		if _, there := g.Node(id); !there {
			t.Errorf("%s is not there", id)
		}
	}
	if _, there := g.Node(graph.DatasetID("ns", apart)); there {
		t.Error("two datasets became of one")
	}
	for _, asked := range []string{composed, apart} {
		x := map[string]any{"x": asked}
		for _, document := range []string{
			`query ($x: String!) {catalog {team(ref: $x) {name}}}`,
			`query ($x: String!) {catalog {entity(by: {name: {name: $x, kind: TEAM}}) {name}}}`,
			`query ($x: String!) {catalog {entity(by: {dataset: {namespace: "ns", name: $x}}) {name}}}`,
			`query ($x: String!) {catalog {entity(by: {field: {namespace: "ns", name: $x, field: $x}}) {name}}}`,
		} {
			if code := c.code(document, x); code != "" {
				t.Errorf("%q: %s: %q", asked, document, code)
			}
		}
		if code := c.code(`query ($x: ID!) {catalog {lineage(of: [$x], direction: UPSTREAM) {total}}}`, map[string]any{"x": string(graph.DatasetID("ns", asked))}); code != "" {
			t.Errorf("%q: by its id: %q", asked, code)
		}
		found := c.data(`query ($x: String!) {catalog {search(text: $x, kinds: [TEAM]) {nodes {id}}}}`, x)
		if fmt.Sprint(found) != "map[catalog:map[search:map[nodes:[map[id:team:cafe]]]]]" {
			t.Errorf("%q: %v", asked, found)
		}
	}
}
