package resolvers_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/examples"
	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
	"github.com/headwater-catalog/headwater/resolvers"
	"github.com/headwater-catalog/headwater/resolvers/goldens"
	"github.com/headwater-catalog/headwater/schema"
)

// considering returns a client of the case study with some alternatives.
func considering(t testing.TB, files fstest.MapFS) client {
	t.Helper()
	_, catalog := caseStudy(t)
	return client{t, goldens.NewAsker(resolvers.New(catalog, nil, resolvers.WithAlternatives(files)))}
}

// The alternatives that come with the example are the situations of the golden plans, to the letter.
func TestTheExamplesAlternativesAreTheGoldenPlans(t *testing.T) {
	_, catalog := caseStudy(t)
	c := client{t, goldens.NewAsker(resolvers.New(catalog, nil, resolvers.WithAlternatives(examples.Alternatives())))}
	for name, golden := range map[string]string{
		"sales-team-owns-sales-planning":                     "plan-sales-team-owns",
		"retail-operations-runs-pos-without-owning-customer": "plan-operate-only",
		"replace-france-pos":                                 "plan-replace-tills",
		"divest-division-v":                                  "plan-divest",
		"acquire-division-w":                                 "plan-acquire",
		"remove-dwh":                                         "plan-remove-dwh",
	} {
		a := c.data(`query ($name: String!) {alternative(name: $name) {input}}`, map[string]any{"name": name})["alternative"].(map[string]any)
		require.JSONEq(t, changesOf(t, golden), a["input"].(string), name)
	}
}

// changesOf returns the changes that a golden document plans first, as JSON.
func changesOf(t *testing.T, golden string) string {
	t.Helper()
	text, err := os.ReadFile("goldens/documents/article/" + golden + ".graphql")
	require.NoError(t, err)
	document, problems := gqlparser.LoadQueryWithRules(schema.NewExecutableSchema(schema.Config{}).Schema(), string(text), nil)
	require.Empty(t, problems)
	operation := document.Operations[0]
	variables := map[string]any{}
	for _, v := range operation.VariableDefinitions {
		variables[v.Variable], err = v.DefaultValue.Value(nil)
		require.NoError(t, err)
	}
	changes, err := operation.SelectionSet[0].(*ast.Field).Arguments.ForName("changes").Value.Value(variables)
	require.NoError(t, err)
	encoded, err := json.Marshal(changes)
	require.NoError(t, err)
	return string(encoded)
}

// An alternative does what its changes do, and is refused where they are, at the same places.
func TestAnAlternativeIsThePlanOfItsChanges(t *testing.T) {
	const about = `{after {` + told + `} diff {entities {action entity {id}} links {action relation from {id} to {id}}} impact {total summary}}`
	rapid.Check(t, func(rt *rapid.T) {
		catalog, err := live.Open(t.Context(), memory.New())
		require.NoError(rt, err)
		defer catalog.Close()
		changes := append(drawChanges(rt), drawChange(rt))
		written, err := json.Marshal(map[string]any{"reason": "why", "changes": changes}) // which is YAML as well
		require.NoError(rt, err)
		files := fstest.MapFS{"drawn.yaml": {Data: written}}
		c := client{t, goldens.NewAsker(resolvers.New(catalog, nil, resolvers.WithAlternatives(files)))}
		c.data(`mutation {apply(input: {changes: [{put: {id: "team:t"}}, {put: {id: "domain:a"}}, {put: {id: "domain:b"}}, {put: {id: "port:b/in"}}]}) {revision}}`, nil)

		planned := c.run(`query ($changes: [Change!]!) {plan(changes: $changes) `+about+`}`, map[string]any{"changes": changes})
		a := c.data(`{alternative(name: "drawn") {input problems {message line} changes {sentence input}}}`, nil)["alternative"].(map[string]any)
		encoded, err := json.Marshal(changes)
		require.NoError(rt, err)
		require.JSONEq(rt, string(encoded), a["input"].(string))
		require.Len(rt, a["changes"], len(changes))
		problems := a["problems"].([]any)
		require.Len(rt, problems, len(planned.Errors))
		for i, e := range planned.Errors {
			require.Equal(rt, map[string]any{"message": e.Message, "line": 1.0}, problems[i])
		}
		chosen := c.run(`{alternative(name: "drawn") {plan `+about+`}}`, nil)
		require.Equal(rt, planned.Data["plan"], chosen.Data["alternative"].(map[string]any)["plan"])
		require.Equal(rt, len(planned.Errors) > 0, len(chosen.Errors) > 0)
	})
}

