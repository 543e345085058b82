package alternative_test

import (
	"encoding/json"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/examples"
	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/alternative"
	"github.com/headwater-catalog/headwater/schema"
)

var format = alternative.NewFormat(schema.NewExecutableSchema(schema.Config{}).Schema())

// read reads one file.
func read(name, text string) *alternative.Alternative {
	return format.Read(fstest.MapFS{name: {Data: []byte(text)}}, name)
}

// input returns the changes as one JSON text.
func input(t *testing.T, a *alternative.Alternative) string {
	t.Helper()
	text, err := json.Marshal(a.Changes)
	require.NoError(t, err)
	return string(text)
}

func TestAnAlternativeIsReadAsItStands(t *testing.T) {
	a := read("new-till.yaml", `
title: A new till
reason: |
  **Both** divisions take it.

  At once.
author: ada
changes:
  - put: {name: Till 2, id: system:till-2, tags: [new], description: , properties: {key: cost, value: 10}}
  - put:
      id: domain:a
      tags: one
  - remove: {id: system:till, cascade: true}
  - link: {relation: FEEDS, from: system:till-2, to: system:dwh}
  - replaceSystem: {system: system:till, by: system:till-2, markets: []}
`)
	require.Empty(t, a.Problems)
	require.Equal(t, []string{"new-till", "new-till.yaml", "A new till", "**Both** divisions take it.\n\nAt once.", "ada"},
		[]string{a.Name, a.File, a.Title, a.Reason, a.Author})
	require.Equal(t, `[{"put":{"name":"Till 2","id":"system:till-2","tags":["new"],"description":null,"properties":[{"key":"cost","value":"10"}]}},`+
		`{"put":{"id":"domain:a","tags":["one"]}},{"remove":{"id":"system:till","cascade":true}},`+
		`{"link":{"relation":"FEEDS","from":"system:till-2","to":"system:dwh"}},`+
		`{"replaceSystem":{"system":"system:till","by":"system:till-2","markets":[]}}]`, input(t, a))
}

func TestWhatIsNotSaidIsLeftOut(t *testing.T) {
	a := read("x.yml", "reason: r\nchanges: [{divest: {division: division:v}}]\n")
	require.Empty(t, a.Problems)
	require.Equal(t, []string{"x", "x", ""}, []string{a.Name, a.Title, a.Author})
}

// Everything that is wrong is told at once, at its place.
func TestMistakesAreToldWithTheirPlaces(t *testing.T) {
	a := read("sell.yaml", `titel: Sell it
reason: [one]
changes:
  - handover: {entity: domain:a, to: team:b}
  - handOver: {entity: domain:a, too: team:b}
  - link: {relation: FEED, from: domain:a, to: {domain: b}}
  - remove: {id: domain:a, cascade: yes}
  - {remove: {id: domain:a}, divest: {division: division:v}}
  - divest:
  - divest
`)
	require.Empty(t, a.Changes)
	require.Equal(t, strings.TrimSpace(`
sell.yaml:1:1: "titel" is no key of an alternative; did you mean "title"?
 1 | titel: Sell it
   | ^^^^^
sell.yaml:2:9: reason is a text, not a list
 2 | reason: [one]
   |         ^
sell.yaml:4:5: "handover" is no key of a change; did you mean "handOver"?
 4 |   - handover: {entity: domain:a, to: team:b}
   |     ^^^^^^^^
sell.yaml:5:15: handOver needs the key to
 5 |   - handOver: {entity: domain:a, too: team:b}
   |               ^
sell.yaml:5:34: "too" is no key of handOver; did you mean "to"?
 5 |   - handOver: {entity: domain:a, too: team:b}
   |                                  ^^^
sell.yaml:6:22: relation is CONSUMES, FEEDS, OPERATES, OWNS, PART_OF, READS, RUNS_IN, SERVES, VARIANT_OF or WRITES; did you mean "FEEDS"?
 6 |   - link: {relation: FEED, from: domain:a, to: {domain: b}}
   |                      ^^^^
sell.yaml:6:48: to is a text, not a mapping
 6 |   - link: {relation: FEED, from: domain:a, to: {domain: b}}
   |                                                ^
sell.yaml:7:37: cascade is true or false
 7 |   - remove: {id: domain:a, cascade: yes}
   |                                     ^^^
sell.yaml:8:5: a change is exactly one of acquire, allow, alter, deny, divest, handOver, link, move, put, remove or 2 more; begin another item for another one
 8 |   - {remove: {id: domain:a}, divest: {division: division:v}}
   |     ^
sell.yaml:9:5: divest says nothing, and must
 9 |   - divest:
   |     ^^^^^^
sell.yaml:10:5: a change is a mapping with keys such as acquire, allow, alter, deny, divest, handOver, link, move, put, remove or 2 more, not a text
 10 |   - divest
    |     ^^^^^^`), a.Problems.Error())
}

func TestFilesThatAreNoAlternative(t *testing.T) {
	for text, want := range map[string]string{
		"":                               "an alternative is one document",
		"---\nreason: a\n---\nreason: b": "an alternative is one document",
		"- a":                            "an alternative is a mapping with reason and changes, not a list",
		"title: t":                       "an alternative says why it is considered: add the key reason",
		"reason: r":                      "an alternative says what would be changed: add the key changes",
		"reason: r\nchanges: []":         "changes is a list of at least one change",
		"reason: \"\"\nchanges: [{divest: {division: division:v}}]": "reason says nothing",
		"reason: &a r":      "anchors are not read here",
		"reason: r\xff":     "not valid UTF-8",
		"reason: [":         "sequence end token",
		"reason: r\n\tx: y": "a tab stands here",
	} {
		require.ErrorContains(t, read("x.yaml", text).Problems, want, text)
	}
	require.ErrorContains(t, read("Sell It.yaml", "reason: r").Problems, "the file's name is the alternative's")
	require.ErrorContains(t, format.Read(fstest.MapFS{}, "x.yaml").Problems, "x.yaml: the file cannot be read")
}

// What is wrong with a change in the catalog is told at what it is about, as near as the file says it.
func TestAFaultOfTheCatalogIsToldAtItsLine(t *testing.T) {
	a := read("x.yaml", "reason: r\nchanges:\n  - divest: {division: division:v}\n  - replaceSystem: {system: system:a, by: system:b, markets: market:c}\n")
	for path, want := range map[string]string{
		"[changes 1 replaceSystem by]":        "x.yaml:4:43: wrong",
		"[changes 1 replaceSystem markets 0]": "x.yaml:4:62: wrong",
		"[changes 1 replaceSystem where]":     "x.yaml:4:20: wrong",
		"[changes 7]":                         "x.yaml:3:3: wrong",
		"[]":                                  "x.yaml:1:1: wrong",
	} {
		at := a.Problem(pathOf(path), "wrong")
		require.Equal(t, want, strings.Split(at.Error(), "\n")[0], path)
	}
}

// pathOf reads a path as fmt writes it.
func pathOf(text string) []any {
	var path []any
	for _, step := range strings.Fields(strings.Trim(text, "[]")) {
		var number int
		if json.Unmarshal([]byte(step), &number) == nil {
			path = append(path, number)
		} else {
			path = append(path, step)
		}
	}
	return path
}

// The alternatives that come with Headwater say why, and whose names they have.
func TestTheExamplesAreRead(t *testing.T) {
	names, err := fs.Glob(examples.Alternatives(), "*.yaml")
	require.NoError(t, err)
	require.Len(t, names, 6)
	for _, name := range names {
		a := format.Read(examples.Alternatives(), name)
		require.Empty(t, a.Problems, name)
		require.Equal(t, a.Name, graph.Slug(a.Name))
		require.NotEqual(t, a.Name, a.Title)
	}
}

// Whatever a file says, it is an alternative with changes or one with problems.
func FuzzAFileIsReadOrRefused(f *testing.F) {
	names, err := fs.Glob(examples.Alternatives(), "*.yaml")
	require.NoError(f, err)
	for _, name := range names {
		text, err := fs.ReadFile(examples.Alternatives(), name)
		require.NoError(f, err)
		f.Add(string(text))
	}
	f.Add("reason: r\nchanges: [{put: {id: , tags: [[], {}], properties: x}}, [], {link: }]")
	f.Fuzz(func(t *testing.T, text string) {
		a := read("x.yaml", text)
		require.NotEqual(t, len(a.Problems) > 0, len(a.Changes) > 0)
		for _, change := range a.Changes {
			require.True(t, json.Valid(change))
		}
		_ = a.Problem([]any{"changes", 0, "put", "tags", 0}, "wrong")
	})
}