func TestABrokenAlternativeSaysWhatIsWrongAndHindersNoOther(t *testing.T) {
	c := considering(t, fstest.MapFS{
		"broken.yaml":  {Data: []byte("title: Broken\nreason: r\nchanges:\n  - divst: {division: division:division-v}\n")},
		"far.yaml":     {Data: []byte("reason: r\nchanges:\n  - divest: {division: division:division-vv}\n  - alter: {id: domain:x, note: n}\n")},
		"sell-it.yaml": {Data: []byte("reason: r\nchanges:\n  - divest: {division: division:division-v}\n")},
	})
	all := c.data(`{alternatives {name title input changes {sentence} problems {file line column message excerpt}}}`, nil)["alternatives"].([]any)
	require.Equal(t, map[string]any{"name": "broken", "title": "Broken", "input": "[]", "changes": []any{}, "problems": []any{map[string]any{
		"file": "broken.yaml", "line": 4.0, "column": 5.0, "message": `"divst" is no key of a change; did you mean "divest"?`,
		"excerpt": "broken.yaml:4:5: \"divst\" is no key of a change; did you mean \"divest\"?\n 4 |   - divst: {division: division:division-v}\n   |     ^^^^^",
	}}}, all[0])
	far := all[1].(map[string]any)["problems"].([]any)
	require.Len(t, far, 2)
	require.Equal(t, []any{3.0, 4.0}, []any{far[0].(map[string]any)["line"], far[1].(map[string]any)["line"]})
	require.Equal(t, []any{map[string]any{"sentence": "Division V is divested."}}, all[2].(map[string]any)["changes"])

	plans := c.run(`{alternatives {name plan {impact {total}}}}`, nil)
	require.Len(t, plans.Errors, 2)
	require.Equal(t, string(graph.BadUserInput), plans.Errors[0].Extensions["code"])
	require.Contains(t, plans.Errors[0].Message, "broken.yaml:4:5: ")
	require.Equal(t, string(graph.NotFound), plans.Errors[1].Extensions["code"])
	require.Contains(t, plans.Errors[1].Message, "far.yaml:3:24: no division is called \"division:division-vv\"; did you mean division:division-v")
	require.NotNil(t, plans.Data["alternatives"].([]any)[2].(map[string]any)["plan"])
}

func TestWithoutAFolderThereAreNoAlternatives(t *testing.T) {
	c, _ := caseStudy(t)
	require.Equal(t, map[string]any{"alternatives": []any{}}, c.data(`{alternatives {name}}`, nil))
	require.Equal(t, graph.NotFound, c.code(`{alternative(name: "x") {name}}`, nil))
}

// Every change has a sentence of its own, with the names that there are.
func TestChangesInWords(t *testing.T) {
	c := considering(t, fstest.MapFS{"all.yaml": {Data: []byte(`
reason: each once
changes:
  - put: {id: system:till, name: New Till}
  - put: {id: domain:division-x/sale, description: "New"}
  - link: {relation: RUNS_IN, from: domain:division-x/sale, to: system:till, reason: It is faster.}
  - unlink: {relation: CONSUMES, from: team:division-x/sales, to: domain:division-x/sales-planning}
  - deny: {from: port:division-x/sale/new-sales, to: port:division-x/crm/input}
  - allow: {from: port:division-x/sale/new-sales, to: port:division-x/crm/input}
  - alter: {id: system:cube, note: "Faster"}
  - move: {id: domain:division-x/crm, to: domain:division-x/customer}
  - move: {id: domain:division-x/stock}
  - handOver: {entity: domain:division-x/sale, to: team:finance}
  - replaceSystem: {system: system:japan/pos, by: system:till, markets: [market:japan]}
  - acquire: {division: division:w, like: division:division-v}
  - remove: {id: team:hr}
  - remove: {id: system:shadow-it, cascade: true}
  - divest: {division: division:division-v}
`)}})
	a := c.data(`{alternative(name: "all") {problems {message} changes {sentence reason}}}`, nil)["alternative"].(map[string]any)
	require.Empty(t, a["problems"])
	var sentences []string
	for _, change := range a["changes"].([]any) {
		said := change.(map[string]any)
		text := said["sentence"].(string)
		if said["reason"] != nil {
			text += fmt.Sprintf(" (%s)", said["reason"])
		}
		sentences = append(sentences, text)
	}
	require.Equal(t, strings.TrimSpace(`
There is a new source system, New Till.
Division X / Sale is described anew.
Division X / Sale runs in New Till. (It is faster.)
Sales Team no longer consumes Division X / Sales Planning.
That Division X / Sale / New Sales feeds Division X / CRM / Input is wrong.
That Division X / Sale / New Sales feeds Division X / CRM / Input is no longer denied.
What Cube holds changes. (Faster)
Division X / CRM becomes part of Division X / Customer.
Division X / Stock becomes part of nothing.
Division X / Sale is handed over to Finance.
Japan POS is replaced by New Till in Japan.
w is acquired, and made like Division V.
HR goes.
Shadow IT goes, with its parts and all their links.
Division V is divested.`), strings.Join(sentences, "\n"))
}
